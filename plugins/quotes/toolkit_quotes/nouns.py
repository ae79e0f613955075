"""Whether the words of a source mean one or many."""

import re

from toolkit_quotes.roles import role_of

_MANY = frozenset("people police media men women children staff public troops crowd press personnel majority".split())
_ONE_IN_S = frozenset(("ss", "us", "is", "ics"))
_BREAK = re.compile(r",|\b(?:of|for|from|in|at|on|with|to|by|who|which|that|close|familiar|representing)\b")
_COUNTED = re.compile(
    r"^(?:many|some|several|most|few|both|other|others|two|three|four|five|six|all|those|these|each|either|neither|critics|everyone|not)\b",
    re.IGNORECASE,
)


def head_of(phrase: str) -> str:
    """The noun that a phrase is about: the last word before its first complement, in lower case."""
    words = re.findall(r"[\w'’-]+", _BREAK.split(phrase.strip())[0])
    return words[-1].lower() if words else ""


def is_plural(phrase: str) -> bool:
    """Tells words for many ("union officials", "critics of the deal") from words for one."""
    head = head_of(phrase)
    if _COUNTED.match(phrase) or head in _MANY or " and " in _BREAK.split(phrase)[0]:
        return True
    return len(head) > 3 and head.endswith("s") and not head.endswith(tuple(_ONE_IN_S)) and not head.endswith("'s")


_FEMALE = frozenset(
    "woman girl lady mother sister daughter wife widow aunt grandmother girlfriend actress queen princess nun".split()
)
_MALE = frozenset(
    "man boy gentleman father brother son husband widower uncle grandfather boyfriend actor king prince priest".split()
)
_PEOPLE = frozenset("aide person neighbor neighbour friend relative survivor insider passenger customer voter".split())


def gender_of(phrase: str) -> str | None:
    """male or female, where the noun of a phrase tells it."""
    head = head_of(phrase)
    if head in _FEMALE or head.endswith("woman"):
        return "female"
    return "male" if head in _MALE or head.endswith("man") else None


def is_person(phrase: str) -> bool:
    """Tells words for one person ("a source", "the woman") from words for a thing ("the report")."""
    head = head_of(phrase)
    return gender_of(phrase) is not None or head in _PEOPLE or role_of(head) is not None
