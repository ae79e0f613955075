"""A text as the encoder sees it: word pieces with their places in the text, and what lower-cased pieces no longer show.

The base model is uncased. The shape of each word (Capital, CAPITALS, digits …), its place in the paragraph and whether
it stands within quotation marks go in beside the piece, as embeddings of their own.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

SHAPES = ("lower", "Capital", "CAPITALS", "C", "mixed", "digits", "other", "continued")
PLACES = ("within", "first", "last")
QUOTED = ("outside", "within", "opens", "closes")

_WORD = re.compile(r"\w+", re.UNICODE)
_PARAGRAPH = re.compile(r"[^\n]+")
_OPEN, _CLOSE, _EITHER = "“«„", "”»", '"'


@dataclass(frozen=True)
class Pieces:
    """The pieces of one text, all arrays of the same length: vocabulary ids, offsets and features."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    shapes: np.ndarray
    places: np.ndarray
    quoted: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


def encode(text: str, tokenizer: Any) -> Pieces:
    """Cuts a text into word pieces; `tokenizer` is a `tokenizers.Tokenizer` without truncation and padding.

    Offsets count characters of `text` itself, whatever the tokenizer makes of them.
    """
    encoded = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    paragraph = np.zeros(len(starts), dtype=np.int32)
    quoted = np.zeros(len(starts), dtype=np.int8)
    marks = _quotation_marks(text)
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        first, last = np.searchsorted(starts, [match.start(), match.end()])
        paragraph[first:last] = number
        _mark_quoted(quoted, starts, ends, marks, match.start(), match.end())
    changes = np.flatnonzero(np.diff(paragraph)) + 1 if len(paragraph) else np.array([], dtype=np.int64)
    places = np.zeros(len(starts), dtype=np.int8)
    places[np.concatenate([[0], changes])[: len(places)].astype(int)] = PLACES.index("first")
    places[np.concatenate([changes - 1, [len(places) - 1]]).astype(int)[: len(places)]] = PLACES.index("last")
    return Pieces(np.array(encoded.ids, dtype=np.int64), starts, ends, _shapes(text, starts), places, quoted)


def _shapes(text: str, starts: np.ndarray) -> np.ndarray:
    shapes = np.full(len(starts), SHAPES.index("other"), dtype=np.int8)
    for match in _WORD.finditer(text):
        first, last = np.searchsorted(starts, [match.start(), match.end()])
        if first == last:
            continue
        shapes[first + 1 : last] = SHAPES.index("continued")
        shapes[first] = SHAPES.index(_shape(match.group()))
    return shapes


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "digits"
    if word.islower() or not word[0].isalpha():
        return "lower" if word[0].isalpha() else "other"
    if len(word) == 1:
        return "C" if word.isupper() else "lower"
    if word.isupper():
        return "CAPITALS"
    return "Capital" if word[0].isupper() and word[1:].islower() else "mixed" if word != word.lower() else "lower"


def _quotation_marks(text: str) -> list[tuple[int, str]]:
    """The double quotation marks with what each does: opens, closes, or (straight ones) by what stands beside it."""
    marks = []
    for match in re.finditer(f"[{_OPEN}{_CLOSE}{_EITHER}]", text):
        at, mark = match.start(), match.group()
        if mark == _EITHER:
            before = text[at - 1] if at else " "
            mark = _OPEN[0] if before.isspace() or before in "([—–-" else _CLOSE[0]
        marks.append((at, "opens" if mark in _OPEN else "closes"))
    return marks


def _mark_quoted(
    quoted: np.ndarray, starts: np.ndarray, ends: np.ndarray, marks: list[tuple[int, str]], begin: int, end: int
) -> None:
    """A paragraph that opens a quotation and does not close it is quoted to its end, as press style has it."""
    opened: int | None = None
    for at, what in (mark for mark in marks if begin <= mark[0] < end):
        piece = int(np.searchsorted(starts, at))
        if piece < len(quoted) and starts[piece] == at:
            quoted[piece] = QUOTED.index(what)
        if what == "opens" and opened is None:
            opened = at
        elif what == "closes" and opened is not None:
            _within(quoted, starts, opened + 1, at)
            opened = None
    if opened is not None:
        _within(quoted, starts, opened + 1, end)


def _within(quoted: np.ndarray, starts: np.ndarray, begin: int, end: int) -> None:
    first, last = np.searchsorted(starts, [begin, end])
    part = quoted[first:last]
    part[part == 0] = QUOTED.index("within")


def windows(pieces: Pieces, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cuts a text into windows of at most `size` pieces, each sharing `overlap` pieces with the one before."""
    if len(pieces) <= size:
        return [(0, len(pieces))] if len(pieces) else []
    step = size - overlap
    begins = list(range(0, max(1, len(pieces) - overlap), step))
    return [(begin, min(begin + size, len(pieces))) for begin in begins]
