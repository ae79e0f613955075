"""How well spans that were found agree with spans that were labelled."""

from collections.abc import Sequence
from dataclasses import dataclass

Parts = Sequence[tuple[int, int]]
"""A span as the list of its parts: [(start, end), …], offsets into one text."""


@dataclass(frozen=True)
class Score:
    """Counts and what follows from them: `precision`, `recall` and `f1`, NaN-free (0 where nothing was to divide)."""

    matched: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those labelled that were found."""
        return self.matched / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.found + self.labelled
        return 2 * self.matched / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.matched + other.matched, self.found + other.found, self.labelled + other.labelled)


def overlap(first: Parts, second: Parts) -> float:
    """Gives the characters that two spans share, as a share of the characters that either covers (Jaccard index)."""
    size_first = sum(end - start for start, end in first)
    size_second = sum(end - start for start, end in second)
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)
    union = size_first + size_second - shared
    return shared / union if union else 0.0


def match_spans(found: Sequence[Parts], labelled: Sequence[Parts], least: float) -> list[tuple[int, int]]:
    """Pairs spans that overlap by at least `least` (see `overlap`), each at most once, the best pairs first.

    Gives pairs of positions in `found` and `labelled`, sorted.
    """
    candidates = [
        (overlap(span, label), i, j)
        for i, span in enumerate(found)
        for j, label in enumerate(labelled)
        if span and label and span[0][0] < label[-1][1] and label[0][0] < span[-1][1]
    ]
    pairs: list[tuple[int, int]] = []
    used_found: set[int] = set()
    used_labels: set[int] = set()
    for share, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if share >= least and i not in used_found and j not in used_labels:
            pairs.append((i, j))
            used_found.add(i)
            used_labels.add(j)
    return sorted(pairs)


def score_spans(found: Sequence[Parts], labelled: Sequence[Parts], least: float) -> Score:
    """Gives the score of the spans found in one text against those labelled in it."""
    return Score(len(match_spans(found, labelled, least)), len(found), len(labelled))
