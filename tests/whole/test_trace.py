"""Every row of every table can be traced to the article."""

import pandas as pd
import pytest

import toolkit as tk


def assert_rows_stand(study: tk.Study) -> None:
    for name, table in study.tables.items():
        assert len(table), f"there are no {name} to trace"
        for row in table.to_dict("records"):
            text = study.articles.at[row["article_id"], row["field"]]
            assert text[row["start"] : row["end"]] == row["text"]


def assert_parts_stand(study: tk.Study) -> None:
    for row in study.quotes.to_dict("records"):
        text = study.articles.at[row["article_id"], row["field"]]
        if pd.notna(row["speaker_start"]):
            assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker_text"]
        if pd.notna(row["cue_start"]):
            assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
        assert row["parts"][0][0] == row["start"] and row["parts"][-1][1] == row["end"]


@pytest.mark.parametrize("corpus", ["seed", "sample"])
def test_every_text_stands_where_its_row_says(corpus, request):
    assert_rows_stand(request.getfixturevalue(corpus))


@pytest.mark.parametrize("corpus", ["seed", "sample"])
def test_sources_cues_and_parts_stand_where_their_row_says(corpus, request):
    assert_parts_stand(request.getfixturevalue(corpus))
