"""One analyzer on one article, and what is told of one that fails."""

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import article

TWO = pd.concat([article("Some words in a body.", "One"), article("Other words, <b>bold</b>.", "Two & three")])


@tk.analyzer("words", columns={"length": "Int64"})
def words(document, *, least=5):
    """Long words."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if len(token.text) >= least:
                yield document.span(sentence.field, token.start, token.end, length=len(token.text))


@tk.analyzer("numbers", columns={"number": "Int64"})
def numbers(document):
    """Fails: these are no numbers."""
    for word in document.fields["body"].split():
        if word.startswith(("Other", "bold")):
            yield document.span("body", 0, 1, number=int(word))


@pytest.mark.parametrize("given", [TWO.iloc[0], TWO.iloc[:1], "Some words in a body."])
def test_a_row_a_table_and_a_text_are_articles(given):
    trial = tk.try_analyzer(words, given)
    assert trial.rows["text"].tolist()[:1] == ["words"] and trial.problem is None
    assert repr(trial) == "<Trial of words: 1 words>"


def test_options_are_passed_and_rows_are_marked_in_the_text():
    trial = tk.try_analyzer(words, TWO.iloc[1], least=4)
    page = trial._repr_html_()
    assert page.count("<mark ") == len(trial.rows) == 4
    assert "title='words · length: 5'>Other</mark>" in page
    assert "&lt;b&gt;" in page.replace("</mark>", "").replace("<mark", "") or "&lt;" in page
    assert "<b>bold" not in page and "Two &amp; " in page


def test_a_failure_says_line_and_values():
    trial = tk.try_analyzer(numbers, TWO.iloc[1])
    assert trial.rows.empty
    assert "ValueError: invalid literal" in trial.problem and "where word = 'Other'" in trial.problem
    assert "int(word)" in trial.problem and "Failed." in trial._repr_html_()


def test_a_study_tells_the_failure_and_how_to_try_it():
    study = tk.analyze(TWO, plugins=[numbers], only="numbers", progress=False)
    for shown in (repr(study), study._repr_html_()):
        assert "numbers failed on the article “Two &" in shown
        assert "tk.try_analyzer(numbers, study.articles.loc[" in shown


def test_a_row_against_the_declaration_says_line_and_values():
    @tk.analyzer("wrong", columns={})
    def wrong(document):
        place = 999
        yield {"field": "body", "start": 0, "end": place}

    assert "body[0:999], where this article has no text (line " in tk.try_analyzer(wrong, TWO.iloc[0]).problem
    assert "where place = 999" in tk.try_analyzer(wrong, TWO.iloc[0]).problem


@pytest.mark.parametrize(
    ("analyzer", "given", "message"),
    [(words, TWO, "Give one article"), (words, 3, "Give one article"), (words.function, TWO, "not function")],
)
def test_what_cannot_be_tried(analyzer, given, message):
    with pytest.raises(TypeError, match=message):
        tk.try_analyzer(analyzer, given)
