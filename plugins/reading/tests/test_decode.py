"""From scores to spans."""

import itertools

import numpy as np
from toolkit_reading.decode import allowed, best_labels, spans_of


def test_labels_are_those_that_spans_can_have():
    scores = np.log([[0.6, 0.3, 0.1], [0.3, 0.1, 0.6], [0.1, 0.3, 0.6], [0.8, 0.1, 0.1], [0.2, 0.1, 0.7]])
    assert scores.argmax(axis=1).tolist() == [0, 2, 2, 0, 2]
    assert best_labels(scores, allowed(3), [0]).tolist() == [1, 2, 2, 0, 0]  # 0.3 · 0.6 · 0.6 · 0.8 · 0.2 is the most


def test_the_best_sequence_is_that_of_a_search_through_all():
    draw = np.random.default_rng(5)
    for _ in range(20):
        scores, moves = draw.normal(size=(5, 5)), draw.normal(size=(5, 5)) + allowed(5)

        def worth(labels: tuple[int, ...], scores: np.ndarray = scores, moves: np.ndarray = moves) -> float:
            return sum(moves[a, b] for a, b in zip((0, *labels), labels, strict=False)) + sum(
                scores[i, label] for i, label in enumerate(labels)
            )

        best = max(itertools.product(range(5), repeat=5), key=worth)
        assert best_labels(scores, moves, [0]).tolist() == list(best)


def test_each_paragraph_is_read_by_itself():
    draw = np.random.default_rng(6)
    scores, moves = draw.normal(size=(40, 7)), draw.normal(size=(7, 7)) + allowed(7)
    begins = [0, 3, 4, 20, 33]
    alone = [best_labels(part, moves, [0]) for part in np.split(scores, begins[1:])]
    assert best_labels(scores, moves, begins).tolist() == np.concatenate(alone).tolist()
    assert best_labels(np.zeros((0, 7)), moves, []).tolist() == []


def test_labels_become_spans():
    assert spans_of(np.array([1, 2, 0, 3, 4, 4, 1, 1, 6])) == [(0, 2, 0), (3, 6, 1), (6, 7, 0), (7, 8, 0), (8, 9, 2)]
    assert spans_of(np.array([1, 2, 2, 2]), begins=[0, 2]) == [(0, 2, 0), (2, 4, 0)]
    assert spans_of(np.zeros(3, dtype=int)) == []
