"""The words that tell for or against, from the file beside this module."""

import re
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Each group of words → a pattern that matches a whole word of it, in lower case."""
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files(__package__).joinpath("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = groups.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += line.split()
    return {
        name: re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))
        for name, words in groups.items()
    }


@lru_cache(maxsize=50_000)
def groups_of(word: str) -> frozenset[str]:
    """The groups to which a word in lower case belongs."""
    return frozenset(name for name, pattern in _patterns().items() if pattern.fullmatch(word))
