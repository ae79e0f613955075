"""The words that tell for or against, from the file beside this module."""

import re
from functools import cache
from importlib.resources import files


@cache
def patterns() -> dict[str, re.Pattern[str]]:
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


def is_in(group: str, word: str) -> bool:
    """Tells whether a word in lower case belongs to a group."""
    return patterns()[group].fullmatch(word) is not None
