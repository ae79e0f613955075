"""One sentence, with what the rules ask of it again and again."""

from collections.abc import Callable, Iterator, Sequence

from toolkit.documents import Token
from toolkit_quotes import cues
from toolkit_quotes.words import CLAUSE_VERBS, DETERMINERS

Range = tuple[int, int]


class Sentence:
    """Tokens with their words in lower case and whether each stands in quotation marks.

    `end` leaves out the full stop, `text` gives what stands between two offsets of the field.
    """

    def __init__(self, tokens: Sequence[Token], quotations: Sequence[Range], text: Callable[[int, int], str]) -> None:
        self.tokens = tokens
        self.words = [token.text.lower() for token in tokens]
        self.text = text
        self.quotations = quotations
        self.start, self.end = tokens[0].start, tokens[-1].end
        if tokens[-1].text in (".", "…") and not any(q[1] == self.end for q in quotations):
            self.end = tokens[-1].start
        self.quoted = self._marks()

    def _marks(self) -> list[bool]:
        marks, number = [], 0
        for token in self.tokens:
            while number < len(self.quotations) and self.quotations[number][1] <= token.start:
                number += 1
            marks.append(number < len(self.quotations) and self.quotations[number][0] <= token.start)
        return marks

    def span(self, first: int, last: int) -> Range:
        """The range of the tokens from `first` to `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end

    def from_token(self, i: int) -> str:
        """The next 300 characters from token `i` on, as far as the sentence goes."""
        start = self.tokens[i].start
        return self.text(start, min(self.end, start + 300)) if start < self.end else ""

    def cue_places(self) -> Iterator[int]:
        """The tokens outside quotations that may be cues."""
        verbs = cues.cue_verbs()
        for k, word in enumerate(self.words):
            if not self.quoted[k] and word in verbs and not self._is_no_verb(k):
                yield k

    def _is_capitalised_name(self, k: int) -> bool:
        """Tells "United States" and "reality Show" from a verb, where not every word is capitalised."""
        if not k or not self.tokens[k].text[0].isupper():
            return False
        return any(token.text[0].islower() and len(token.text) > 4 for token in self.tokens)

    def _is_no_verb(self, k: int) -> bool:
        """Tells a noun or infinitive from a verb that reports: "the report", "to say", "calls for"."""
        before = self.words[k - 1] if k else ""
        after = self.words[k + 1] if k + 1 < len(self.words) else ""
        if self._is_capitalised_name(k):
            return True
        if self.words[k] in ("state", "states", "known", "charge", "charges", "rule", "rules") and after != "that":
            return True
        if before in DETERMINERS - {
            "that",
            "this",
            "those",
            "these",
            "all",
            "some",
            "many",
            "both",
            "most",
            "few",
        }:
            return True
        if before in ("to", "of", "for", "'s", "’s") and self.words[k] != "said":
            return True
        if self.words[k].endswith("ing") and not (k and self.tokens[k - 1].text in (",", "”", '"')):
            return True
        return after in ("of", "for", "to") and self.words[k] not in (
            "said",
            "told",
            "wrote",
            "added",
            "spoke",
        )

    def is_name(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text[0].isupper()

    def words_before(self, i: int) -> int:
        """The number of words of the sentence before token `i`."""
        return sum(word[0].isalnum() for word in self.words[:i])

    def holds_verb(self, first: int, last: int) -> bool:
        return any(word in CLAUSE_VERBS for word in self.words[first : last + 1])
