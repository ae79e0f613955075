"""Titles and the roles by which an article comes back to those who hold them."""

import re
from functools import cache
from importlib.resources import files


@cache
def roles_by_title() -> dict[str, frozenset[str]]:
    """Each title in lower case → the roles of its holder, the title itself among them."""
    found = {}
    for line in files(__package__).joinpath("roles.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            title, _, roles = line.partition("=")
            found[title.strip()] = frozenset({title.strip(), *(role.strip() for role in roles.split(","))})
    return found


@cache
def all_roles() -> frozenset[str]:
    """Every role by which someone may be called."""
    return frozenset(role for roles in roles_by_title().values() for role in roles)


def roles_of_title(title: str) -> frozenset[str]:
    """The roles of someone with this title: "Russian Deputy Foreign Minister" → minister, diplomat, …

    The longest known title in it counts, and every other that is not a part of that one.
    """
    words = _words(title)
    found: set[str] = set()
    i = 0
    while i < len(words):
        for size in (4, 3, 2, 1):
            roles = roles_by_title().get(" ".join(words[i : i + size]))
            if roles and i + size <= len(words):
                found |= roles
                i += size - 1
                break
        i += 1
    return frozenset(found)


def role_of(phrase: str) -> str | None:
    """The role that a phrase ends with: "the senior diplomat" → "diplomat"; None where it ends with none."""
    words = _words(phrase)
    for size in (4, 3, 2, 1):
        if len(words) >= size and " ".join(words[-size:]) in all_roles():
            return " ".join(words[-size:])
    return None


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", text.lower().replace("’", "'")) if word]
