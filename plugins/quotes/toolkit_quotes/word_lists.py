"""Lists of words beside this module, a line each: "word = other, others"."""

from collections.abc import Container
from functools import cache
from importlib.resources import files


@cache
def read_list(name: str) -> dict[str, frozenset[str]]:
    """Each word or phrase of a list → what stands behind it."""
    found = {}
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, others = line.partition("=")
            found[word.strip()] = frozenset(filter(None, map(str.strip, others.split(","))))
    return found


def known_end(words: list[str], known: Container[str], longest: int) -> str | None:
    """The longest of the ends of a phrase, of at most so many words, that is known; None where none is."""
    for size in range(min(longest, len(words)), 0, -1):
        if " ".join(words[-size:]) in known:
            return " ".join(words[-size:])
    return None
