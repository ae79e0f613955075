"""What takes minutes: a corpus of 153,000 words, and the key of speakers of another corpus."""

import pandas as pd
import pytest

import toolkit as tk
from benchmarks.speakers import figures, key, measure
from tests.whole.test_trace import assert_parts_stand, assert_rows_stand

pytestmark = pytest.mark.long
TARGETS = ["government", "police", "election"]


@pytest.fixture(scope="module")
def wikinews(shared):
    """124 Wikinews articles, analysed."""
    articles = tk.load(shared / "wikinews" / "wikinews_2020.csv", progress=False)
    return tk.analyze(articles, targets=TARGETS, progress=False)


def test_every_row_of_wikinews_can_be_traced(wikinews):
    assert_rows_stand(wikinews)
    assert_parts_stand(wikinews)


def test_nothing_of_wikinews_is_lost(wikinews):
    assert wikinews.problems.empty
    assert wikinews.quotes["article_id"].nunique() > 100


def test_wikinews_twice_gives_identical_tables(wikinews):
    again = tk.analyze(wikinews.articles, targets=TARGETS, progress=False)
    for name, table in wikinews.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


@pytest.fixture(scope="module")
def speakers(shared):
    """Who stands behind pronouns, roles and surnames on PolNeAR, beside the key in gold/attribution."""
    return measure()


def test_the_key_is_what_it_says():
    labels = key()
    assert labels["form"].value_counts().to_dict() == {"surname": 420, "pronoun": 176, "role": 129}
    assert labels[labels["form"] != "surname"]["article_id"].nunique() == 36
    assert labels["speaker"].notna().sum() == 420 + 207


def test_pronouns_and_roles(speakers):
    total = figures(speakers[speakers["form"] != "surname"])
    assert total.found >= 200
    assert total.accuracy >= 0.90
    assert total.recall >= 0.80


def test_surnames(speakers):
    assert figures(speakers[speakers["form"] == "surname"]).recall >= 0.97
