"""A text as the encoder sees it: word pieces with their places in the text, and what lower-cased pieces no longer show.

The base model is uncased. The shape of each word (Capital, CAPITALS, digits …), its place in the paragraph and whether
it stands within quotation marks go in beside the piece, as embeddings of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from toolkit_reading.marks import quotations_within

SHAPES = ("lower", "Capital", "CAPITALS", "C", "mixed", "digits", "other", "continued")
PLACES = ("within", "first", "last")
QUOTED = ("outside", "within", "opens", "closes")
SIZE, OVERLAP = 190, 48
"""Pieces of a window at most, and how many of them it shares with the one before."""

_CHUNK = 50_000  # characters that are cut into pieces at a time
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*\s+(?=["'“‘«„(\[]*[A-Z\d])""")
_LEAST = 48  # pieces that a window speaks for at least, where a paragraph or sentence could end it before
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")


@dataclass(frozen=True)
class Pieces:
    """The pieces of one text, all arrays of the same length.

    Vocabulary ids, offsets, the number of the paragraph, whether a sentence begins there, and features.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    paragraphs: np.ndarray
    sentences: np.ndarray
    shapes: np.ndarray
    places: np.ndarray
    quoted: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


def encode(text: str, tokenizer: Any) -> Pieces:
    """Cuts a text into word pieces; `tokenizer` is a `tokenizers.Tokenizer` without truncation and padding.

    Offsets count characters of `text` itself, whatever the tokenizer makes of them.
    """
    ids, offsets = [], []
    for begin, end in _chunks(text):
        encoded = tokenizer.encode(text[begin:end], add_special_tokens=False)
        ids.append(np.array(encoded.ids, dtype=np.int64))
        offsets.append(np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2) + begin)
    starts, ends = np.concatenate([np.zeros((0, 2), dtype=np.int64), *offsets]).T
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    paragraphs = np.maximum(_interval_of(starts, spans)[0], 0)
    return Pieces(
        np.concatenate([np.zeros(0, dtype=np.int64), *ids]),
        starts,
        ends,
        paragraphs,
        np.isin(np.arange(len(starts)), np.searchsorted(starts, [match.end() for match in _SENTENCE.finditer(text)])),
        _shapes(text, starts),
        _places(paragraphs),
        _quoted(text, spans, starts, ends),
    )


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """A long text in parts that end before a blank, so that little of it is held in pieces at a time."""
    begin = 0
    while len(text) - begin > _CHUNK:
        blank = max(text.rfind(" ", begin + 1, begin + _CHUNK), text.rfind("\n", begin + 1, begin + _CHUNK))
        end = blank if blank > begin else begin + _CHUNK
        yield begin, end
        begin = end
    yield begin, len(text)


def _interval_of(starts: np.ndarray, spans: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """For each offset the last of the ordered spans that begins up to it (-1 for none), and whether it is within."""
    if not spans:
        return np.full(len(starts), -1), np.zeros(len(starts), dtype=bool)
    bounds = np.array(spans, dtype=np.int64)
    number = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    return number, (number >= 0) & (starts < bounds[number, 1])


def _shapes(text: str, starts: np.ndarray) -> np.ndarray:
    words = list(_WORD.finditer(text))
    number, inside = _interval_of(starts, [word.span() for word in words])
    shapes = np.full(len(starts), SHAPES.index("other"), dtype=np.int8)
    if len(words):
        kinds = np.array([_shape(word.group()) for word in words], dtype=np.int8)
        goes_on = inside & (np.diff(number, prepend=-1) == 0)
        shapes[inside] = kinds[number[inside]]
        shapes[goes_on] = SHAPES.index("continued")
    return shapes


@lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if word[0].isdigit():
        return SHAPES.index("digits")
    if not word[0].isalpha():
        return SHAPES.index("other")
    if word == word.lower():
        return SHAPES.index("lower")
    if len(word) == 1:
        return SHAPES.index("C")
    if word.isupper():
        return SHAPES.index("CAPITALS")
    return SHAPES.index("Capital" if word[0].isupper() and word[1:].islower() else "mixed")


def _places(paragraphs: np.ndarray) -> np.ndarray:
    places = np.zeros(len(paragraphs), dtype=np.int8)
    places[np.diff(paragraphs, append=-1) != 0] = PLACES.index("last")
    places[np.diff(paragraphs, prepend=-1) != 0] = PLACES.index("first")
    return places


def _quoted(text: str, paragraphs: Sequence[tuple[int, int]], starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """A paragraph that opens a quotation and does not close it is quoted to its end, as press style has it."""
    found = quotations_within(text, paragraphs)
    spans = [(quotation.start, quotation.end) for quotation in found]
    closed = [quotation.closed for quotation in found]
    number, inside = _interval_of(starts, spans)
    quoted = np.zeros(len(starts), dtype=np.int8)
    if spans:
        bounds = np.array(spans)[number]
        quoted[inside] = QUOTED.index("within")
        quoted[inside & np.array(closed)[number] & (ends >= bounds[:, 1])] = QUOTED.index("closes")
        quoted[inside & (starts == bounds[:, 0])] = QUOTED.index("opens")
    return quoted


def windows(length: int, size: int = SIZE, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Cuts a text of `length` pieces into windows of at most `size`, each sharing `overlap` with the one before."""
    if length <= size:
        return [(0, length)] if length else []
    step = size - overlap
    return [(begin, min(begin + size, length)) for begin in range(0, length - overlap, step)]


@dataclass(frozen=True)
class View:
    """A window of pieces, from `begin` to before `end`, that speaks for those from `own` on; the rest is context."""

    begin: int
    own: int
    end: int


def views(pieces: Pieces, first: int, last: int) -> list[View]:
    """Cuts a text where a paragraph ends, or else a sentence, so that what belongs together is seen together."""
    found: list[View] = []
    own = first
    while own < last:
        begin = max(first, own - OVERLAP)
        end = min(begin + SIZE, last)
        if end < last:
            end = _end(pieces, own + _LEAST, end)
        found.append(View(begin, own, end))
        own = end
    return found


def _end(pieces: Pieces, least: int, most: int) -> int:
    """The last begin of a paragraph, or else of a sentence, from `least` to `most`; `most` where there is none."""
    part = slice(least, most + 1)
    for begins in (pieces.places[part] == PLACES.index("first"), pieces.sentences[part]):
        at = np.flatnonzero(begins)
        if len(at):
            return least + int(at[-1])
    return most
