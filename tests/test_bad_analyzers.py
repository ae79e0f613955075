"""Analyzers that hang, raise, never end or change what they were given: told by name, and nothing else is lost."""

import threading
import time

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import article

BODIES = [f"Article number {number} has some words." for number in range(5)]
BAD = "number 3"


@pytest.fixture
def articles():
    return pd.concat([article(body, f"Headline {number}") for number, body in enumerate(BODIES)])


@tk.analyzer("words", columns={})
def words(document):
    """The first word of every article: what must be complete whatever another analyzer does."""
    yield document.span("body", 0, 7)


def run(bad, articles, **how):
    """The study of a bad analyzer beside a good one, which must have all its rows."""
    study = tk.analyze(articles, plugins=[bad, words], only=[bad.name, "words"], progress=False, **how)
    assert study.words["text"].tolist() == ["Article"] * len(articles)
    return study


def only_problem(study):
    """The one problem of the bad article, whose rows alone are missing."""
    (problem,) = study.problems.to_dict("records")
    assert BAD in study.articles.at[problem["article_id"], "body"]
    assert problem["analyzer"] == "bad"
    assert len(study.tables["bad"]) == len(study.articles) - 1
    return problem


def test_one_that_hangs_is_stopped_after_its_time(articles):
    @tk.analyzer("bad", columns={})
    def bad(document):
        while BAD in document.fields["body"]:
            time.sleep(0.01)
        yield document.span("body", 0, 1)

    problem = only_problem(run(bad, articles, time_limit=0.3))
    assert problem["problem"] == "time"
    assert problem["message"].startswith("it was stopped after 0.3 seconds (line ")


def test_one_that_catches_everything_is_stopped_too(articles):
    @tk.analyzer("bad", columns={})
    def bad(document):
        tries = 0
        while BAD in document.fields["body"] and tries < 1:
            try:
                time.sleep(30)
            except:  # noqa: E722
                tries += 1
                time.sleep(30)
        yield document.span("body", 0, 1)

    assert only_problem(run(bad, articles, time_limit=0.3))["problem"] == "time"


def test_a_time_limit_holds_in_another_thread_as_well(articles):
    @tk.analyzer("bad", columns={})
    def bad(document):
        while BAD in document.fields["body"]:
            pass
        yield document.span("body", 0, 1)

    found = []
    thread = threading.Thread(target=lambda: found.append(run(bad, articles, time_limit=0.3)))
    thread.start()
    thread.join()
    assert only_problem(found[0])["problem"] == "time"


def test_a_time_limit_is_off_unless_given_and_must_be_a_time(articles):
    study = tk.analyze(articles, plugins=[words], only="words", progress=False)
    assert study.provenance["time_limit"] is None
    with pytest.raises(ValueError, match="time_limit must be more than 0 seconds, not -1"):
        tk.analyze(articles, plugins=[words], only="words", progress=False, time_limit=-1)


@pytest.mark.parametrize("error", [RuntimeError("no"), SystemExit(2), RecursionError("deep"), MemoryError()])
def test_whatever_one_raises_costs_one_article(articles, error):
    @tk.analyzer("bad", columns={})
    def bad(document):
        if BAD in document.fields["body"]:
            raise error
        yield document.span("body", 0, 1)

    problem = only_problem(run(bad, articles))
    assert problem["problem"] == "error"
    assert problem["message"].startswith(type(error).__name__)


def test_one_that_never_ends_yielding(articles):
    @tk.analyzer("bad", columns={})
    def bad(document):
        yield document.span("body", 0, 1)
        while BAD in document.fields["body"]:
            yield {"field": "body", "start": 0, "end": 1}

    problem = only_problem(run(bad, articles))
    assert problem["problem"] == "contract"
    assert "it gave more than 100,0" in problem["message"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda document: setattr(document, "language", "de"), "its language cannot be set"),
        (lambda document: setattr(document, "fields", {}), "its fields cannot be set"),
        (lambda document: delattr(document, "id"), "its id cannot be deleted"),
        (lambda document: document.fields.update(body="x"), "has no attribute 'update'"),
        (lambda document: document.article.__setitem__("body", "x"), "__setitem__"),
        (lambda document: document.article["tags"].append("x"), "has no attribute 'append'"),
        (lambda document: document.article["about"].clear(), "has no attribute 'clear'"),
    ],
)
def test_one_that_changes_the_document(articles, change, what):
    @tk.analyzer("bad", columns={})
    def bad(document):
        if BAD in document.fields["body"]:
            change(document)
        yield document.span("body", 0, 1)

    given = articles.assign(tags=[["a"] for _ in BODIES], about=[{"a": 1} for _ in BODIES])
    assert what in only_problem(run(bad, given))["message"]
    assert given["tags"].tolist() == [["a"]] * len(BODIES)


def test_one_that_changes_the_tables_that_it_was_given(articles):
    @tk.analyzer("places", columns={"parts": "object"})
    def places(document):
        yield document.span("body", 0, 7, parts=[[0, 3], [4, 7]])

    @tk.analyzer("bad", columns={}, requires=["places"])
    def bad(document, places):
        for parts in places["parts"]:
            parts.clear()
        del places["text"]
        yield document.span("body", 0, 1)

    @tk.analyzer("later", columns={"n": "Int64"}, requires=["places", "bad"])
    def later(document, places, bad):
        yield document.span("body", 0, 1, n=len(places["parts"][0]))

    study = tk.analyze(articles, plugins=[places, bad, later], only="later", progress=False)
    assert study.problems.empty
    assert study.later["n"].tolist() == [2] * len(BODIES)
    assert study.tables["places"]["parts"].map(len).tolist() == [2] * len(BODIES)
