"""What only the rest of the article tells of a name."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from toolkit.documents import Document, Sentence, Token
from toolkit_entities.mention import Mention, make_mention


def by_other_mentions(doubtful: list[tuple[Sentence, list[Token]]], found: list[Mention]) -> Iterator[Mention]:
    """Names that only another mention explains: the surname of a person who was named in full."""
    labels: dict[str, str] = {}
    for mention in found:
        words = re.split(r"\s+", mention.text)
        if mention.label == "PERSON":
            labels.setdefault(words[-1], "PERSON")
        labels.setdefault(mention.text, mention.label)
    for sentence, piece in doubtful:
        for size in range(len(piece), 0, -1):
            tail = piece[-size:]
            text = " ".join(token.text for token in tail)
            if text in labels:
                yield make_mention(tail, sentence, labels[text], 0.8)
                break


def by_demonym(
    doubtful: list[tuple[Sentence, list[Token]]], words: set[str], taken: set[tuple[str, int]]
) -> Iterator[Mention]:
    """A place and its people that no lexicon knows but that explain each other: Varenia, Varenian, Varenians."""
    places = {word for word in words if len(word) > 3 and (f"{word}n" in words or f"{word}ns" in words)}
    peoples = {f"{place}{ending}" for place in places for ending in ("n", "ns")}
    for sentence, piece in doubtful:
        word = piece[0].text
        if word in places | peoples and (sentence.field, piece[0].start) not in taken:
            yield make_mention(piece[:1], sentence, "PLACE" if word in places else "GROUP", 0.7)


_PRONOUN_AFTER = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)


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
        after = document.fields[paragraph.field][max(m.end for m in inside) : paragraph.end]
        for word in _PRONOUN_AFTER.findall(after):
            gender = "male" if word.lower().startswith("h") and not word.lower().startswith("her") else "female"
            count = votes.setdefault(next(iter(surnames)), {"male": 0, "female": 0})
            count[gender] += 1
    told = {
        surname: max(count, key=lambda gender: count[gender])
        for surname, count in votes.items()
        if count["male"] != count["female"]
    }
    return [
        replace(m, gender=told.get(re.split(r"\s+", m.text)[-1])) if m.label == "PERSON" and m.gender is None else m
        for m in mentions
    ]


def _within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Those of the mentions, sorted by their start, that begin between two offsets."""
    starts = [bisect_left(mentions, offset, key=lambda mention: mention.start) for offset in (start, end)]
    return mentions[starts[0] : starts[1]]
