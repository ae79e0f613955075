"""Titles and the roles by which an article comes back to those who hold them."""

import re
from functools import cache

from toolkit_quotes.word_lists import known_end, read_list


@cache
def roles_by_title() -> dict[str, frozenset[str]]:
    """Each title in lower case → the roles of its holder, the title itself among them."""
    return {title: roles | {title} for title, roles in read_list("roles.txt").items()}


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
    return known_end(_words(phrase), all_roles(), 4)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", text.lower().replace("’", "'")) if word]
