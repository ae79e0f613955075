"""Who stands behind pronouns, roles and surnames on PolNeAR, by the key in gold/attribution (floors)."""

import pytest

from benchmarks.speakers import figures, key, measure


@pytest.fixture(scope="module")
def rows(shared):
    return measure()


def test_the_key_is_what_it_says():
    labels = key()
    assert labels["form"].value_counts().to_dict() == {"surname": 420, "pronoun": 176, "role": 129}
    assert labels[labels["form"] != "surname"]["article_id"].nunique() == 36
    assert labels["speaker"].notna().sum() == 420 + 207


def test_pronouns_and_roles(rows):
    total = figures(rows[rows["form"] != "surname"])
    assert total.found >= 200
    assert total.accuracy >= 0.85
    assert total.recall >= 0.80


def test_surnames(rows):
    assert figures(rows[rows["form"] == "surname"]).recall >= 0.97
