"""The head that ships: its files are those of the model card, and an answer depends on nothing else that is asked."""

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from toolkit_sentiment.grammar import KINDS
from toolkit_sentiment.head import shipped, softmax

CARD = Path(__file__).parents[1] / "MODEL_CARD.md"


@pytest.mark.parametrize("name", ["head.onnx", "answers.npz"])
def test_the_files_are_those_of_the_model_card(name):
    data = files("toolkit_sentiment").joinpath(name).read_bytes()
    card = CARD.read_text(encoding="utf-8")
    assert hashlib.sha256(data).hexdigest() in card
    assert f"{len(data):,} bytes" in card


@pytest.fixture
def read():
    return shipped().read(np.random.default_rng(1).normal(size=(12, 384)).astype(np.float32))


def test_answers_are_probabilities(read):
    answers = read.answer(np.eye(12)[:3] > 0, np.zeros((3, len(KINDS)), dtype=np.float32))
    for chances in (answers.stance, answers.sentiment):
        assert chances.shape == (3, 3)
        np.testing.assert_allclose(chances.sum(axis=1), 1, rtol=1e-5)


def test_an_answer_is_the_same_alone_and_among_others(read):
    inside, grammar = np.eye(12)[:5] > 0, np.zeros((5, len(KINDS)), dtype=np.float32)
    together = read.answer(inside, grammar)
    for i in range(5):
        alone = read.answer(inside[i : i + 1], grammar[i : i + 1])
        np.testing.assert_allclose(alone.stance[0], together.stance[i], atol=1e-5)


def test_shares_tell_what_each_piece_gave(read):
    """The shares of the pieces are the context's part of the score, to the first order."""
    inside, grammar = np.eye(12)[:1] > 0, np.zeros((1, len(KINDS)), dtype=np.float32)
    answers = read.answer(inside, grammar)
    assert answers.shares.shape == (1, 12, 3)
    assert np.abs(answers.shares).max() > 0


def test_softmax_of_large_scores_is_finite():
    np.testing.assert_allclose(softmax(np.array([[1e4, 0.0, -1e4]])), [[1.0, 0.0, 0.0]], atol=1e-6)
