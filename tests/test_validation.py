"""Span scores, worked out by hand."""

import pytest

from toolkit.validation import Score, match_spans, overlap, score_spans


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(5, 15)], 5 / 15),
        ([(0, 10)], [(10, 20)], 0.0),
        ([(0, 5), (10, 15)], [(0, 15)], 10 / 15),
        ([], [(0, 5)], 0.0),
    ],
)
def test_overlap_is_the_shared_part_of_the_union(one, two, share):
    assert overlap(one, two) == pytest.approx(share)
    assert overlap(two, one) == pytest.approx(share)


def test_each_span_is_matched_once_and_the_best_first():
    found = [[(0, 10)], [(0, 8)]]
    assert match_spans(found, [[(0, 8)]], 0.3) == [(1, 0)]


def test_score():
    score = score_spans([[(0, 10)], [(20, 30)]], [[(0, 9)], [(40, 50)], [(60, 70)]], 0.8)
    assert (score.precision, score.recall, score.f1) == (1 / 2, 1 / 3, pytest.approx(0.4))
    assert Score(0, 0, 0).f1 == 0 and Score(0, 0, 0).precision == 0
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)
