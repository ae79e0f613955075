"""Analyzers that read all articles at once."""

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import article

TWO = pd.concat([article("Some words, some more words."), article("Other words here.")])


@tk.analyzer("words", columns={})
def words(document):
    """Every word."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text.isalpha():
                yield document.span(sentence.field, token.start, token.end)


@tk.analyzer(
    "counts", makes={"counts": tk.Table({"word": "string", "n": "Int64"}, spans=False)}, requires="words", whole=True
)
def counts(articles, words, *, most: int = 2):
    """The most frequent words of all articles."""
    for word, n in words["text"].str.lower().value_counts().head(most).items():
        yield {"word": word, "n": n}


def run(*plugins, **options):
    return tk.analyze(TWO, plugins=[words, *plugins], only=[one.name for one in plugins], progress=False, **options)


def test_it_sees_the_tables_of_all_articles():
    study = run(counts, most=1)
    assert study.counts[["word", "n"]].to_dict("records") == [{"word": "words", "n": 3}]
    assert study.counts["article_id"].isna().all() and study.counts["analyzer"].tolist() == ["counts"]
    assert study.provenance["rows"]["counts"] == 1 and study.provenance["analyzers"][1]["name"] == "counts"
    small = tk.analyze(TWO, plugins=[words, counts], only="counts", partition_size=1, progress=False)
    assert small.counts["n"].tolist()[0] == 3


def test_its_rows_may_have_a_place_in_an_article():
    @tk.analyzer("longest", columns={}, requires="words", whole=True)
    def longest(articles, words):
        row = words.loc[words["text"].str.len().idxmax()]
        yield {name: row[name] for name in ("article_id", "field", "start", "end")}

    row = run(longest).longest.iloc[0]
    assert TWO.at[row["article_id"], row["field"]][row["start"] : row["end"]] == row["text"] == "valley"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"article_id": "nowhere"}, "the article 'nowhere', which is not among the articles"),
        ({"article_id": TWO.index[0], "field": "body", "start": 0, "end": 999}, "where this article has no text"),
        ({"field": "body", "start": 0, "end": 1}, "where this article has no text"),
        (3, "where a row was expected"),
    ],
)
def test_a_wrong_row_is_a_problem_and_nothing_else_is_lost(row, message):
    @tk.analyzer("wrong", columns={}, whole=True)
    def wrong(articles):
        yield row

    study = run(wrong, words)
    (problem,) = study.problems.to_dict("records")
    assert problem["analyzer"] == "wrong" and message in problem["message"] and pd.isna(problem["article_id"])
    assert study.wrong.empty and len(study.words) > 5
    assert "wrong failed: it gave" in repr(study)


def test_what_it_raises_is_a_problem_and_what_it_changes_is_its_own():
    @tk.analyzer("bad", columns={}, requires="words", whole=True)
    def bad(articles, words):
        articles["body"] = "gone"
        words["text"] = "gone"
        raise KeyError("no")

    study = run(bad)
    assert "KeyError: 'no' (line " in study.problems["message"][0]
    assert "gone" not in set(study.words["text"]) | set(study.articles["body"])


def test_one_that_reads_single_articles_cannot_require_it():
    @tk.analyzer("single", columns={}, requires="counts")
    def single(document, counts):
        return ()

    with pytest.raises(ValueError, match="'single' reads one article at a time, but requires a table of 'counts'"):
        run(counts, single)


def test_no_article_is_enough():
    assert tk.analyze(TWO.iloc[:0], plugins=[words, counts], only="counts", progress=False).counts.empty
