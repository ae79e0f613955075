"""The project's own statements for and against: whole, split by target, and of many kinds."""

import random

import pandas as pd
import pytest
from toolkit_sentiment.targets import pattern_of

from models.stance.examples import STANCES, load_part
from models.stance.frames import frame
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def statements():
    return pd.read_csv(ROOT / "gold" / "stance" / "statements.csv")


def test_there_are_enough_of_every_kind(statements):
    assert len(statements) >= 1_500
    assert statements["target"].nunique() >= 150
    assert set(statements["kind"]) == {"policy", "agreement", "person", "institution", "event", "other"}
    assert set(statements["stance"]) == set(STANCES)
    for feature in ("negation", "ascription", "critics", "undoing", "condition", "contrast", "question"):
        assert statements["features"].str.contains(feature).sum() >= 80, feature
    assert not statements["statement"].duplicated(keep=False).groupby(statements["statement"]).sum().gt(2).any()


def test_a_target_is_in_one_part_only(statements):
    assert statements.groupby("target")["part"].nunique().max() == 1
    train = set(statements.loc[statements["part"] == "train", "target"])
    assert not train & {"unilateral concessions", "sanctions", "ceasefire"}, "the targets of the sample corpus"


def test_offsets_lead_to_the_target(statements):
    for row in statements.itertuples():
        assert pattern_of(row.target).fullmatch(row.statement[row.start : row.end]), row


def test_a_frame_keeps_the_statement_and_tells_where_it_is():
    draw = random.Random(1)
    for _ in range(200):
        for statement in ("We reject the tax.", "that the tax was wrong"):
            text, begin = frame(statement, draw)
            assert text[begin:].lower().startswith(statement[:-1].lower())


def test_examples_in_frames_point_at_their_target():
    examples = load_part("stance-train", random.Random(2))
    assert len(examples) == len(load_part("stance-train"))
    for example in examples:
        first, last = example.said
        assert first <= example.start < example.end <= last
        assert example.text[example.start : example.end].strip() == example.text[example.start : example.end]
