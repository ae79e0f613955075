"""A name in its place."""

from dataclasses import dataclass

from toolkit_entities import lexicon

_FEMALE = frozenset(
    "mrs ms miss lady dame queen princess baroness spokeswoman chairwoman congresswoman businesswoman widow wife "
    "mother daughter sister actress".split()
)
_MALE = frozenset(
    "mr sir lord king prince spokesman chairman congressman businessman pope widower husband father son brother "
    "actor".split()
)


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
    field: str, start: int, end: int, text: str, label: str, score: float, title: str | None = None
) -> Mention:
    """A mention, with the gender that a person's title or given name tells."""
    gender = None
    if title:
        last = title.split()[-1].lower().rstrip(".")
        gender = "female" if last in _FEMALE else "male" if last in _MALE else None
    if label == "PERSON" and gender is None and len(text.split()) > 1:
        by_name = lexicon.given_names().get(text.split()[0], "any")
        gender = None if by_name == "any" else by_name
    return Mention(field, start, end, text, label, score, title, gender)
