"""The people, organisations and places that an article names, and what it tells of them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.documents import Document
from toolkit_quotes.roles import roles_of_title

Row = Mapping[Any, Any]
Place = tuple[int, int]
"""Number of the field, offset."""

TYPES = {
    "PERSON": "person", "ORG": "organisation", "FACILITY": "organisation", "PLACE": "place", "GROUP": "group",
}  # fmt: skip
"""Labels of names that may speak, and what kind of speaker each is."""

_APPOSITION = re.compile(
    r"^,\s+(?:who is |who was |the |a |an |its |his |her |their )?([\w\s'’-]{3,70}?)(?=[,.;]|\s+who\b)"
)


@dataclass
class Person:
    """A person of the article, with what the article tells of them."""

    name: str
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)
    """Where the person is named, in order."""


class Cast:
    """Who is named in an article; `mentions` are the rows of its names in the order of the text."""

    def __init__(self, document: Document, entities: Sequence[Row]) -> None:
        self.order = {name: number for number, name in enumerate(document.fields)}
        self.document = document
        self.mentions = sorted(entities, key=lambda row: (self.order[row["field"]], row["start"]))
        self._places = [(self.order[row["field"]], row["start"]) for row in self.mentions]
        self.origins = {row["text"].lower() for row in self.mentions if row["label"] in ("GROUP", "PLACE")}
        self.kinds: dict[str, str] = {}
        """Each name → person, organisation, place or group."""
        self.people: dict[str, Person] = {}
        self.bodies: dict[str, list[Row]] = {}
        """Each word of the names of organisations → their mentions."""
        for row in self.mentions:
            if row["label"] in TYPES:
                self.kinds.setdefault(row["entity"], TYPES[row["label"]])
            if row["label"] == "PERSON":
                self._add(row)
            elif row["label"] == "ORG":
                for word in set(words_of(row["entity"])):
                    self.bodies.setdefault(word, []).append(row)
        self.holders: dict[str, list[Person]] = {}
        """Each role → the people who have it."""
        for person in self.people.values():
            for role in person.roles:
                self.holders.setdefault(role, []).append(person)

    def _add(self, row: Row) -> None:
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

    def within(self, field_name: str, start: int, end: int) -> list[Row]:
        """The mentions inside a span."""
        number = self.order[field_name]
        first = bisect_left(self._places, (number, start))
        last = bisect_left(self._places, (number, end))
        return [row for row in self.mentions[first:last] if row["end"] <= end]

    def of_words(self, words: Iterable[str]) -> list[Row]:
        """The organisations that have one of some words in their names, in the order of the text."""
        rows = [row for word in sorted(words) for row in self.bodies.get(word, ())]
        return sorted(rows, key=lambda row: (self.order[row["field"]], row["start"]))

    def of(self, field_name: str) -> Iterator[Row]:
        """The mentions of a field that may speak."""
        number = self.order[field_name]
        for row in self.mentions[bisect_left(self._places, (number, 0)) : bisect_left(self._places, (number + 1, 0))]:
            if row["label"] in TYPES:
                yield row


def words_of(name: str) -> list[str]:
    """The words of a name, in lower case."""
    return re.findall(r"[\w']+", name.lower())
