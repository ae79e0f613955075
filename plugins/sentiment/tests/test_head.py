"""The head that ships: its files are those of the model card, and an answer depends on nothing else that is asked."""

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from toolkit_sentiment.grammar import KINDS
from toolkit_sentiment.head import FILES, Asked, shipped, softmax

CARD = Path(__file__).parents[1] / "MODEL_CARD.md"


@pytest.mark.parametrize("name", [*FILES.values(), "head.weights", "answers.npz"])
def test_the_files_are_those_of_the_model_card(name):
    data = files("toolkit_sentiment").joinpath(name).read_bytes()
    card = CARD.read_text(encoding="utf-8")
    assert hashlib.sha256(data).hexdigest() in card
    assert f"{len(data):,} bytes" in card


def asked(seed, targets):
    """The first pieces of a passage of 12, each a target."""
    read = shipped().read(np.random.default_rng(seed).normal(size=(12, 384)).astype(np.float32))
    return Asked(read, np.eye(12)[:targets] > 0, np.zeros((targets, len(KINDS)), dtype=np.float32))


def test_answers_are_probabilities():
    (answers,) = shipped().answer([asked(1, 3)])
    for chances in (answers.stance, answers.sentiment):
        assert chances.shape == (3, 3)
        np.testing.assert_allclose(chances.sum(axis=1), 1, rtol=1e-5)


def test_an_answer_is_the_same_alone_and_among_others():
    passages = [asked(1, 5), asked(2, 1), asked(3, 3)]
    for passage, together in zip(passages, shipped().answer(passages), strict=True):
        for i in range(len(passage.inside)):
            alone = Asked(passage.read, passage.inside[i : i + 1], passage.grammar[i : i + 1])
            (answers,) = shipped().answer([alone])
            np.testing.assert_allclose(answers.stance[0], together.stance[i], atol=1e-5)
            np.testing.assert_allclose(answers.sentiment[0], together.sentiment[i], atol=1e-5)
            np.testing.assert_allclose(answers.shares[0], together.shares[i], atol=1e-3)


def test_shares_tell_what_each_piece_gave():
    """The shares of the pieces are the context's part of the score, to the first order."""
    (answers,) = shipped().answer([asked(1, 1)])
    assert answers.shares.shape == (1, 12, 3)
    assert np.abs(answers.shares).max() > 0


def test_softmax_of_large_scores_is_finite():
    np.testing.assert_allclose(softmax(np.array([[1e4, 0.0, -1e4]])), [[1.0, 0.0, 0.0]], atol=1e-6)
