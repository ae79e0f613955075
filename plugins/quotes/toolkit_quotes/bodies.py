"""Words by which an article comes back to an organisation or place: "the bank", "the state"."""

from functools import cache
from importlib.resources import files

PLACES = frozenset("city country kingdom province state town village".split())
"""Words for places."""


@cache
def names_by_word() -> dict[str, frozenset[str]]:
    """Each word for an organisation or place → words of the names that it may go back to, in lower case."""
    found = {}
    for line in files(__package__).joinpath("bodies.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, names = line.partition("=")
            found[word.strip()] = frozenset(filter(None, (name.strip() for name in names.split(","))))
    return found


def body_of(phrase: str) -> str | None:
    """The word for an organisation or place that a phrase ends with; None where it ends with none."""
    words = phrase.lower().replace("’", "'").split()
    for size in (2, 1):
        if len(words) >= size and " ".join(words[-size:]) in names_by_word():
            return " ".join(words[-size:])
    return None
