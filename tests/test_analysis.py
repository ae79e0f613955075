"""Analysis: the order of analyzers, what goes wrong in one of them, the Study and its folder."""

import json

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import SAMPLE, TARGETS, analyzed, article
from toolkit.analyzers import DeclarationError


@tk.analyzer("words", columns={"length": "Int64"}, version="2")
def words(document, *, least=4):
    """Long words."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if len(token.text) >= least:
                yield document.span(sentence.field, token.start, token.end, length=len(token.text))


@tk.analyzer("longest", columns={"length": "Int64"}, requires="words")
def longest(document, words):
    """The longest word of each article."""
    if len(words):
        row = words.sort_values("length", kind="stable").iloc[-1]
        yield document.span(row["field"], row["start"], row["end"], length=row["length"])


TWO = pd.concat([article("Short and looooong words."), article("Other wooooooords here.")])


def run(*plugins, articles=TWO, **options):
    only = [plugin.name for plugin in plugins]
    return tk.analyze(articles, plugins=plugins, only=only, progress=False, **options)


def test_an_analyzer_runs_after_what_it_requires():
    study = run(longest, words)
    assert list(study.tables) == ["words", "longest"]
    assert study.longest["text"].tolist() == ["looooong", "wooooooords"]


def test_what_is_required_is_added():
    study = tk.analyze(TWO, plugins=[words, longest], only="longest", progress=False)
    assert [a["name"] for a in study.provenance["analyzers"]] == ["words", "longest"]


def test_every_row_says_which_analyzer_and_version_made_it():
    table = run(words).words
    assert set(table["analyzer"]) == {"words"} and set(table["analyzer_version"]) == {"2"}
    assert table.dtypes[["start", "length"]].astype(str).tolist() == ["Int64", "Int64"]


def test_keyword_parameters_are_options():
    assert run(words, least=10).words["text"].tolist() == ["wooooooords"]
    assert run(words, least=10).provenance["analyzers"][0]["options"] == {"least": 10}


def test_an_unknown_option_is_named_with_the_nearest():
    with pytest.raises(ValueError, match="option 'lesst'.*Did you mean 'least'"):
        run(words, lesst=3)


def test_an_option_of_an_analyzer_that_does_not_run():
    with pytest.raises(ValueError, match="belongs to 'words'"):
        tk.analyze(TWO, plugins=[words, other_table], only="other", progress=False, least=3)


@tk.analyzer("other", columns={})
def other_table(document):
    """Nothing."""
    return ()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_the_size_of_a_partition_changes_nothing(sample, size):
    study = analyzed(sample.articles, TARGETS, partition_size=size)
    for name, table in sample.tables.items():
        pd.testing.assert_frame_equal(table, study.tables[name])


def test_a_circle_is_named():
    @tk.analyzer("a", columns={}, requires="b")
    def a(document, b):
        return ()

    @tk.analyzer("b", columns={}, requires="a")
    def b(document, a):
        return ()

    with pytest.raises(ValueError, match="circle: [ab] → [ab] → [ab]"):
        run(a, b)


def test_a_table_that_nothing_makes_is_named():
    @tk.analyzer("needy", columns={}, requires="unicorns")
    def needy(document, unicorns):
        return ()

    with pytest.raises(ValueError, match="'needy' requires the table 'unicorns'"):
        run(needy)


def test_two_makers_of_one_table_are_both_named():
    @tk.analyzer("rival", makes={"words": tk.Table()})
    def rival(document):
        return ()

    with pytest.raises(ValueError, match="'words' and 'rival' both make the table 'words'"):
        run(words, rival)


def test_an_unknown_analyzer_is_named():
    with pytest.raises(ValueError, match="No analyzer is named 'wrods'.*Did you mean 'words'"):
        tk.analyze(TWO, plugins=[words], only="wrods", progress=False)


class TestWhatGoesWrong:
    """An article on which an analyzer fails loses that analyzer's rows only."""

    def test_one_that_raises_names_the_error_and_the_line(self):
        @tk.analyzer("picky", columns={})
        def picky(document):
            if "Other" in document.fields["body"]:
                raise KeyError("no such thing")
            yield document.span("body", 0, 5)

        study = run(picky, words)
        assert study.picky["text"].tolist() == ["Short"]
        (problem,) = study.problems.to_dict("records")
        assert problem["article_id"] == TWO.index[1] and problem["problem"] == "error"
        assert "KeyError" in problem["message"] and "of picky" in problem["message"]
        assert len(study.words) == len(run(words).words)

    def test_what_requires_a_lost_table_does_not_run_on_that_article(self):
        @tk.analyzer("words", columns={"length": "Int64"})
        def failing(document):
            if "Other" in document.fields["body"]:
                raise ValueError("no")
            yield document.span("body", 0, 5, length=5)

        study = run(failing, longest)
        assert study.longest["article_id"].tolist() == [TWO.index[0]]
        assert len(study.problems) == 1

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            (lambda d: d.span("body", 0, 5, colour="red"), "column 'colour', which table 'odd' does not declare"),
            (lambda d: d.span("body", 0, 5, n="many"), "column 'n' must be of type Int64, but holds 'many'"),
            (
                lambda d: {"field": "body", "start": 0, "end": 10_000},
                r"body\[0:10000\], where this article has no text",
            ),
            (lambda d: {"field": "body", "start": 5, "end": 5}, "has no text"),
            (lambda d: {"field": "body", "start": 0, "end": 5, "text": "Other words"}, "stands at body"),
            (lambda d: {"field": "footer", "start": 0, "end": 5}, "footer"),
            (lambda d: {"field": "body", "start": None, "end": 5}, "no field and offsets"),
            (lambda d: "Short", "where a row was expected"),
            (lambda d: {"table": "even", **d.span("body", 0, 5)}, "table 'even', but declares odd"),
        ],
    )
    def test_one_that_breaks_its_declaration(self, row, message):
        @tk.analyzer("odd", columns={"n": "Int64"})
        def odd(document):
            yield row(document)

        study = run(odd, words)
        assert study.odd.empty and list(study.odd.columns)[:3] == ["article_id", "field", "start"]
        assert set(study.problems["problem"]) == {"contract"}
        assert study.problems["message"].str.contains(message).all()
        assert len(study.words)

    def test_one_wrong_type_loses_one_article(self):
        @tk.analyzer("odd", columns={"n": "Int64"})
        def odd(document):
            yield document.span("body", 0, 5, n="x" if "Other" in document.fields["body"] else 1)

        study = run(odd)
        assert study.odd["n"].tolist() == [1] and len(study.problems) == 1

    def test_an_article_in_another_language_is_reported_not_analysed(self):
        russian = "Министр сказал, что односторонних уступок не будет, и уехал в Москву на переговоры с коллегами. " * 3
        study = analyzed(article(russian, "Уступок не будет"), ["уступки"])
        assert study.quotes.empty and study.entities.empty
        assert study.problems["problem"].tolist() == ["language"]
        assert "'ru'" in study.problems["message"].iloc[0]

    def test_markup_and_lone_marks_go_through(self):
        text = "<script>alert('x')</script> \" said “ Ivan Petrov \" ‘ <b>he said</b> " * 30
        study = analyzed(article(text, "<script>alert(1)</script>"), ["script"])
        assert study.problems.empty


