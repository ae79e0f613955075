"""One name for each person, organisation and place of an article, whatever the article calls it by turns."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit_entities import lexicon
from toolkit_entities.mention import Mention

_MOST = 200  # full names that are looked at for one surname, on either side


@dataclass
class _Namesakes:
    """The people of one surname: where each is named in full (numbers of mentions), and by which full names."""

    places: list[tuple[int, Mention]] = field(default_factory=list)
    full_names: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, number: int, mention: Mention) -> None:
        self.places.append((number, mention))
        self.full_names.setdefault(_words(mention.text)[0], Counter())[_tidy(mention.text)] += 1

    def name_of(self, given: str) -> str:
        """Of the ways in which someone is named in full, the most frequent, and of these the longest."""
        names = self.full_names[given]
        return max(names, key=lambda name: (names[name], len(name), name))


def canonical_names(mentions: Sequence[Mention]) -> list[str]:
    """Gives for each mention the canonical name of what it names.

    A surname stands for the last person of that surname who was named in full before it, or else for the first
    one after it. The title or gender that stands with a surname keeps namesakes apart.
    """
    full: dict[str, _Namesakes] = {}
    for number, mention in enumerate(mentions):
        words = _words(mention.text)
        if mention.label == "PERSON" and len(words) > 1:
            full.setdefault(_fold(words[-1]), _Namesakes()).add(number, mention)
    return [_name_of(number, mention, full) for number, mention in enumerate(mentions)]


def _name_of(number: int, mention: Mention, full: dict[str, _Namesakes]) -> str:
    text = _tidy(mention.text)
    if mention.label != "PERSON":
        known = lexicon.known_names().get(text)
        return known[1] if known else text
    words = _words(mention.text)
    same = full.get(_fold(words[-1]))
    if same is None:
        return text
    if len(words) > 1:
        return same.name_of(words[0])
    return same.name_of(_words(_nearest(number, mention, same.places).text)[0])


def _nearest(number: int, mention: Mention, places: list[tuple[int, Mention]]) -> Mention:
    """The full name that a surname stands for: the last one before it that agrees, else the first after it."""
    at = bisect_right(places, number, key=lambda place: place[0])
    before = next((other for _, other in reversed(places[max(0, at - _MOST) : at]) if _agree(mention, other)), None)
    after = next((other for _, other in places[at : at + _MOST] if _agree(mention, other)), None)
    return before or after or (places[at - 1] if at else places[0])[1]


def _agree(mention: Mention, other: Mention) -> bool:
    if mention.title and other.title:
        return mention.title.split()[-1].lower() == other.title.split()[-1].lower()
    if mention.gender and other.gender:
        return mention.gender == other.gender
    return True


def _words(text: str) -> list[str]:
    return re.split(r"\s+", re.sub(r"['’]s?$", "", text.strip()))


def _tidy(text: str) -> str:
    return " ".join(_words(text))


def _fold(word: str) -> str:
    return word.casefold().rstrip(".,")
