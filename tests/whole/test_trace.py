"""Every row of every table can be traced to the article, and the same input gives the same output."""

import pandas as pd
import pytest

import toolkit as tk


@pytest.mark.parametrize("corpus", ["seed", "sample", "wikinews"])
def test_every_text_stands_where_its_row_says(corpus, request):
    study = request.getfixturevalue(corpus)
    for name, table in study.tables.items():
        assert len(table), f"{corpus} has no {name} to trace"
        for row in table.to_dict("records"):
            text = study.articles.at[row["article_id"], row["field"]]
            assert text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("corpus", ["seed", "sample", "wikinews"])
def test_sources_cues_and_parts_stand_where_their_row_says(corpus, request):
    study = request.getfixturevalue(corpus)
    for row in study.quotes.to_dict("records"):
        text = study.articles.at[row["article_id"], row["field"]]
        if pd.notna(row["speaker_start"]):
            assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker_text"]
        if pd.notna(row["cue_start"]):
            assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
        assert row["parts"][0][0] == row["start"] and row["parts"][-1][1] == row["end"]


def test_wikinews_twice_gives_identical_tables(wikinews):
    again = tk.analyze(wikinews.articles, targets=["government", "police", "election"], progress=False)
    for name, table in wikinews.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


def test_nothing_of_wikinews_is_lost(wikinews):
    assert wikinews.problems.empty
    assert wikinews.quotes["article_id"].nunique() > 100
