"""How well a trained reader does on the dev parts: spans by overlap, entities exactly, sources by their links."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from toolkit_reading.decode import best_labels, spans_of
from toolkit_reading.pieces import PLACES

from models.reader.data import LABELS, ROLES, Window
from toolkit.validation import Score, match_spans

Scores = dict[str, np.ndarray]
Predict = Callable[[list[Window]], list[Scores]]
"""Windows → for each its scores by piece: `roles` and `entities` (pieces, labels), and
`links` (kinds, pieces, 1 + pieces)."""


def stitched(windows: list[Window], scores: list[np.ndarray]) -> np.ndarray:
    """The scores of a whole text from those of its windows: each piece's from where it stands furthest from an edge."""
    length = max(window.where[1] + len(window.ids) for window in windows)
    best = np.full(length, -1)
    joined = np.zeros((length, scores[0].shape[1]), dtype=np.float32)
    for window, part in zip(windows, scores, strict=True):
        begin, size = window.where[1], len(window.ids)
        depth = np.minimum(np.arange(size), np.arange(size)[::-1])
        if begin == 0:
            depth = np.arange(size)[::-1].copy()
        if begin + size == length:
            depth = np.maximum(depth, np.arange(size)) if begin == 0 else np.arange(size)
        better = depth > best[begin : begin + size]
        joined[begin : begin + size][better] = part[better]
        best[begin : begin + size][better] = depth[better]
    return joined


def _by_article(windows: Iterable[Window], scores: list[Scores]) -> dict[str, tuple[list[Window], list[Scores]]]:
    grouped: dict[str, tuple[list[Window], list[Scores]]] = defaultdict(lambda: ([], []))
    for window, found in zip(windows, scores, strict=True):
        grouped[window.where[0]][0].append(window)
        grouped[window.where[0]][1].append(found)
    return grouped


def _gold(windows: list[Window], field: str) -> np.ndarray:
    length = max(window.where[1] + len(window.ids) for window in windows)
    labels = np.zeros(length, dtype=np.int64)
    for window in windows:
        labels[window.where[1] : window.where[1] + len(window.ids)] = getattr(window, field)
    return labels


def span_scores(
    windows: list[Window], found: list[Scores], moves: np.ndarray, field: str, names: tuple[str, ...], least: float
) -> dict[str, Score]:
    """Precision, recall and F1 of the spans of each kind; a hit is an overlap of at least `least` of the union."""
    totals = {name: Score(0, 0, 0) for name in names}
    for parts, scores in _by_article(windows, found).values():
        begins = np.flatnonzero(_gold(parts, "places") == PLACES.index("first"))
        labels = best_labels(stitched(parts, [score[field] for score in scores]), moves, begins)
        predicted = spans_of(labels, begins)
        gold = spans_of(_gold(parts, field))
        for kind, name in enumerate(names):
            ours = [[(a, b)] for a, b, k in predicted if k == kind]
            theirs = [[(a, b)] for a, b, k in gold if k == kind]
            totals[name] += Score(len(match_spans(ours, theirs, least)), len(ours), len(theirs))
    return totals


def link_accuracy(windows: list[Window], found: list[Scores]) -> float:
    """The share of gold contents whose best link leads to the first piece of their source (none included)."""
    right = total = 0
    for window, score in zip(windows, found, strict=True):
        places = np.flatnonzero(window.links[:, 0] >= 0)
        if len(places):
            right += int((score["links"][0][places].argmax(axis=1) == window.links[places, 0]).sum())
            total += len(places)
    return right / max(total, 1)


def macro_f1(gold: list[int], found: list[int]) -> float:
    """The mean of the F1 of negative, neutral and positive."""
    values = []
    for kind in range(3):
        hits = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        values.append(2 * hits / max(gold.count(kind) + found.count(kind), 1))
    return sum(values) / 3


def report(
    predict: Predict,
    moves: dict[str, np.ndarray],
    data: dict[str, list[Window]],
    tones: dict[str, tuple[list[int], list[int]]],
) -> dict[str, Any]:
    """All figures of a model on the dev parts."""
    figures: dict[str, Any] = {}
    found = predict(data["attribution"])
    for least, name in ((0.3, "0.3"), (0.999, "exact")):
        for role, score in span_scores(data["attribution"], found, moves["roles"], "roles", ROLES, least).items():
            figures[f"{role} {name}"] = tuple(round(value, 3) for value in (score.precision, score.recall, score.f1))
    figures["source linked"] = round(link_accuracy(data["attribution"], found), 3)
    named = span_scores(data["entities"], predict(data["entities"]), moves["entities"], "entities", LABELS, 0.999)
    three = sum((named[name] for name in LABELS[:3]), Score(0, 0, 0))
    figures["Person, Organization, Location"] = round(three.f1, 3)
    figures |= {name: round(score.f1, 3) for name, score in named.items()}
    figures |= {f"sentiment {name}": round(macro_f1(*pair), 3) for name, pair in tones.items()}
    return figures
