"""Filters: what they keep of a study."""

import dataclasses
from datetime import date

import pandas as pd
import pytest

import toolkit as tk
from toolkit.analysis.filters import FACETS, Filters, Selector


@pytest.fixture(scope="module")
def selector(sample):
    return Selector(sample)


def test_no_filter_keeps_the_study_itself(selector, sample):
    assert selector.select(Filters()) is sample


@pytest.mark.parametrize("facet", ["speaker", "kind", "act"])
def test_a_facet_of_the_statement(selector, facet):
    value, count = selector.choices(facet)[0]
    quotes = selector.select(Filters(**{facet: [value]})).quotes
    assert set(quotes[facet]) == {value} and len(quotes) == count


def test_several_values_of_a_facet_are_alternatives(selector):
    quotes = selector.select(Filters(speaker=["Ruth Reyne", "Clara Osten"])).quotes
    assert set(quotes["speaker"]) == {"Ruth Reyne", "Clara Osten"}


def test_target_and_stance_hold_for_the_same_mention(selector, sample):
    kept = selector.select(Filters(target="ceasefire", stance="oppose"))
    assert set(kept.stances["target"]) == {"ceasefire"} and set(kept.stances["stance"]) == {"oppose"}
    assert set(kept.quotes["quote_id"]) == set(kept.stances["quote_id"])
    both = sample.stances.query("target == 'ceasefire' and stance == 'oppose'")["quote_id"]
    assert set(kept.quotes["quote_id"]) == set(both)


def test_an_entity_is_one_that_the_statement_mentions(selector):
    kept = selector.select(Filters(entity="Vienna"))
    assert len(kept.quotes) and kept.quotes["text"].str.contains("Vienna").all()


def test_days_are_both_included(selector, sample):
    kept = selector.select(Filters(since="2026-03-01", until=date(2026, 3, 3)))
    days = set(kept.articles["published"].dt.strftime("%Y-%m-%d"))
    assert days == {"2026-03-01", "2026-03-03"}
    assert set(kept.quotes["article_id"]) <= set(kept.articles.index)


def test_text_is_looked_for_in_any_case(selector):
    assert selector.select(Filters(text="BURGLAR")).quotes["text"].str.contains("burglar").tolist() == [True]
    assert selector.select(Filters(text="no such words anywhere")).quotes.empty


def test_text_is_no_regular_expression(selector):
    assert selector.select(Filters(text=".*")).quotes.empty


def test_everything_else_follows(selector):
    kept = selector.select(Filters(speaker="Ruth Reyne"))
    assert set(kept.articles.index) == set(kept.quotes["article_id"])
    assert set(kept.entities["article_id"]) <= set(kept.articles.index)
    assert set(kept.stances["quote_id"]) <= set(kept.quotes["quote_id"])
    assert kept.provenance["filters"] == {"speaker": ["Ruth Reyne"]}


def test_undated_statements_pass_no_range_of_days(seed):
    assert Selector(seed).select(Filters(since="2000-01-01")).quotes.empty


def test_filters_can_be_saved_and_put_back():
    filters = Filters(text="x", since="2026-01-01", speaker="A", stance=["oppose", "support"])
    assert filters.to_dict() == {"text": "x", "since": "2026-01-01", "speaker": ["A"], "stance": ["oppose", "support"]}
    assert Filters.from_dict(filters.to_dict()) == filters
    assert not Filters() and filters


@pytest.mark.parametrize(
    ("values", "message"), [({"speeker": ["A"]}, "no filter 'speeker'"), ({"since": "soon"}, "must be a day")]
)
def test_a_filter_that_cannot_be(values, message):
    with pytest.raises(ValueError, match=message):
        Filters.from_dict(values)


def test_choices_are_counted_the_most_frequent_first(selector, sample):
    for facet in FACETS:
        choices = selector.choices(facet)
        counts = [count for _, count in choices]
        assert counts == sorted(counts, reverse=True) and counts
    assert sum(count for _, count in selector.choices("kind")) == len(sample.quotes)


def test_a_study_without_stances_or_entities(sample):
    bare = dataclasses.replace(sample, tables={"quotes": sample.quotes})
    selector = Selector(bare)
    assert selector.choices("target") == [] and selector.choices("entity") == []
    assert len(selector.select(Filters(speaker="Ruth Reyne")).quotes)


def test_a_study_without_statements_is_refused(sample):
    with pytest.raises(ValueError, match="no statements"):
        Selector(dataclasses.replace(sample, tables={}))


def test_mentions_in_statements(sample):
    mentions = tk.mentions_in_statements(sample)
    rows = mentions.merge(sample.quotes[["quote_id", "text", "speaker"]], on="quote_id", suffixes=("", "_quote"))
    assert len(rows) == len(mentions) > 20
    pd.testing.assert_series_equal(rows["speaker"], rows["speaker_quote"], check_names=False)
