"""The same articles give the same tables, whatever they are read with."""

import pandas as pd
import pytest
from toolkit_reading import encoder

import toolkit as tk


@pytest.fixture(scope="module")
def articles(sample):
    return sample.articles.iloc[:12]


def tables(articles: pd.DataFrame, **options) -> dict[str, pd.DataFrame]:
    study = tk.analyze(articles, only=["quotes", "entities"], progress=False, **options)
    return {
        name: table.sort_values(["article_id", "field", "start", "end"], ignore_index=True)
        for name, table in study.tables.items()
    }


@pytest.mark.parametrize("how", ["one by one", "in another order", "with one thread", "with four threads"])
def test_nothing_of_how_articles_are_read_changes_what_is_found(articles, how, monkeypatch):
    expected = tables(articles)
    if how.startswith("with"):
        monkeypatch.setattr(encoder, "_threads", 1 if "one" in how else 4)
    found = tables(articles.iloc[::-1] if "order" in how else articles, partition_size=1 if "by one" in how else 64)
    assert expected.keys() == found.keys() == {"quotes", "entities"}
    for name, table in expected.items():
        assert len(table) > 50
        pd.testing.assert_frame_equal(table, found[name])
