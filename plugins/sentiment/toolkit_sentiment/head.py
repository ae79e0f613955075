"""The head on the shared encoder: reads a passage once, and answers for any number of targets in it.

Five transformer layers go over the vectors of a passage (ONNX Runtime, weights of 8 bits, activations in the precision
of the encoder), each passage in a run of its own, so that an answer does not depend on what else is asked. For each
target its own vector and what it attends to give the probabilities of both answers, and how much each word gave to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from toolkit_reading.sessions import open_session

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

TASKS = ("sentiment", "stance")
SENTIMENTS = ("negative", "neutral", "positive")
STANCES = ("oppose", "neutral", "support")
_HEADS = 6
FILES = {"full": "head.onnx", "fast": "head-fast.onnx"}
"""The graph of each precision; both read the weights of one file."""


@dataclass(frozen=True)
class Read:
    """A passage that was read: what the layers say of its pieces, each (pieces, 384)."""

    vectors: np.ndarray
    keys: np.ndarray
    values: np.ndarray


@dataclass(frozen=True)
class Asked:
    """Targets in a passage: `inside` (targets, pieces) tells their pieces, `grammar` (targets, features) the rest."""

    read: Read
    inside: np.ndarray
    grammar: np.ndarray


@dataclass(frozen=True)
class Answers:
    """Probabilities (targets, 3) by task, and what each piece gave to the stance (targets, pieces, 3)."""

    sentiment: np.ndarray
    stance: np.ndarray
    shares: np.ndarray


class Head:
    """The layers, and the weights of the answers."""

    def __init__(self, layers: Path, answers: Path) -> None:
        self._session = open_session(layers)
        with np.load(answers) as saved:
            self._weights = {name: saved[name].astype(np.float32) for name in saved.files}

    def read(self, middle: np.ndarray) -> Read:
        """Reads a passage, given as the vectors of its pieces from the encoder's first layer (pieces, 384)."""
        vectors, keys, values = self._session.run(("vectors", "keys", "values"), {"middle": middle})
        return Read(vectors, keys, values)

    def answer(self, asked: Sequence[Asked]) -> list[Answers]:
        """Answers for the targets of some passages; of many at once, as a product with more rows costs little more."""
        with _threads().limit(limits=1, user_api="blas"):
            target = np.concatenate([_mean(one.read.vectors, one.inside) for one in asked])
            grammar = np.concatenate([one.grammar for one in asked])
            sentiment, _, _ = self._scores("sentiment", asked, target, grammar)
            stance, before, attention = self._scores("stance", asked, target, grammar)
            tone, chance = self._calibrated("sentiment", sentiment), self._calibrated("stance", stance)
            pull = self._pull("stance", before)
            return [
                Answers(tone[own], chance[own], _shares(pull[own], one.read, attention[number]))
                for number, (one, own) in enumerate(_rows(asked))
            ]

    def _calibrated(self, task: str, scores: np.ndarray) -> np.ndarray:
        return calibrated(scores, *(float(self._weights[f"{task}.{name}"]) for name in ("smoothing", "temperature")))

    def _scores(
        self, task: str, asked: Sequence[Asked], target: np.ndarray, grammar: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
        """The scores, what the last layer got (targets, hidden), and each attention (heads, targets, pieces)."""
        own = self._of(task)
        query = target @ own["query.weight"].T + own["query.bias"]
        attention = [_attention(query[rows], one.read) for one, rows in _rows(asked)]
        found = [_attended(weights, one.read) for weights, one in zip(attention, asked, strict=True)]
        context = np.concatenate(found) @ own["out.weight"].T + own["out.bias"]
        before = np.concatenate([target, context, grammar], axis=1) @ own["hidden.weight"].T + own["hidden.bias"]
        return _gelu(before) @ own["answer.weight"].T + own["answer.bias"], before, attention

    def _pull(self, task: str, before: np.ndarray) -> np.ndarray:
        """(targets, answers, 384): the direction of what is attended to in which each score rises."""
        own = self._of(task)
        width = len(own["query.bias"])
        slope = _slope(before)[:, None, :] * own["answer.weight"][None]  # targets, answers, hidden
        return np.asarray(slope @ own["hidden.weight"][:, width : 2 * width] @ own["out.weight"])

    def _of(self, task: str) -> dict[str, np.ndarray]:
        return {name: self._weights[f"{task}.{name}"] for name in _NAMES}


def _rows(asked: Sequence[Asked]) -> Iterator[tuple[Asked, slice]]:
    """The passages, each with the rows of its targets among those of all."""
    first = 0
    for one in asked:
        yield one, slice(first, first + len(one.inside))
        first += len(one.inside)


def _mean(vectors: np.ndarray, inside: np.ndarray) -> np.ndarray:
    weight = inside.astype(np.float32)
    return np.asarray((weight @ vectors) / np.maximum(weight.sum(1, keepdims=True), 1))


def _attention(query: np.ndarray, read: Read) -> np.ndarray:
    keys = _by_head(read.keys)
    return softmax(_by_head(query) @ keys.transpose(0, 2, 1) / np.float32(keys.shape[2] ** 0.5))


def _attended(attention: np.ndarray, read: Read) -> np.ndarray:
    return (attention @ _by_head(read.values)).transpose(1, 0, 2).reshape(attention.shape[1], -1)


def _shares(pull: np.ndarray, read: Read, attention: np.ndarray) -> np.ndarray:
    """What each piece gives to each score (targets, pieces, answers): its part of the context, along the pull."""
    n, answers, width = pull.shape
    along = _by_head(pull.reshape(n * answers, width)) @ _by_head(read.values).transpose(0, 2, 1)
    along = along.reshape(_HEADS, n, answers, -1) * attention[:, :, None, :]
    return np.asarray(along.sum(axis=0).transpose(0, 2, 1))


def _by_head(rows: np.ndarray) -> np.ndarray:
    """(rows, width) → (heads, rows, width of a head)."""
    return rows.reshape(len(rows), _HEADS, -1).transpose(1, 0, 2)


_NAMES = tuple(f"{layer}.{kind}" for layer in ("query", "out", "hidden", "answer") for kind in ("weight", "bias"))


def softmax(scores: np.ndarray) -> np.ndarray:
    """The probabilities that scores stand for, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def calibrated(scores: np.ndarray, smoothing: float, temperature: float) -> np.ndarray:
    """The probabilities that scores stand for, as often right as they say; the order of the answers stays.

    Labels smoothed in training (Szegedy et al., CVPR 2016) keep a model from ever being sure: `smoothing`, the share
    that it learned to spread over all answers, is taken off; then the temperature (Guo et al., ICML 2017).
    """
    learned = softmax(scores)
    chances = (learned - smoothing / scores.shape[-1]) / (1 - smoothing)
    return softmax(np.log(np.maximum(chances, np.float32(1e-4))) / np.float32(temperature))


def _gelu(values: np.ndarray) -> np.ndarray:
    return np.asarray(values * _normal(values))


def _slope(values: np.ndarray) -> np.ndarray:
    density = np.exp(-(values**2) / 2) / np.float32((2 * np.pi) ** 0.5)
    return np.asarray(_normal(values) + values * density)


def _normal(values: np.ndarray) -> np.ndarray:
    """The distribution function of the normal distribution."""
    from scipy.special import ndtr

    return np.asarray(ndtr(values).astype(np.float32))


@cache
def _threads() -> "ThreadpoolController":
    """NumPy's threads: products as small as an answer's take twice as long where they are shared out."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def shipped(precision: str = "full") -> Head:
    """The head of this package, loaded when first asked for."""
    with as_file(files(__package__)) as folder:
        return Head(folder / FILES[precision], folder / "answers.npz")
