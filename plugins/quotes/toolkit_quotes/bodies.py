"""Words by which an article comes back to an organisation or place: "the bank", "the state"."""

from toolkit_quotes.word_lists import known_end, read_list

PLACES = frozenset("city country kingdom province state town village".split())
"""Words for places."""


def names_by_word() -> dict[str, frozenset[str]]:
    """Each word for an organisation or place → words of the names that it may go back to, in lower case."""
    return read_list("bodies.txt")


def body_of(phrase: str) -> str | None:
    """The word for an organisation or place that a phrase ends with; None where it ends with none."""
    return known_end(phrase.lower().replace("’", "'").split(), names_by_word(), 2)
