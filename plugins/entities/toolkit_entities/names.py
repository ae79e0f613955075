"""One name for each person, organisation and place of an article, whatever the article calls it by turns."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit_entities import lexicon
from toolkit_entities.mention import Mention

_RELATIVES = frozenset("wife husband widow widower mother father daughter son sister brother".split())
_CLOSE = 160  # characters
_MOST = 200  # full names that are looked at for one surname, on either side


@dataclass
class _Namesakes:
    """The people of one surname: where each is named in full (numbers of mentions), and by which full names."""

    places: list[tuple[int, Mention]] = field(default_factory=list)
    full_names: dict[str, Counter[str]] = field(default_factory=dict)
    others: bool = False
    """The article names someone of that surname who is none of those: "Mr. Obama", beside Michelle Obama."""

    def add(self, number: int, mention: Mention) -> None:
        self.places.append((number, mention))
        self.full_names.setdefault(_words(mention.text)[0], Counter())[_tidy(mention.text)] += 1

    def name_of(self, given: str) -> str:
        """Of the ways in which someone is named in full, the most frequent, and of these the longest."""
        names = self.full_names[given]
        return max(names, key=lambda name: (names[name], len(name), name))


def canonical_names(mentions: Sequence[Mention], explained: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Gives for each mention the canonical name of what it names.

    A surname stands for the last person of that surname who was named in full before it, or else for the first
    one after it. The title or gender that stands with a surname keeps namesakes apart: where it fits none of them, the
    surname stands for itself. What comes first in only one full name ("Hillary", "Ban") stands for that one.
    `explained` are letters with the long form that the article gives for them.
    """
    full: dict[str, _Namesakes] = {}
    for number, mention in enumerate(mentions):
        words = _words(mention.text)
        if mention.label == "PERSON" and len(words) > 1:
            full.setdefault(_surname(words), _Namesakes()).add(number, mention)
    for mention in mentions:
        words = _words(mention.text)
        same = full.get(_surname(words)) if mention.label == "PERSON" and len(words) == 1 else None
        if same and mention.title and not any(_agree(mention, other) for _, other in same.places):
            same.others = True
    by_first: dict[str, set[str]] = {}
    for namesakes in full.values():
        for given in namesakes.full_names:
            by_first.setdefault(_fold(given), set()).add(namesakes.name_of(given))
    longer = {**_longer_names(mentions), **explained}
    return [_name_of(number, mention, full, by_first, longer) for number, mention in enumerate(mentions)]


def _name_of(
    number: int, mention: Mention, full: dict[str, _Namesakes], by_first: dict[str, set[str]], longer: dict[str, str]
) -> str:
    text = _tidy(mention.text)
    if mention.label != "PERSON":
        known = lexicon.known_names().get(text)
        return known[1] if known else longer.get(re.sub(r"^[Tt]he ", "", text), text)
    words = _words(mention.text)
    same = full.get(_surname(words))
    if len(words) > 1:
        return same.name_of(words[0]) if same else text
    unsure = same is not None and same.others and not mention.title
    meant = _nearest(number, mention, same.places) if same and not unsure else None
    if meant is not None:
        return full[_surname(_words(meant.text))].name_of(_words(meant.text)[0])
    firsts = by_first.get(_fold(words[0]), set())
    return next(iter(firsts)) if len(firsts) == 1 else text


_COMMON = frozenset("congress senate house parliament council party court government state university".split())


def _longer_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Short names of organisations → the only longer one that begins or ends so: Times → Tampa Bay Times."""
    names = {re.sub(r"^[Tt]he ", "", _tidy(m.text)) for m in mentions if m.label == "ORG"}
    ends: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for size in range(1, len(words)):
            if words[0][0].isupper():
                ends.setdefault(" ".join(words[size:]), set()).add(name)
                ends.setdefault(" ".join(words[:size]), set()).add(name)
    return {
        name: next(iter(ends[name]))
        for name in names
        if len(ends.get(name, ())) == 1 and name.lower() not in _COMMON and not name.isupper()
    }


def _nearest(number: int, mention: Mention, places: list[tuple[int, Mention]]) -> Mention | None:
    """The full name that a surname stands for, or None where none agrees with its title and gender.

    It is the last before it where the two stand close or the surname has a title; otherwise the first in the article,
    as those of the same name who are told apart by full names are the lesser ones ("his wife Hillary Clinton").
    """
    at = bisect_right(places, number, key=lambda place: place[0])
    before = [other for _, other in places[max(0, at - _MOST) : at] if _agree(mention, other)]
    before = [other for other in before if not _is_relative(other)] or before
    if before:
        last = before[-1]
        close = last.field == mention.field and mention.start - last.end < _CLOSE
        return last if close or mention.title else before[0]
    return next((other for _, other in places[at : at + _MOST] if _agree(mention, other)), None)


def _is_relative(mention: Mention) -> bool:
    """Tells who is named as somebody's relative: "his wife Hillary Clinton"."""
    return mention.title is not None and mention.title.split()[-1].lower() in _RELATIVES


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


_SUFFIXES = frozenset("jr sr ii iii iv".split())


def _surname(words: Sequence[str]) -> str:
    """The last word of a name that is no "Jr.", without regard to capitals and kinds of apostrophe."""
    own = [folded for word in words if (folded := _fold(word)) not in _SUFFIXES]
    return own[-1] if own else _fold(words[-1])


def _fold(word: str) -> str:
    return word.casefold().rstrip(".,").replace("’", "'")
