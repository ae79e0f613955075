"""Whom a pronoun or a role means: salience of those named before it, after Lappin and Leass (1994), without a parse.

Each naming of someone counts by its part in the sentence, less with each sentence that follows; a pronoun or role that
has been resolved counts as a naming. Sentences that stand in quotation marks as a whole are no distance.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from toolkit_reading.marks import Quotation

from toolkit.documents import Document
from toolkit_quotes.cast import Cast, Place
from toolkit_quotes.statements import Range, Statement

GENDER = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
"""Pronouns of one person, and what they tell."""

_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_BEFORE_OBJECT = re.compile(
    r"\b(?:of|to|for|with|by|in|from|on|at|about|against|between|over|like|than|into|under|toward|towards|behind|via"
    r"|near|without|including)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_AFTER_SUBJECT = re.compile(
    r"^(?:,[^,.;]{3,90},|\s+\([^)]{1,30}\))?\s+(?:(?:also|then|later|has|never|now|often|still|once|just|again)\s+)*"
    r"(?!(?:officials|supporters|voters|aides|advisers|advisors|allies|policies|emails|ads|as|needed|news|sources"
    r"|polls|rallies|sanctions|members|leaders|troops|forces|lawmakers|delegates|loyalists)\b)"
    r"(?:\w+(?:ed|s)|had|was|were|are|is|have|will|would|can|could|may|might|must|should|did|do|said|told|wrote|made"
    r"|took|gave|went|came|got|saw|knew|thought|felt|left|met|spoke|won|lost|ran|held|kept|set|put|began|stood|sat|led"
    r"|brought|bought|found|thinks|won't|didn't|doesn't|isn't|can't|don’t|won’t|didn’t|doesn’t|isn’t)\b"
)
_INTRODUCED = re.compile(r",\s+(?:\d\d,|(?:an?|the)\s|\w+ (?:of|at|for|with)\s)")
_INVERTED = re.compile(r"\b(?:said|says|added|asked|wrote|writes|told|argued|noted|explained)\s+$")
_SUBORDINATE = re.compile(
    r"(?:while|though|although|as|when|after|before|if|because|since|despite|asked|in|with|at)\b", re.IGNORECASE
)

_SUBJECT, _OBJECT, _POSSESSIVE, _DEPENDENT = 1.0, 0.55, 0.5, 0.4
_SPEAKER = 0.5  # more for who makes a statement
_NEW = 0.7  # more for who is introduced in the paragraph before one that begins with a quotation
_QUOTED = 0.3  # of the weight, for a name in quotation marks
_DECAY = 0.5  # a sentence
_AGAIN = 0.15  # of the salience that someone has from sentences but the one that gives most
_REACH = 14  # sentences
_MOST = 300  # namings that are looked back at
_LEAST = 0.12  # salience
_AHEAD = 1.05  # of the next, for a pronoun that could be either's
_UNKNOWN = 0.95  # of the salience, for someone of whom the article tells no gender


@dataclass(frozen=True)
class Naming:
    """A place where someone is named, or meant by a pronoun."""

    name: str
    field: str
    start: int
    end: int
    sentence: int
    weight: float
    new: bool = False
    """It is introduced here, with a description behind the name."""


@dataclass(frozen=True)
class Answer:
    """Whom a pronoun means, how sure that is (0 to 1), and where the one was named last."""

    name: str
    score: float
    antecedent: Naming


class Discourse:
    """Who is talked of in an article, from its first sentence to its last."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        statements: Sequence[Statement],
        quotations: Mapping[str, Sequence[Quotation]],
    ) -> None:
        self.document, self.cast = document, cast
        self.answers: dict[Place, Answer | None] = {}
        """Each pronoun of one person, by its place."""
        self.namings: list[Naming] = []
        self.unnamed: dict[str, str | None] = {}
        """The people without a name by the words for them ("campaign aide"), with what these tell of their gender."""
        self._begins: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        self._quoted = {
            name: [(quotation.start, quotation.end) for quotation in own] for name, own in quotations.items()
        }
        self._sources: dict[str, dict[int, Statement]] = {name: {} for name in document.fields}
        for statement in statements:
            if statement.source:
                self._sources[statement.field][statement.source[0]] = statement
        self._number()

    def read(self, of_role: Callable[[Statement], Naming | None]) -> None:
        """Goes through the article; `of_role` is asked, in the order of the text, whom a source means by its words."""
        for name in self.document.fields:
            self._read(name, of_role)

    def _number(self) -> None:
        """Numbers the sentences; one inside a quotation shares the number of the one before."""
        number = 0
        for sentence in self.document.sentences:
            begins = self._begins.setdefault(sentence.field, [])
            if not begins or not _covers(self._quoted[sentence.field], sentence.start, sentence.end):
                number += 1
            begins.append(sentence.start)
            self._numbers.setdefault(sentence.field, []).append(number)

    def sentence(self, field: str, offset: int) -> int:
        """The number of the sentence at an offset."""
        begins = self._begins.get(field, [])
        return self._numbers[field][max(0, bisect_right(begins, offset) - 1)] if begins else 0

    def _begin(self, field: str, offset: int) -> int:
        begins = self._begins.get(field, [0])
        return begins[max(0, bisect_right(begins, offset) - 1)]

    def _read(self, field: str, of_role: Callable[[Statement], Naming | None]) -> None:
        text = self.document.fields[field]
        names = [(row["start"], row["end"], row) for row in self.cast.of(field)]
        pronouns = [(*match.span(), None) for match in _PRONOUN.finditer(text)]
        roles = [(*s.source, s) for s in self._sources[field].values() if s.source]
        for start, end, event in sorted([*names, *pronouns, *roles], key=lambda e: (e[0], e[1])):
            if isinstance(event, Statement):
                if text[start:end].lower() not in GENDER:
                    naming = of_role(event)
                    self.namings += [naming] if naming else []
            elif event is not None:
                title = len(event["title"]) + 1 if isinstance(event["title"], str) else 0
                self.add(event["entity"], field, start, end, max(0, start - title))
            elif not _covers(self._quoted[field], start, end):
                self._add_pronoun(field, start, end, text[start:end].lower())

    def _add_pronoun(self, field: str, start: int, end: int, word: str) -> None:
        answer = self._whom(field, start, end, GENDER[word])
        self.answers[(self.cast.order[field], start)] = answer
        if answer is not None:
            weight = self._weight(field, start, start, end)
            weight = min(weight, _POSSESSIVE) if word in ("his", "her", "hers") else weight
            weight *= 0.5 + 0.5 * answer.score
            self.namings.append(Naming(answer.name, field, start, end, self.sentence(field, start), weight))

    def add(self, name: str, field: str, start: int, end: int, first: int | None = None) -> Naming:
        """Notes that someone is named; `first` is where the title before the name begins."""
        weight = self._weight(field, start if first is None else first, start, end)
        new = bool(_INTRODUCED.match(self.document.fields[field], end))
        naming = Naming(name, field, start, end, self.sentence(field, start), weight, new)
        self.namings.append(naming)
        return naming

    def _weight(self, field: str, first: int, start: int, end: int) -> float:
        text = self.document.fields[field]
        before, after = text[max(0, first - 30) : first], text[end : end + 100]
        if after.startswith(("'s", "’s", "'", "’")):
            weight = _POSSESSIVE
        elif _BEFORE_OBJECT.search(before):
            weight = _DEPENDENT
        elif self._begin(field, start) == first or _AFTER_SUBJECT.match(after) or _INVERTED.search(before):
            weight = _SUBJECT
        else:
            weight = _OBJECT
        if first in self._sources[field] or start in self._sources[field]:
            weight += _SPEAKER
        return weight * (_QUOTED if _covers(self._quoted[field], start, end) else 1.0)

    def _whom(self, field: str, start: int, end: int, gender: str) -> Answer | None:
        statement = self._sources[field].get(start)
        here = self.sentence(field, start)
        ahead = self._cataphor(field, start, end, gender)
        if ahead is not None:
            return ahead
        parts = statement.parts if statement else ()
        ranked = self.salient(field, start, "person", gender, without=parts, opened=self._opens(field, statement))
        if not ranked or ranked[0][0] < _LEAST:
            return None
        (best, naming), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        if best < _AHEAD * second:
            return None
        near = 1.0 if here - naming.sentence <= 2 else 0.85
        return Answer(naming.name, round(near * min(0.95, 0.5 + 0.5 * (best - second) / best), 3), naming)

    def salient(
        self,
        field: str,
        offset: int,
        kind: str,
        gender: str | None = None,
        without: Sequence[Range] = (),
        opened: int = 0,
    ) -> list[tuple[float, Naming]]:
        """Those named before an offset, with their salience and last naming, the most salient first.

        `without` are spans whose namings do not count: nobody is the source of what is said of them. `opened` is where
        the paragraph begins, if with a quotation, and 0 otherwise: it is likely from who was introduced just before.
        """
        here = self.sentence(field, offset)
        strongest: dict[str, dict[int, float]] = {}
        last: dict[str, Naming] = {}
        for naming in islice(reversed(self.namings), _MOST):
            if here - naming.sentence > _REACH:
                break
            if naming.field == field and naming.start >= offset:
                continue
            if self.kind(naming.name) != kind or any(a <= naming.start < b for a, b in without):
                continue
            known = self._gender(naming.name) if kind == "person" else None
            if gender and known and known != gender:
                continue
            last.setdefault(naming.name, naming)
            own = strongest.setdefault(naming.name, {})
            worth = naming.weight + (_NEW if naming.new and naming.end < opened and here - naming.sentence < 2 else 0.0)
            worth *= _UNKNOWN if gender and not known else 1.0
            own[naming.sentence] = max(own.get(naming.sentence, 0.0), worth)
        totals = {}
        for name, own in strongest.items():
            parts = sorted((worth * _DECAY ** max(0, here - sentence) for sentence, worth in own.items()), reverse=True)
            totals[name] = parts[0] + _AGAIN * sum(parts[1:])
        return sorted(((total, last[name]) for name, total in totals.items()), key=lambda pair: -pair[0])

    def _opens(self, field: str, statement: Statement | None) -> int:
        """Where the paragraph of a quotation begins, where that opens it; 0 otherwise."""
        if statement is None or statement.kind == "indirect":
            return 0
        begin = self.document.fields[field].rfind("\n\n", 0, statement.start) + 2
        return begin if begin == statement.start else 0

    def things(
        self,
        field: str,
        offset: int,
        without: Sequence[Range] = (),
        kinds: Sequence[str] = ("organisation", "place"),
    ) -> list[tuple[float, Naming]]:
        """The same of organisations and places together."""
        found = [pair for kind in kinds for pair in self.salient(field, offset, kind, without=without)]
        return sorted(found, key=lambda pair: -pair[0])

    def kind(self, name: str) -> str | None:
        """What kind of speaker someone is; people without a name are persons here."""
        return "person" if name in self.unnamed else self.cast.kinds.get(name)

    def _gender(self, name: str) -> str | None:
        return self.unnamed[name] if name in self.unnamed else self.cast.people[name].gender

    def _cataphor(self, field: str, start: int, end: int, gender: str) -> Answer | None:
        """Who is named only behind: "While she praised it, Clinton …"."""
        text = self.document.fields[field]
        begin = self._begin(field, start)
        opening = text[begin:start]
        if len(opening) > 40 or not _SUBORDINATE.match(opening.lstrip("\"“'‘ ")) or len(opening.split()) > 5:
            return None
        comma = re.compile(r",\s+(?=[A-Z])").search(text, end, min(len(text), end + 250))
        if comma is None or any(mark in text[end : comma.start()] for mark in ".!?\n"):
            return None
        for row in self.cast.within(field, comma.end(), comma.end() + 60):
            known = self.cast.people[row["entity"]].gender if row["label"] == "PERSON" else "none"
            title = len(row["title"]) + 1 if isinstance(row["title"], str) else 0
            first = row["start"] - title <= comma.end()
            if known in (None, gender) and first and _AFTER_SUBJECT.match(text[row["end"] : row["end"] + 100]):
                naming = Naming(row["entity"], field, row["start"], row["end"], self.sentence(field, start), _SUBJECT)
                return Answer(row["entity"], 0.8, naming)
        return None


def _covers(spans: Sequence[Range], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, end + 10**9)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]
