"""Stances decided anew, counted, compared over time, and set against each other."""

import numpy as np
import pandas as pd
import pytest

import toolkit as tk
from toolkit.analysis.stances import by_threshold, decide
from toolkit.charts import content_of


def table(rows):
    """Rows of (quote, article, speaker, target, oppose, neutral, support) as a table of stances."""
    names = ["quote_id", "article_id", "speaker", "target", "stance_oppose", "stance_neutral", "stance_support"]
    made = pd.DataFrame(rows, columns=names)
    chances = made[names[4:]].to_numpy()
    made["stance"] = np.array(["oppose", "neutral", "support"])[chances.argmax(axis=1)]
    made["score"] = chances.max(axis=1)
    for label, like in zip(("negative", "neutral", "positive"), names[4:], strict=True):
        made[f"sentiment_{label}"] = made[like]
    return made.assign(sentiment="neutral", sentiment_score=made["score"]).astype({"stance": "str"})


@pytest.fixture
def articles():
    days = pd.to_datetime(["2026-01-05", "2026-02-05", None], utc=True)
    index = pd.Index(["a", "b", "c"], name="article_id", dtype="str")
    return pd.DataFrame({"source": ["North", "South", "South"], "published": days}, index=index)


@pytest.fixture
def stances():
    return table(
        [
            ("q1", "a", "Lund", "treaty", 0.1, 0.2, 0.7),
            ("q2", "b", "Lund", "treaty", 0.8, 0.1, 0.1),
            ("q3", "b", "Lund", "embargo", 0.5, 0.4, 0.1),
            ("q4", "c", "Berg", "treaty", 0.2, 0.5, 0.3),
        ]
    )


def test_a_threshold_makes_less_sure_answers_neutral(stances):
    assert list(decide(stances, stance=0.75)["stance"]) == ["neutral", "oppose", "neutral", "neutral"]
    assert list(decide(stances, stance=0.25)["stance"]) == ["support", "oppose", "oppose", "support"]
    assert list(decide(stances)["stance"]) == list(stances["stance"])
    assert list(decide(stances, stance=0.75)["score"]) == [0.2, 0.8, 0.4, 0.5]


def test_moving_the_threshold_is_told_in_numbers(stances):
    changes = by_threshold(stances).set_index("threshold")
    assert changes.loc[0.34].tolist() == [2, 1, 1]
    assert changes.loc[0.99].tolist() == [0, 4, 0]
    assert (changes.sum(axis=1) == 4).all()


@pytest.mark.parametrize("threshold", [-0.1, 1.5])
def test_a_threshold_lies_between_0_and_1(stances, threshold):
    with pytest.raises(ValueError, match="between 0 and 1"):
        decide(stances, stance=threshold)


def test_a_table_without_probabilities_says_so(stances):
    with pytest.raises(ValueError, match="no probabilities: column 'stance_oppose'"):
        decide(stances.drop(columns="stance_oppose"))


def test_a_study_keeps_its_threshold(sample):
    study = sample.with_threshold(stance=0.95)
    assert study.provenance["threshold"] == {"stance": 0.95, "sentiment": None}
    assert (study.stances["stance"] != "neutral").sum() < (sample.stances["stance"] != "neutral").sum()
    assert study.with_threshold().stances["stance"].equals(sample.stances["stance"])


def test_stances_are_counted_by_speaker(stances):
    found = tk.stance_summary(stances).set_index("speaker")
    assert found.loc["Lund", ["judgements", "statements", "oppose", "neutral", "support"]].tolist() == [3, 3, 2, 0, 1]
    assert found.loc["Lund", "balance"] == pytest.approx(-1 / 3)
    assert found.loc["Lund", "low"] < -1 / 3 < found.loc["Lund", "high"]
    assert found["few"].all()
    assert found["unsure"].to_dict() == {"Lund": 1, "Berg": 1}


def test_stances_are_counted_by_columns_of_the_articles(stances, articles):
    months = tk.stance_summary(stances, "month", articles=articles).set_index("month")
    assert months["judgements"].to_dict() == {"2026-02": 2, "2026-01": 1}
    sources = tk.stance_summary(stances, ["source", "target"], articles=articles)
    assert sources.loc[0, ["source", "target", "oppose", "neutral"]].tolist() == ["South", "treaty", 1, 1]


def test_the_interval_narrows_with_the_number():
    one = table([("q", "a", "Lund", "treaty", 0.1, 0.1, 0.8)])
    many = pd.concat([one] * 50, ignore_index=True)
    few, enough = tk.stance_summary(one).iloc[0], tk.stance_summary(many).iloc[0]
    assert few["few"]
    assert not enough["few"]
    assert few["high"] - few["low"] > 4 * (enough["high"] - enough["low"])


@pytest.mark.parametrize(("by", "message"), [("month", "articles=study.articles"), ("colour", "no column 'colour'")])
def test_an_unknown_column_is_named(stances, articles, by, message):
    with (
        pytest.raises(ValueError, match=message) if by == "month" else pytest.raises(ValueError, match="have a column")
    ):
        tk.stance_summary(stances, by, articles=None if by == "month" else articles)


def test_contradictions_stand_side_by_side(stances, articles):
    quotes = pd.DataFrame({"quote_id": ["q1", "q2", "q3", "q4"], "text": ["for", "against", "other", "none"]})
    found = tk.contradictions(stances, quotes, articles)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["speaker"], row["target"], row["support_text"], row["oppose_text"]) == (
        "Lund",
        "treaty",
        "for",
        "against",
    )
    assert (row["supports"], row["opposes"], row["support_quote"], row["oppose_article"]) == (1, 1, "q1", "b")
    assert tk.contradictions(stances, quotes, articles, least=0.75).empty


def test_a_statement_with_both_is_no_contradiction(articles):
    both = table([("q1", "a", "Lund", "treaty", 0.1, 0.1, 0.8), ("q1", "a", "Lund", "treaty", 0.8, 0.1, 0.1)])
    quotes = pd.DataFrame({"quote_id": ["q1"], "text": ["this treaty, not that treaty"]})
    assert tk.contradictions(both, quotes, articles).empty


def test_the_chart_over_time_tells_numbers_and_intervals(stances, articles):
    data = content_of(tk.charts.stance_over_time(stances, articles)).data
    assert list(data["month"]) == ["2026-01", "2026-02"]
    assert data["balance"].between(data["low"], data["high"]).all()


def test_the_chart_by_threshold_shows_what_changes(stances):
    ax = tk.charts.stance_by_threshold(stances)
    assert content_of(ax).data.equals(by_threshold(stances))
    assert "4 judgements" in ax.get_xlabel()


def test_unsure_mentions_are_paler_and_few_ones_starred(stances):
    ax = tk.charts.stance_by(stances)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["Lund (3)*", "Berg (1)*"]
    assert "paler: score below 0.6" in ax.get_xlabel()
    assert any("unsure" in mark.label for mark in content_of(ax).marks)


def test_the_chart_can_be_by_source(stances, articles):
    data = content_of(tk.charts.stance_by(stances, "source", articles=articles)).data
    assert data.set_index("source")["judgements"].to_dict() == {"South": 3, "North": 1}
