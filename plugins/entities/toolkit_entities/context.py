"""What only the rest of the article tells of a name."""

import re
from bisect import bisect_left
from dataclasses import replace

from toolkit_reading.marks import find_quotations

from toolkit.documents import Document
from toolkit_entities.mention import Mention

_WORD = re.compile(r"\b[^\W\d_]\w+")
_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear)\s+(?P<name>[^\W\d_]\w{3,})")


def little_known_places(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Places, and the peoples named after them, that the article itself gives away: Varenia, Varenians; "in Lunde"."""
    words = {word for text in document.fields.values() for word in _WORD.findall(text)}
    inside = {match["name"] for text in document.fields.values() for match in _IN.finditer(text)}
    of_people = {word for m in mentions if m.label == "PERSON" and len(m.text.split()) > 1 for word in m.text.split()}

    def label_of(mention: Mention) -> str:
        name = mention.text
        if mention.label not in ("PERSON", "ORG", "OTHER") or len(name) < 4 or name in of_people:
            return mention.label
        if {f"{name}n", f"{name}ns"} & words or (mention.label == "PERSON" and name in inside):
            return "PLACE"
        return "GROUP" if name.endswith(("n", "ns")) and name.rstrip("s")[:-1] in words else mention.label

    return [replace(mention, label=label_of(mention)) for mention in mentions]


_PRONOUN_AFTER = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)


_VOTES = 0.75  # of the pronouns, to tell the gender of who is named before them


def spread_gender(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Gives each person without a known gender the one of the pronouns that follow where they are named alone."""
    persons = [mention for mention in mentions if mention.label == "PERSON"]
    votes: dict[str, dict[str, int]] = {}
    by_field: dict[str, list[Mention]] = {}
    for mention in sorted(persons, key=lambda mention: mention.start):
        by_field.setdefault(mention.field, []).append(mention)
    for paragraph in document.paragraphs:
        inside = _within(by_field.get(paragraph.field, []), paragraph.start, paragraph.end)
        surnames = {re.split(r"\s+", m.text)[-1] for m in inside}
        if len(surnames) != 1:
            continue
        begin = max(m.end for m in inside)
        after = document.fields[paragraph.field][begin : paragraph.end]
        for q in find_quotations(after):  # what is said there is of others
            after = after[: q.start] + " " * (q.end - q.start) + after[q.end :]
        for word in _PRONOUN_AFTER.findall(after):
            gender = "male" if word.lower().startswith("h") and not word.lower().startswith("her") else "female"
            count = votes.setdefault(next(iter(surnames)), {"male": 0, "female": 0})
            count[gender] += 1
    told = {
        surname: max(count, key=lambda gender: count[gender])
        for surname, count in votes.items()
        if max(count.values()) >= _VOTES * sum(count.values()) and sum(count.values()) > 1
    }
    return [
        replace(m, gender=told.get(re.split(r"\s+", m.text)[-1])) if m.label == "PERSON" and m.gender is None else m
        for m in mentions
    ]


def _within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Those of the mentions, sorted by their start, that begin between two offsets."""
    starts = [bisect_left(mentions, offset, key=lambda mention: mention.start) for offset in (start, end)]
    return mentions[starts[0] : starts[1]]
