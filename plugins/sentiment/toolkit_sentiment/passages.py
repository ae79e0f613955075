"""What is read for a target: its sentence with those beside it in the statement, and the words of its clause."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.documents import Document, Sentence
from toolkit_sentiment.grammar import Clause

Parts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Sentences:
    """The sentences of one field, in order."""

    found: Sequence[Sentence]

    @classmethod
    def by_field(cls, document: Document) -> "Mapping[str, Sentences]":
        """The sentences of an article by field."""
        grouped: dict[str, list[Sentence]] = {}
        for sentence in document.sentences:
            grouped.setdefault(sentence.field, []).append(sentence)
        return {field: cls(found) for field, found in grouped.items()}

    def at(self, place: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self.found, place, key=lambda sentence: sentence.start) - 1)

    def passage(self, number: int, parts: Parts, text: str) -> tuple[int, int]:
        """The span of a sentence with those before and behind it that are of the same statement and paragraph."""
        first = last = number
        if number and self._goes_with(number - 1, number, parts, text):
            first -= 1
        if number + 1 < len(self.found) and self._goes_with(number, number + 1, parts, text):
            last += 1
        return self.found[first].start, self.found[last].end

    def _goes_with(self, one: int, other: int, parts: Parts, text: str) -> bool:
        a, b = self.found[one], self.found[other]
        both = all(any(start < s.end and s.start < end for start, end in parts) for s in (a, b))
        return both and "\n" not in text[a.end : b.start].replace("\n", " ", 1)

    def clause(self, number: int, parts: Parts, start: int, end: int) -> Clause:
        """The words of a sentence that belong to the statement, with the target at `start`–`end` among them."""
        own = self.found[number].tokens
        tokens = [token for token in own if any(a <= token.start < b for a, b in parts)] or list(own)
        target = next((i for i, token in enumerate(tokens) if token.end > start), len(tokens) - 1)
        behind = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
        return Clause(tokens, target, max(behind, target + 1))
