"""From the scores of pieces to the best sequence of labels that spans can have (Viterbi 1967)."""

import numpy as np

BEGIN = 1.0
"""What beginning a span costs, as a logarithm: without it, what is one span is often found in pieces."""


def best_labels(scores: np.ndarray, begin: float = BEGIN) -> np.ndarray:
    """The likeliest BIO labels of a text, of which none goes on that has not begun.

    `scores` are logarithms (pieces, labels) of the probabilities of 0 outside, 2k+1 begins kind k, 2k+2 goes on.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    count = scores.shape[1]
    moves = np.zeros((count, count))
    for label in range(1, count, 2):
        moves[:, label] -= begin
        moves[[i for i in range(count) if i not in (label, label + 1)], label + 1] = -np.inf
    best = scores[0].astype(np.float64) + np.where(np.arange(count) % 2 == 1, -begin, 0.0)
    best[2::2] = -np.inf
    came = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        paths = best[:, None] + moves
        came[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    labels = np.zeros(len(scores), dtype=np.int64)
    labels[-1] = best.argmax()
    for place in range(len(scores) - 1, 0, -1):
        labels[place - 1] = came[place, labels[place]]
    return labels
