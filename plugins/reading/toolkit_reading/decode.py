"""From the scores of pieces to the likeliest sequence of labels (Viterbi 1967), and from labels to spans."""

from collections.abc import Sequence

import numpy as np

NEVER = -1e4
"""The score of a label that cannot follow another, as a logarithm."""


def allowed(count: int) -> np.ndarray:
    """What BIO labels can follow each other: (from, to), 0 where one can, `NEVER` where it goes on what has not begun.

    0 is outside, 2k+1 begins kind k, 2k+2 goes on with it.
    """
    moves = np.zeros((count, count), dtype=np.float32)
    for label in range(2, count, 2):
        moves[[i for i in range(count) if i not in (label - 1, label)], label] = NEVER
    return moves


def best_labels(scores: np.ndarray, moves: np.ndarray, begins: Sequence[int] | np.ndarray) -> np.ndarray:
    """The likeliest labels of a text whose paragraphs are read each by itself.

    `scores` (pieces, labels) and `moves` (from, to) are logarithms; `begins` has the first piece of each paragraph.
    """
    first = np.asarray(begins, dtype=np.int64)
    lengths = np.diff(first, append=len(scores))
    order = np.argsort(-lengths, kind="stable")
    first, lengths = first[order], lengths[order]
    labels = np.zeros(len(scores), dtype=np.int64)
    if not len(scores):
        return labels
    best = scores[first] + moves[0]
    came: list[np.ndarray] = []
    ends = best.copy()
    for step in range(1, int(lengths[0])):
        active = int(np.searchsorted(-lengths, -step))  # paragraphs that are longer than this
        paths = best[:active, :, None] + moves
        came.append(paths.argmax(axis=1))
        best = paths.max(axis=1) + scores[first[:active] + step]
        ends[:active] = best
    last = ends.argmax(axis=1)
    labels[first + lengths - 1] = last
    for step in range(int(lengths[0]) - 1, 0, -1):
        chosen = came[step - 1]
        places = first[: len(chosen)] + step
        labels[places - 1] = chosen[np.arange(len(chosen)), labels[places]]
    return labels


def spans_of(labels: np.ndarray, begins: Sequence[int] = ()) -> list[tuple[int, int, int]]:
    """BIO labels → spans of pieces (first, behind the last, kind); one that goes on from nothing begins there.

    No span runs over one of `begins`, the first pieces of paragraphs.
    """
    cuts = set(begins)
    spans: list[tuple[int, int, int]] = []
    for place in np.flatnonzero(labels).tolist():
        label = int(labels[place])
        kind = (label - 1) // 2
        goes_on = label % 2 == 0 and spans and spans[-1][1:] == (place, kind) and place not in cuts
        if goes_on:
            spans[-1] = (spans[-1][0], place + 1, kind)
        else:
            spans.append((place, place + 1, kind))
    return spans


def softmax(scores: np.ndarray) -> np.ndarray:
    exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)
