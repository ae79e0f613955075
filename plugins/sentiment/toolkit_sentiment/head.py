"""The head on the shared encoder: reads a passage once, and answers for any number of targets in it.

Five transformer layers go over the vectors of a passage (ONNX Runtime, 8-bit weights, each passage a run of its own,
so that an answer does not depend on what else is asked). For each target its own vector and what it attends to give
the probabilities of both answers; and how much each word gave to them.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from threadpoolctl import ThreadpoolController

TASKS = ("sentiment", "stance")
SENTIMENTS = ("negative", "neutral", "positive")
STANCES = ("oppose", "neutral", "support")
_HEADS = 6
_SLOWER = ["SkipLayerNormFusion"]
"""Of ONNX Runtime's optimizers: with layer norms fused into the sums before them, a passage takes a quarter longer."""


@dataclass(frozen=True)
class Answers:
    """Probabilities (targets, 3) by task, and what each piece gave to the stance (targets, pieces, 3)."""

    sentiment: np.ndarray
    stance: np.ndarray
    shares: np.ndarray


class Head:
    """The layers, and the weights of the answers."""

    def __init__(self, layers: Path, answers: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(layers), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        with np.load(answers) as saved:
            self._weights = {name: saved[name].astype(np.float32) for name in saved.files}

    def read(self, middle: np.ndarray) -> "Read":
        """Reads a passage, given as the vectors of its pieces from the encoder's first layer (pieces, 384)."""
        vectors, keys, values = self._session.run(("vectors", "keys", "values"), {"middle": middle[None]})
        return Read(self._weights, vectors[0], keys[0], values[0])


@dataclass(frozen=True)
class Read:
    """A passage that was read."""

    weights: dict[str, np.ndarray]
    vectors: np.ndarray
    keys: np.ndarray
    values: np.ndarray

    def answer(self, inside: np.ndarray, grammar: np.ndarray) -> Answers:
        """Answers for targets: `inside` (targets, pieces) tells their pieces, `grammar` (targets, features)."""
        weight = inside.astype(np.float32)
        with _threads().limit(limits=1, user_api="blas"):
            target = (weight @ self.vectors) / np.maximum(weight.sum(1, keepdims=True), 1)
            sentiment, _, _ = self._scores("sentiment", target, grammar)
            stance, before, attention = self._scores("stance", target, grammar)
            return Answers(
                self._calibrated("sentiment", sentiment),
                self._calibrated("stance", stance),
                self._shares("stance", before, attention),
            )

    def _calibrated(self, task: str, scores: np.ndarray) -> np.ndarray:
        return calibrated(scores, *(float(self.weights[f"{task}.{name}"]) for name in ("smoothing", "temperature")))

    def _scores(self, task: str, target: np.ndarray, grammar: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The scores, what the last layer got (targets, hidden), and the attention (heads, targets, pieces)."""
        own = self._of(task)
        query = _by_head(target @ own["query.weight"].T + own["query.bias"])
        keys, values = _by_head(self.keys), _by_head(self.values)
        attention = softmax(query @ keys.transpose(0, 2, 1) / np.float32(keys.shape[2] ** 0.5))
        context = (attention @ values).transpose(1, 0, 2).reshape(target.shape)
        context = context @ own["out.weight"].T + own["out.bias"]
        before = np.concatenate([target, context, grammar], axis=1) @ own["hidden.weight"].T + own["hidden.bias"]
        return _gelu(before) @ own["answer.weight"].T + own["answer.bias"], before, attention

    def _shares(self, task: str, before: np.ndarray, attention: np.ndarray) -> np.ndarray:
        """What each piece gives to each score (targets, pieces, answers).

        That is its part of the context, along the direction in which the context raises the score.
        """
        own, width = self._of(task), self.keys.shape[1]
        slope = _slope(before)[:, None, :] * own["answer.weight"][None]  # targets, answers, hidden
        pull = slope @ own["hidden.weight"][:, width : 2 * width] @ own["out.weight"]
        n, answers, _ = pull.shape
        along = _by_head(pull.reshape(n * answers, width)) @ _by_head(self.values).transpose(0, 2, 1)
        along = along.reshape(_HEADS, n, answers, -1) * attention[:, :, None, :]
        return np.asarray(along.sum(axis=0).transpose(0, 2, 1))

    def _of(self, task: str) -> dict[str, np.ndarray]:
        return {name: self.weights[f"{task}.{name}"] for name in _NAMES}


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
def _threads() -> ThreadpoolController:
    """NumPy's threads: products as small as an answer's take twice as long where they are shared out."""
    return ThreadpoolController()


@cache
def shipped() -> Head:
    """The head of this package, loaded when first asked for."""
    folder: Any = files(__package__)
    with as_file(folder / "head.onnx") as layers, as_file(folder / "answers.npz") as answers:
        return Head(layers, answers)
