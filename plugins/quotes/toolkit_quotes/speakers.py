"""Who speaks: from the words of a source ("he", "the senior diplomat") to a person or organisation of the article."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.documents import Document
from toolkit_quotes.roles import role_of, roles_of_title
from toolkit_quotes.statements import Statement

_GENDER = {"he": "male", "him": "male", "she": "female", "her": "female"}
_PLURAL = frozenset(("they", "we"))
_RELATIVE = frozenset(("who", "which", "that"))
_NOUN_PHRASE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome|[Tt]hose)\s+)[^,.;:()]{2,60}$")
_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|but|and)\s+", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^,\s+(?:who is |who was |the |a |an |its |his |her |their )?([\w\s'’-]{3,70}?)(?=[,.;]|\s+who\b)"
)
_DEPENDENT = re.compile(r"\b(?:for|of|to|from|at|with)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass
class Person:
    """A person of the article, with what the article tells of them."""

    name: str
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where the person is named: (number of the field, offset), in order."""

    def last_before(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """Where the person was named last before a place."""
        at = bisect_left(self.places, place)
        return self.places[at - 1] if at else None


@dataclass(frozen=True)
class Speaker:
    """The answer: a canonical name, or None, and how sure it is."""

    name: str | None
    score: float


class Cast:
    """The people and organisations that an article names."""

    def __init__(self, document: Document, entities: Sequence[Mapping[Any, Any]]) -> None:
        self.order = {name: number for number, name in enumerate(document.fields)}
        self.document = document
        self.mentions = sorted(entities, key=lambda row: (self.order[row["field"]], row["start"]))
        self._places = [(self.order[row["field"]], row["start"]) for row in self.mentions]
        self.origins = {row["text"].lower() for row in self.mentions if row["label"] in ("GROUP", "PLACE")}
        self.bodies: dict[str, set[str]] = {}
        """The last word of each organisation's name → the organisations."""
        self.people: dict[str, Person] = {}
        for row in self.mentions:
            if row["label"] == "PERSON":
                self._add(row)
            elif row["label"] == "ORG":
                self.bodies.setdefault(row["entity"].lower().split()[-1], set()).add(row["entity"])

    def _add(self, row: Mapping[str, Any]) -> None:
        person = self.people.setdefault(row["entity"], Person(row["entity"]))
        person.places.append((self.order[row["field"]], row["start"]))
        if isinstance(row["gender"], str) and person.gender is None:
            person.gender = row["gender"]
        text = self.document.fields[row["field"]]
        apposition = _APPOSITION.match(text[row["end"] : row["end"] + 100])
        for title in (row["title"], apposition[1] if apposition else None):
            if isinstance(title, str):
                person.roles |= roles_of_title(title)
                person.titles.add(title.lower())

    def names(self) -> set[str]:
        """The names of people and organisations as they stand in the text and in their canonical form."""
        return {row[key] for row in self.mentions if row["label"] in ("PERSON", "ORG") for key in ("text", "entity")}

    def within(self, field_name: str, start: int, end: int) -> list[Mapping[str, Any]]:
        """The mentions inside a span."""
        number = self.order[field_name]
        first = bisect_left(self._places, (number, start))
        last = bisect_left(self._places, (number, end))
        return [row for row in self.mentions[first:last] if row["end"] <= end]

    def in_paragraph(self, field_name: str, offset: int) -> list[Person]:
        """The people named before an offset in its own paragraph, in the order of the text."""
        begin = max(0, self.document.fields[field_name].rfind("\n\n", 0, offset))
        rows = self.within(field_name, begin, offset)
        return [self.people[row["entity"]] for row in rows if row["label"] == "PERSON"]

    def recent(self, place: tuple[int, int], gender: str | None) -> Person | None:
        """The person of that gender who was named last before a place, the first of them in that paragraph."""
        best: tuple[tuple[int, int], Person] | None = None
        for person in self.people.values():
            if gender and person.gender and person.gender != gender:
                continue
            at = person.last_before(place)
            if at is not None and at[0] == place[0] and (best is None or at > best[0]):
                best = (at, person)
        return best[1] if best else None


def resolve(cast: Cast, statement: Statement, previous: Statement | None, last: Speaker | None) -> Speaker:
    """Finds out who makes a statement.

    `previous` is the statement before and `last` its speaker. Where the text gives no ground for a person, the
    words of the source stand as they are ("officials"), and a pronoun that could be anybody's stays None.
    """
    if statement.source is None:
        near = previous is not None and statement.cue is None and _is_near(cast.document, previous, statement)
        return Speaker(last.name, 0.6 * last.score) if near and last else Speaker(None, 0.0)
    start, end = statement.source
    text = cast.document.fields[statement.field][start:end]
    if text.strip().lower() in _RELATIVE:
        start, end = _antecedent(cast, statement.field, start)
        if start == end:
            return Speaker(None, 0.0)
        statement = replace(statement, source=(start, end))
        text = cast.document.fields[statement.field][start:end]
    words = _ARTICLES.sub("", text.strip())
    pronoun = text.strip().lower()
    if pronoun in _GENDER or pronoun in _PLURAL or pronoun in ("it", "i"):
        return _of_pronoun(cast, pronoun, statement, last)
    named = _named(cast, statement, text)
    if named is not None:
        return named
    by_role = _of_role(cast, words, statement, last if _starts_definite(text) else None)
    if by_role is None and previous is not None and _starts_definite(text):
        by_role = _again(cast, words, previous, last)
    return by_role or Speaker(_tidy(re.split(r",| who | which ", words)[0]), 0.7)


def _named(cast: Cast, statement: Statement, text: str) -> Speaker | None:
    """The person whom a source names, or the organisation or place that it is."""
    start, end = statement.source or (0, 0)
    inside = cast.within(statement.field, start, end)
    field_text = cast.document.fields[statement.field]
    head = text.split(",")[0]
    behind = cast.within(statement.field, end + 2, end + 80) if field_text[end : end + 2] == ", " else []
    for row in (*reversed(inside), *behind[:1]):
        named_behind = field_text[start : row["start"]] == f"{head}, "  # "her counterpart, Paul Harkan"
        if row["label"] != "PERSON" or (row["start"] >= start + len(head) and not named_behind):
            continue
        if row["end"] > end and field_text[row["end"] : row["end"] + 1] not in (",", "."):
            continue
        possessive = field_text[row["end"] : row["end"] + 2] in ("'s", "’s")
        before = field_text[start : row["start"]].rstrip()
        if isinstance(row["title"], str):  # "a spokesman for President Milan Dorrek" is not the president
            before = before.removesuffix(row["title"])
        if not possessive and not _DEPENDENT.search(f"{before.rstrip()} "):
            return Speaker(row["entity"], 0.95)
    stripped = _tidy(_ARTICLES.sub("", head))
    for row in inside:
        if row["label"] != "PERSON" and _tidy(row["text"]) in (stripped, _tidy(head)):
            return Speaker(row["entity"], 0.9)
    return None


def _of_pronoun(cast: Cast, pronoun: str, statement: Statement, last: Speaker | None) -> Speaker:
    gender = _GENDER.get(pronoun)
    if gender is None:
        collective = last is not None and last.name is not None and last.name not in cast.people
        return Speaker(last.name, 0.5) if last and collective and pronoun in ("they", "it") else Speaker(None, 0.0)
    place = (cast.order[statement.field], (statement.source or (0, 0))[0])
    recent = cast.recent(place, gender)
    speaker = cast.people.get(last.name) if last and last.name else None
    if speaker is not None and speaker.gender not in (None, gender):
        speaker = None
    if speaker is not None:
        return Speaker(speaker.name, 0.8 if recent is speaker else 0.65)
    return Speaker(recent.name, 0.6) if recent else Speaker(None, 0.0)


def _of_role(cast: Cast, words: str, statement: Statement, last: Speaker | None) -> Speaker | None:
    """The person with the role that a source names, the one named last before it, or first after it."""
    role = role_of(words.split(",")[0])
    if role is None:
        return _of_body(cast, words)
    place = (cast.order[statement.field], (statement.source or (0, 0))[0])
    holders = [person for person in cast.people.values() if role in person.roles]
    near = cast.in_paragraph(statement.field, place[1]) if last is not None else []
    beside = near[-1] if near and not any(role in person.roles for person in near) else None
    if beside is not None and not beside.roles:
        return Speaker(beside.name, 0.6)  # "Daniel Reyne was unmoved. …, the foreign minister said"
    origin = _origin(cast, statement)
    if origin:  # "the Russian president": one said to be Russian, or whose own title it is, whatever the country
        of_origin = [person for person in holders if _comes_from(person, origin.lower())]
        if not of_origin and any(_has_origin(cast, person) for person in holders):
            return None
        holders = of_origin or [person for person in holders if any(role in title for title in person.titles)]
    if holders:
        speaker = next((person for person in holders if last and person.name == last.name), None)
        before = [(at, person) for person in holders if (at := person.last_before(place)) is not None]
        after = [(person.places[0], person) for person in holders]
        chosen = speaker or (max(before, key=lambda b: b[0])[1] if before else min(after, key=lambda a: a[0])[1])
        return Speaker(chosen.name, 0.85 if len(holders) == 1 else 0.65)
    if beside is not None:
        return Speaker(beside.name, 0.5)
    if last is not None and last.name in cast.people and not cast.people[str(last.name)].roles:
        return Speaker(last.name, 0.5)
    return None


def _again(cast: Cast, words: str, previous: Statement, last: Speaker | None) -> Speaker | None:
    """ "A League official said … the official said": who was last called by a name of the same kind."""
    if previous.source is None or last is None or last.name is None or last.name in cast.people:
        return None
    before = _tidy(cast.document.fields[previous.field][slice(*previous.source)].split(",")[0])
    same = before.lower().split()[-1:] == words.split(",")[0].lower().split()[-1:]
    return Speaker(last.name, 0.6) if same else None


def _antecedent(cast: Cast, field_name: str, start: int) -> tuple[int, int]:
    """What a relative pronoun stands for: the name or noun phrase that ends before it; an empty span for none."""
    text = cast.document.fields[field_name]
    end = len(text[:start].rstrip(" ,\u00a0"))
    named = [row for row in cast.within(field_name, max(0, end - 80), end) if row["end"] == end]
    if named:
        return named[-1]["start"], end
    phrase = _NOUN_PHRASE.search(text, max(0, end - 70), end)
    return (phrase.start(), end) if phrase else (end, end)


def _of_body(cast: Cast, words: str) -> Speaker | None:
    """ "the ministry" → the one organisation of the article that is a Ministry."""
    head = words.split(",")[0].strip().lower()
    bodies = cast.bodies.get(head, set())
    return Speaker(next(iter(bodies)), 0.7) if len(bodies) == 1 else None


def _origin(cast: Cast, statement: Statement) -> str | None:
    """The nationality or place that a source names with a role: "Russian president"."""
    start, end = statement.source or (0, 0)
    rows = [row for row in cast.within(statement.field, start, end) if row["label"] in ("GROUP", "PLACE")]
    return rows[0]["text"] if rows else None


def _has_origin(cast: Cast, person: Person) -> bool:
    return any(_comes_from(person, origin) for origin in cast.origins)


def _comes_from(person: Person, origin: str) -> bool:
    return any(origin in title for title in person.titles)


def _starts_definite(text: str) -> bool:
    return text.strip().lower().startswith(("the ", "this ", "that "))


def _is_near(document: Document, previous: Statement, statement: Statement) -> bool:
    """Tells whether a statement without a source follows the one before within the paragraph or the next."""
    if previous.field != statement.field:
        return False
    return document.fields[statement.field].count("\n\n", previous.end, statement.start) <= 1


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"['’]s?$", "", text.strip(" ,"))).strip()
