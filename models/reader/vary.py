"""Other ways of printing a text, of the same length, so that spans stay where they are.

News outside the training sets has other quotation marks, loses them, is set in capitals or without any, and separates
paragraphs otherwise. What is varied is drawn anew in each epoch.
"""

import random
import re

from toolkit_reading.marks import find_quotations

_STYLES = ("“”", '""', "‘’", "''", "«»", "„“", "»«")
_WEIGHTS = (5, 5, 4, 3, 1, 1, 0.5)


def vary(text: str, draw: random.Random) -> str:
    """Gives the text as another newspaper could have set it; about two in five stay as they are."""
    characters = list(text)
    if draw.random() < 0.45:
        _other_marks(text, characters, draw)
    chance = draw.random()
    if chance < 0.04:
        characters = [c.upper() if len(c.upper()) == 1 else c for c in characters]
    elif chance < 0.06:
        characters = [c.lower() if len(c.lower()) == 1 else c for c in characters]
    elif chance < 0.12:
        _capitals(characters, text, draw)
    if draw.random() < 0.08:
        for match in re.finditer(r"\n\s*\n", text):
            characters[match.start() : match.end()] = [" "] * (match.end() - match.start())
    return "".join(characters)


_PARAGRAPH_END = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"""[.!?]["'”’»)]*\s+(?=["'“‘«„(]?[A-Z])|\n\s*\n""")


def parts_of(text: str, draw: random.Random) -> list[tuple[int, int]]:
    """Cuts about one text in four into texts of a paragraph or of one to three sentences, as short items are."""
    chance = draw.random()
    if chance >= 0.25:
        return [(0, len(text))]
    ends = [match.end() for match in (_PARAGRAPH_END if chance < 0.12 else _SENTENCE_END).finditer(text)]
    kept = [end for end in ends if chance < 0.12 or draw.random() < 0.6]
    return [(a, b) for a, b in zip([0, *kept], [*kept, len(text)], strict=True) if a < b]


def _other_marks(text: str, characters: list[str], draw: random.Random) -> None:
    """Sets the quotations in another style, or loses some or all of their marks."""
    style = draw.choices(_STYLES, _WEIGHTS)[0]
    lost = draw.choices((0.0, 0.1, 1.0), (8, 2, 1))[0]
    for paragraph in re.finditer(r"[^\n]+", text):
        for quotation in find_quotations(paragraph.group()):
            start, end = paragraph.start() + quotation.start, paragraph.start() + quotation.end
            if text[start] not in '"“«„':  # single marks may be apostrophes
                continue
            characters[start] = " " if draw.random() < lost else style[0]
            if quotation.closed:
                characters[end - 1] = " " if draw.random() < lost else style[1]


def _capitals(characters: list[str], text: str, draw: random.Random) -> None:
    """Sets single paragraphs in capitals, as headlines and first lines are."""
    for paragraph in re.finditer(r"[^\n]+", text):
        if draw.random() < 0.15:
            for i in range(paragraph.start(), paragraph.end()):
                upper = characters[i].upper()
                characters[i] = upper if len(upper) == 1 else characters[i]
