"""A name in its place."""

import re
from dataclasses import dataclass

from toolkit.documents import Sentence, Token
from toolkit_entities import lexicon

_FEMALE = frozenset(
    "mrs ms miss lady dame queen princess baroness spokeswoman chairwoman congresswoman businesswoman".split()
)
_MALE = frozenset("mr sir lord king prince spokesman chairman congressman businessman pope".split())


@dataclass(frozen=True)
class Mention:
    """A name in its place; `title` is what stands before it ("Russian Deputy Foreign Minister")."""

    field: str
    start: int
    end: int
    text: str
    label: str
    score: float
    title: str | None = None
    gender: str | None = None


def make_mention(
    name: list[Token],
    sentence: Sentence,
    label: str,
    score: float,
    title: str | None = None,
    gender: str | None = None,
) -> Mention:
    start, end = name[0].start, name[-1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    if text.endswith(".") and not re.search(r"\b\w\.\w?\.?$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$", text):
        end, text = end - 1, text[:-1]
    if title and gender is None:
        last = title.split()[-1].lower().rstrip(".")
        gender = "female" if last in _FEMALE else "male" if last in _MALE else None
    if label == "PERSON" and gender is None and " " in text.replace("\u00a0", " "):
        by_name = lexicon.given_names().get(re.split(r"\s", text)[0], "any")
        gender = None if by_name == "any" else by_name
    return Mention(sentence.field, start, end, text, label, score, title, gender)