class TestDeclarations:
    def test_a_type_that_does_not_exist(self):
        with pytest.raises(DeclarationError, match="'n' has type 'int'; use one of"):
            tk.analyzer("x", columns={"n": "int"})(lambda document: ())

    def test_a_column_that_the_toolkit_adds(self):
        with pytest.raises(DeclarationError, match="'start' is added by the toolkit"):
            tk.analyzer("x", columns={"start": "Int64"})(lambda document: ())

    def test_a_function_without_the_tables_that_it_requires(self):
        with pytest.raises(DeclarationError, match=r"must take \(document, quotes\)"):
            tk.analyzer("x", columns={}, requires="quotes")(lambda document: ())

    def test_a_name_that_is_no_identifier(self):
        with pytest.raises(DeclarationError, match="'my words' must be an identifier"):
            tk.analyzer("my words", columns={})(lambda document: ())


class TestArticles:
    def test_what_is_no_articles_table(self):
        with pytest.raises(TypeError, match="must be a DataFrame, not list"):
            tk.analyze([1])
        with pytest.raises(ValueError, match="not an articles table yet"):
            tk.analyze(pd.DataFrame({"body": ["x"]}))
        with pytest.raises(ValueError, match="more than once"):
            tk.analyze(pd.concat([TWO, TWO]))

    def test_no_articles_give_empty_tables_with_their_columns(self):
        study = analyzed(TWO.iloc[:0], ["x"])
        assert {name: len(table) for name, table in study.tables.items()} == {"entities": 0, "quotes": 0, "stances": 0}
        assert "speaker" in study.quotes

    def test_an_engine_that_does_not_exist(self):
        with pytest.raises(ValueError, match="no engine 'warp'; there is: inline"):
            tk.analyze(TWO, engine="warp")


