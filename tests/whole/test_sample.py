"""The sample corpus and its labels, and how right the analyzers are on it (floors, not figures to quote)."""

import pytest

from benchmarks.sample import labels, measure
from tests.conftest import SAMPLE


@pytest.mark.parametrize("table", ["quotes", "stances", "entities"])
def test_every_label_stands_where_it_says(sample, table):
    for row in labels(table, sample.articles).to_dict("records"):
        field = sample.articles.at[row["article_id"], row["field"]]
        if table == "quotes":
            assert " … ".join(field[start:end] for start, end in row["parts"]) == row["text"]
            for name in ("speaker", "cue"):
                if row[f"{name}_start"] == row[f"{name}_start"]:
                    text = row["speaker_text" if name == "speaker" else "cue"]
                    assert field[int(row[f"{name}_start"]) : int(row[f"{name}_end"])] == text
        else:
            assert field[row["start"] : row["end"]] == row["text"]


def test_the_labels_hold_what_the_corpus_was_written_for(sample):
    quotes, stances = labels("quotes", sample.articles), labels("stances", sample.articles)
    assert set(quotes["file"]) == {path.name for path in SAMPLE.glob("*.txt")}
    assert set(quotes["kind"]) == {"direct", "indirect", "mixed"}
    assert (quotes["parts"].str.len() > 1).sum() >= 5, "interrupted statements"
    assert {"Anton Sorel", "Tomas Sorel", "Daniel Reyne", "Ruth Reyne"} <= set(quotes["speaker"]), "namesakes"
    assert stances.groupby("target")["stance"].nunique().min() >= 2


def test_statements_speakers_and_stances_reach_their_floors(sample):
    result = measure(sample, least=0.8)
    assert result.statements.f1 >= 0.90
    assert result.speakers.precision >= 0.92
    assert result.stances.recall >= 0.60


def test_people_who_share_a_surname_stay_apart(sample):
    quotes = labels("quotes", sample.articles)
    article = quotes.loc[quotes["file"].str.contains("reyne-v-reyne"), "article_id"].iloc[0]
    speakers = sample.quotes[sample.quotes["article_id"] == article].set_index("speaker_text")["speaker"]
    assert speakers["The minister"] == "Daniel Reyne"
    assert speakers["Senator Ruth Reyne"] == "Ruth Reyne"
    assert speakers["she"] == "Ruth Reyne"
    assert speakers["he"] == "Daniel Reyne"
