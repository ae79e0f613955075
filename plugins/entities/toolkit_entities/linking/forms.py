"""Forms of names in which spellings of one name are alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from nicknames import NickNamer

from toolkit_entities import lexicon

LONGEST = 120
"""Characters of a name that is looked at; what is longer stands for itself."""

_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset("al bin da das de del della den der di do dos du el ibn la las le los ten ter van von".split())
_BEFORE_TITLES = frozenset("house senate white former deputy vice acting".split())
_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"shch|sch|sh|ch|tsch|tch|cz|sz", "s"), (r"dzh|zh|dj", "j"), (r"kh|gh|dh|th|ph", lambda m: m[0][0]),
        (r"^j", "y"), (r"tz", "ts"), (r"ck|q|c", "k"), (r"w", "v"), (r"x", "ks"), (r"ou|oo|u", "o"),
        (r"(?:ij|iy|yy|ey|ii|ie|y)$", "i"), (r"y|ee", "i"), (r"e", "a"), (r"(?<=[aio])h", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_SHORT = [(re.compile(pattern), plain) for pattern, plain in ((r"ck|q|c(?!h)", "k"), (r"y$", "i"), (r"(.)\1+", r"\1"))]


@dataclass(frozen=True)
class PersonName:
    """A person's name in its parts, folded: given names or initials, surname, and a suffix such as "jr"."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""
    text: str = ""
    """The name as it was written, without a title."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.given, *self.surname.split())


@lru_cache(maxsize=1_000_000)
def fold(text: str) -> str:
    """Lower case, Latin letters without marks, one blank between words; hyphens stay, other marks go."""
    plain = anyascii(text).casefold().replace("’", "'").replace("`", "'").replace("'", "")
    return " ".join(re.sub(r"[^\w\s-]+", " ", plain.replace(".", "")).split())


@lru_cache(maxsize=1_000_000)
def skeleton(word: str) -> str:
    """A folded word without what differs between transliterations: Jaroschenko and Yaroshenko are one."""
    rules = _SHORT if len(word) < 5 else _SPELLINGS
    for pattern, plain in rules:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1_000_000)
def person_name(text: str) -> PersonName | None:
    """Takes a person's name apart; None for what has no letters, is very long, or is a title alone."""
    if not text or len(text) > LONGEST:
        return None
    written = text.split()
    while written and _is_title(written[0]) and len(written) > 1:
        written = written[1:]
    words = fold(" ".join(written)).split()
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    if not words or (len(words) == 1 and _is_title(words[0])):
        return None
    at = len(words) - 1
    while at > 0 and words[at - 1] in _PARTICLES:
        at -= 1
    return PersonName(tuple(words[:at]), " ".join(words[at:]), suffix, " ".join(written))


def _is_title(word: str) -> bool:
    plain = word.casefold().rstrip(".")
    return plain in lexicon.title_words() or plain in _BEFORE_TITLES


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=200_000)
def formal_names(given: str) -> frozenset[str]:
    """A given name with the formal ones that it is short for: bill → bill, william, …"""
    return frozenset({given, *_nicknamer().canonicals_of(given)})


@lru_cache(maxsize=1_000_000)
def same_given(one: str, other: str) -> bool:
    """Tells whether two given names may be one: equal, an initial, short for the same, another transliteration."""
    if one == other or skeleton(one) == skeleton(other):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if other in formal_names(one) or one in formal_names(other):
        return True
    both = formal_names(one) & formal_names(other)
    return bool(both) and not {one, other} <= _own_names()


@cache
def _own_names() -> frozenset[str]:
    """Given names that are not nicknames: two of them are two, though a third may be short for both."""
    return frozenset(name.casefold() for name in lexicon.given_names() if not _nicknamer().canonicals_of(name.lower()))


def deletions(word: str) -> Iterator[str]:
    """A word and what is left of it when one letter goes: words at an edit distance of 1 share one of them."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