class TestStudy:
    def test_is_the_same_after_saving_and_opening(self, sample, tmp_path):
        folder = sample.save(tmp_path / "study")
        assert {"articles.parquet", "quotes.parquet", "problems.parquet", "provenance.json"} <= {
            path.name for path in folder.iterdir()
        }
        opened = tk.open_study(folder)
        assert list(opened.tables) == list(sample.tables)
        for name, table in sample.tables.items():
            pd.testing.assert_frame_equal(table, opened.tables[name])
        pd.testing.assert_frame_equal(sample.articles, opened.articles)
        assert sample.articles.attrs["report"] == opened.articles.attrs["report"]
        assert opened.provenance == json.loads(json.dumps(dict(sample.provenance)))

    def test_says_how_it_was_made(self, sample):
        made = sample.provenance
        assert made["articles"]["count"] == len(sample.articles) and len(made["articles"]["sha256"]) == 64
        assert [a["name"] for a in made["analyzers"]] == ["entities", "quotes", "sentiment"]
        assert made["analyzers"][2]["options"] == {"targets": TARGETS}
        assert made["analyzers"][0]["from"].endswith("stand_in.py")

    def test_writes_over_no_other_folder(self, sample, tmp_path):
        (tmp_path / "thesis.docx").write_text("precious")
        with pytest.raises(FileExistsError, match="holds no study"):
            sample.save(tmp_path)
        with pytest.raises(FileNotFoundError, match="holds no study"):
            tk.open_study(tmp_path)

    def test_a_table_that_it_does_not_have(self, sample):
        with pytest.raises(AttributeError, match="no table 'quote'; it has entities, quotes, stances"):
            _ = sample.quote

    def test_html_of_a_notebook_runs_nothing(self):
        study = run(words, articles=article("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"))
        assert "<script" not in study._repr_html_() and "<img" not in study._repr_html_()


def test_two_runs_give_identical_tables(sample):
    again = analyzed(tk.load(SAMPLE, progress=False), TARGETS)
    for name, table in sample.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


def test_counts(sample):
    counts = tk.count(sample.entities, by=["label", "entity"])
    assert counts["rows"].is_monotonic_decreasing and counts["rows"].sum() == len(sample.entities)
    assert counts["share"].sum() == pytest.approx(1)
    by_month = tk.count(sample.quotes, by=["source", "month"], articles=sample.articles)
    assert by_month["rows"].sum() == len(sample.quotes) and set(by_month["month"]) >= {"2026-01", "2026-06"}
    with pytest.raises(ValueError, match="no column 'source' to count by.*articles=study.articles"):
        tk.count(sample.quotes, by="source")
