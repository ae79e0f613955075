"""How sure a statement is, as a probability: a logistic regression on what the encoder says of it.

Fitted by `python -m models.reader.calibrate` on articles that the encoder was not trained on; a statement counts as
right where an annotator marked one that shares at least 0.3 of the union with it.
"""

from collections.abc import Sequence
from math import exp, log

FEATURES = ("constant", "content", "quoted", "words", "interrupted")
WEIGHTS = (-0.581, 0.992, -0.577, 0.591, 0.520)


def features(content: float, quoted: bool, words: int, parts: int) -> tuple[float, ...]:
    """The values of `FEATURES`: `content` is the mean probability of the labels of the least sure part."""
    content = min(max(content, 0.001), 0.999)
    return 1.0, log(content / (1 - content)), float(quoted), log(1 + words), float(parts > 1)


def probability(values: Sequence[float], weights: Sequence[float] = WEIGHTS) -> float:
    """The probability that a statement is one."""
    return 1 / (1 + exp(-sum(value * weight for value, weight in zip(values, weights, strict=True))))
