"""The same articles give the same tables, whatever they are read with and on whatever machine."""

import onnxruntime
import pandas as pd
import pytest
import toolkit_reading.encoder
import toolkit_sentiment.head
from toolkit_reading import encoder, sessions

import toolkit as tk
from tests.conftest import TARGETS
from tests.whole import recorded

TABLES = ("quotes", "entities", "stances")


@pytest.fixture(scope="module")
def study(once) -> tk.Study:
    """The sample corpus and the odd articles."""
    return tk.open_study(once("recorded", lambda folder: recorded.analyzed().save(folder)))


@pytest.fixture(scope="module")
def some(study, once) -> tk.Study:
    """Every fourth article, analysed by themselves."""
    own = study.articles.iloc[::4]
    return tk.open_study(once("some", lambda folder: tk.analyze(own, targets=TARGETS, progress=False).save(folder)))


@pytest.fixture
def not_optimized(monkeypatch):
    """Models as they stand in their files: no operation is fused with another, none is computed before."""
    options = sessions.settings

    def plain() -> onnxruntime.SessionOptions:
        made = options()
        made.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        return made

    loaded = (toolkit_reading.encoder.shipped, toolkit_sentiment.head.shipped)
    monkeypatch.setattr(sessions, "settings", plain)
    for one in loaded:
        one.cache_clear()
    yield
    for one in loaded:
        one.cache_clear()


def assert_same(expected: tk.Study, articles: pd.DataFrame | None = None, **options: object) -> None:
    articles = expected.articles if articles is None else articles
    found = recorded.rows_of(tk.analyze(articles, targets=TARGETS, progress=False, **options))
    assert set(found) == set(TABLES)
    for name, before in recorded.rows_of(expected).items():
        assert len(before) > 10, name
        apart = recorded.differences(found[name], before)
        assert apart.empty, f"{name}:\n{apart.head(10).to_string()}"


@pytest.mark.parametrize("size", [1, 16])
def test_the_number_of_articles_in_a_batch_changes_nothing(some, size):
    assert_same(some, partition_size=size)


def test_the_order_of_the_articles_changes_nothing(some):
    assert_same(some, some.articles.iloc[::-1])


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_changes_nothing(some, threads, monkeypatch):
    monkeypatch.setattr(encoder, "_threads", threads)
    assert_same(some)


def test_the_order_of_the_operations_changes_nothing(some, not_optimized):
    assert_same(some)


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_every_other_machine(study, name):
    apart = recorded.differences(recorded.rows_of(study)[name], recorded.read(name))
    assert apart.empty, f"{len(apart)} rows of {name} differ, the first of them:\n{apart.head(10).to_string()}"


def test_a_row_that_moved_and_a_score_that_changed_are_told():
    before = recorded.read("quotes")
    moved = before.assign(end=before["end"].where(before.index != 3, before["end"] + 1))
    assert recorded.differences(moved, before)["rows of"].tolist() == ["recorded", "this machine"]
    nudged = before.assign(score=before["score"].where(before.index != 3, before["score"] + 0.01))
    assert recorded.differences(nudged, before)["rows of"].tolist() == ["both"]
    assert recorded.differences(before.assign(score=before["score"] + 0.004), before).empty
