"""One name for each person, organisation and place of an article, whatever the article calls it by turns."""

import re
from collections.abc import Sequence

from toolkit_entities import lexicon
from toolkit_entities.mentions import Mention


def canonical_names(mentions: Sequence[Mention]) -> list[str]:
    """Gives for each mention the canonical name of what it names.

    A surname stands for the last person of that surname who was named in full before it, or else for the first
    one after it. The title or gender that stands with a surname keeps namesakes apart.
    """
    full: dict[str, list[tuple[int, Mention]]] = {}
    for number, mention in enumerate(mentions):
        words = _words(mention.text)
        if mention.label == "PERSON" and len(words) > 1:
            full.setdefault(_fold(words[-1]), []).append((number, mention))
            full.setdefault(_fold(words[0]), []) if len(words) > 2 else None
    return [_name_of(number, mention, full) for number, mention in enumerate(mentions)]


def _name_of(number: int, mention: Mention, full: dict[str, list[tuple[int, Mention]]]) -> str:
    text = _tidy(mention.text)
    if mention.label != "PERSON":
        known = lexicon.known_names().get(text)
        return known[1] if known else text
    words = _words(mention.text)
    same = full.get(_fold(words[-1]), [])
    if len(words) > 1 or not same:
        return _longest([other for _, other in same if _words(other.text)[0] == words[0]], text)
    fitting = [(n, other) for n, other in same if _agree(mention, other)] or same
    before = [other for n, other in fitting if n <= number]
    chosen = before[-1] if before else fitting[0][1]
    return _longest([other for _, other in same if _words(other.text)[0] == _words(chosen.text)[0]], chosen.text)


def _longest(variants: list[Mention], text: str) -> str:
    """Of the ways in which someone is named in full, the most frequent, and of these the longest."""
    texts = [_tidy(variant.text) for variant in variants] or [text]
    return _tidy(max(texts, key=lambda t: (texts.count(t), len(t), t)))


def _agree(mention: Mention, other: Mention) -> bool:
    if mention.title and other.title:
        return mention.title.split()[-1].lower() == other.title.split()[-1].lower()
    if mention.gender and other.gender:
        return mention.gender == other.gender
    return True


def _words(text: str) -> list[str]:
    return re.split(r"\s+", re.sub(r"['’]s?$", "", text.strip()))


def _tidy(text: str) -> str:
    return " ".join(_words(text))


def _fold(word: str) -> str:
    return word.casefold().rstrip(".,")
