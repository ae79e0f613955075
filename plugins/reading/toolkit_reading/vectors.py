"""The vectors of an article's pieces from within the encoder, for heads that read a few sentences of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit_reading.encoder import Encoder
from toolkit_reading.pieces import Pieces, View
from toolkit_reading.places import Places

_KEPT = 20_000
"""Pieces of an article whose vectors are kept (30 MB); the windows of a longer one are read again."""


@dataclass(frozen=True)
class Passage:
    """The pieces of a passage: their vectors (pieces, 384), and their offsets into the field."""

    vectors: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


class Vectors:
    """The vectors of one article."""

    def __init__(self, pieces: Pieces, places: Places, encoder: Encoder) -> None:
        self._pieces, self._places, self._encoder = pieces, places, encoder
        self._views: list[View] = []
        self._kept: list[np.ndarray | None] = []

    def add(self, cut: Sequence[View], middle: Sequence[np.ndarray]) -> None:
        """Keeps the vectors of some windows, the row before the first piece included."""
        self._views += cut
        kept = len(self._pieces) <= _KEPT
        self._kept += [one if kept else None for one in middle]

    def passage(self, field: str, start: int, end: int, place: int) -> Passage | None:
        """The pieces from `start` to `end` of a field, as far as they lie in the window that speaks for `place`.

        None where no piece lies there.
        """
        begin = int(self._places.begins[self._places.names.index(field)])
        starts, ends = self._pieces.starts, self._pieces.ends
        at = int(np.searchsorted(ends, begin + place, side="right"))
        number = bisect_right(self._views, at, key=lambda view: view.own) - 1
        if not number >= 0 or at >= self._views[number].end:
            return None
        view = self._views[number]
        first = max(view.begin, int(np.searchsorted(ends, begin + start, side="right")))
        last = min(view.end, int(np.searchsorted(starts, begin + end, side="left")))
        if first >= last:
            return None
        rows = self._middle(number)[1 + first - view.begin : 1 + last - view.begin]
        return Passage(rows, starts[first:last] - begin, ends[first:last] - begin)

    def _middle(self, number: int) -> np.ndarray:
        kept = self._kept[number]
        if kept is None:
            return self._encoder.run(self._pieces, [self._views[number]])[0].middle
        return kept
