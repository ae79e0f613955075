"""From pieces back to spans of the fields of an article."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit_reading.pieces import SHAPES, Pieces

BETWEEN = "\n\n"
"""What stands between the fields of an article where they are read as one text."""


@dataclass(frozen=True)
class Span:
    """A span of a field, what it is, and the mean probability of its labels."""

    field: str
    start: int
    end: int
    kind: str
    score: float


class Places:
    """From pieces back to the fields of the article."""

    def __init__(self, fields: Mapping[str, str], pieces: Pieces) -> None:
        self.names = list(fields)
        self.begins = np.cumsum([0, *(len(value) + len(BETWEEN) for value in fields.values())])[:-1]
        self.pieces = pieces
        self.continued = pieces.shapes == SHAPES.index("continued")

    def span(self, first: int, last: int, kind: str, score: float) -> Span:
        """The span of the pieces from `first` to before `last`, widened to whole words."""
        while first > 0 and self.continued[first]:
            first -= 1
        while last < len(self.continued) and self.continued[last]:
            last += 1
        start, end = int(self.pieces.starts[first]), int(self.pieces.ends[last - 1])
        number = int(np.searchsorted(self.begins, start, side="right")) - 1
        begin = int(self.begins[number])
        return Span(self.names[number], start - begin, end - begin, kind, score)
