"""The checks that plugins call to prove themselves: what ships holds them, and what breaks them is told."""

import tempfile
import threading

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import toolkit as tk
from toolkit.plugins import installed
from toolkit.testing import ContractBroken, check_analyzer, check_chart, check_linker, check_panel, odd_articles

ONE = ipywidgets.HTML()


@pytest.fixture(scope="module")
def study():
    return tk.analyze(odd_articles(), targets=["talks"], progress=False)


@pytest.mark.parametrize("chart", installed().charts(), ids=lambda chart: chart.name)
def test_charts_that_ship_hold(chart, study):
    assert check_chart(chart, study).figure is not None


@pytest.mark.parametrize("linker", installed().linkers(), ids=lambda linker: linker.name)
def test_linkers_that_ship_hold(linker):
    assert len(check_linker(linker)) == 6


def analyzer(function):
    return tk.analyzer("mine", columns={"n": "Int64"})(function)


def good(document):
    for paragraph in document.paragraphs:
        yield document.span(paragraph.field, paragraph.start, paragraph.end, n=len(paragraph.text))


def test_a_good_analyzer_holds(capsys):
    study = check_analyzer(analyzer(good))
    assert len(study.mine) > 15
    assert "s for an article of 200,000 words" in capsys.readouterr().out


def raises(document):
    yield document.span("body", 0, 1)


def remembers(document, seen=[]):  # noqa: B006
    seen.append(document.id)
    yield document.span("headline", 0, 1, n=len(seen))


def short_of_breath(document):
    if len(document.fields.get("body", "")) > 500_000:
        raise RecursionError("too long")
    yield document.span("headline", 0, 1)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (raises, "mine failed on the article 'empty body': ValueError"),
        (short_of_breath, "mine failed on the article '200,000 words': RecursionError: too long"),
    ],
)
def test_an_analyzer_that_breaks_the_contract_is_told_how(function, message):
    with pytest.raises(ContractBroken, match=message):
        check_analyzer(analyzer(function))


def test_one_that_writes_outside_the_folder_for_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def writer(folder):
        @tk.analyzer("mine", columns={})
        def mine(document):
            with (folder / "written.txt").open("a") as file:
                file.write("x")
            yield document.span("headline", 0, 1)

        return mine

    check_analyzer(writer(tmp_path / "temporary"), words=20)
    with pytest.raises(
        ContractBroken, match=r"mine wrote to .*written\.txt; an analyzer gives rows and writes nothing"
    ):
        check_analyzer(writer(tmp_path), words=20)


def test_one_that_remembers_other_articles():
    @tk.analyzer("mine", columns={"n": "Int64"})
    def mine(document):
        yield from remembers(document)

    with pytest.raises(ContractBroken, match="gave other rows in mine after running it a second time"):
        check_analyzer(mine)


def test_one_that_cannot_be_pickled():
    lock = threading.Lock()

    @tk.analyzer("mine", columns={})
    def mine(document):
        with lock:
            yield document.span("headline", 0, 1)

    with pytest.raises(ContractBroken, match="mine cannot be pickled"):
        check_analyzer(mine)


def draws(study, ax=None):
    ax.bar(range(len(study.articles)), study.articles["words"].fillna(0))
    return ax


def fails_on_nothing(study, ax=None):
    ax.set_title(study.articles.iloc[0]["headline"])
    return ax


def on_pyplot(study, ax=None):
    plt.figure()
    return ax


def changes(study, ax=None):
    study.articles["words"] = 0
    return ax


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (fails_on_nothing, "mine raised IndexError .* when the filters leave nothing"),
        (lambda study, ax=None: None, "must draw on the axes that it is given and return them, not None"),
        (on_pyplot, "opened a figure of pyplot's"),
        (changes, "changed the study's table 'articles'"),
    ],
)
def test_a_chart_that_breaks_the_contract_is_told_how(draw, message):
    with pytest.raises(ContractBroken, match=message):
        check_chart(tk.Chart("mine", "Mine", draw))
    plt.close("all")


def test_a_good_chart_holds():
    assert len(check_chart(tk.Chart("mine", "Mine", draws)).patches) == len(odd_articles())


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda view: 3, "must build an ipywidget, and gave int"),
        (lambda view: ONE, "same widget twice"),
        (lambda view: ipywidgets.HTML(view.study.articles.iloc[0]["headline"]), "raised IndexError"),
    ],
)
def test_a_panel_that_breaks_the_contract_is_told_how(build, message):
    with pytest.raises(ContractBroken, match=message):
        check_panel(tk.Panel("mine", "Mine", build))


def test_a_good_panel_holds():
    def build(view):
        shown = ipywidgets.HTML(str(len(view.study.articles)))
        view.observe(lambda change: setattr(shown, "value", str(len(change["new"].articles))), "study")
        return shown

    assert check_panel(tk.Panel("mine", "Mine", build)).value == "0"


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (lambda names: names.drop(columns="name"), "columns entity and score"),
        (lambda names: pd.DataFrame({"entity": ["x"], "score": [1.0]}), "a row for each name"),
        (lambda names: names.assign(entity=None, score=1.0), "a text as entity"),
        (lambda names: names.assign(entity=names["name"], score=2.0), "scores from 0 to 1"),
    ],
)
def test_a_linker_that_breaks_the_contract_is_told_how(link, message):
    with pytest.raises(ContractBroken, match=message):
        check_linker(tk.Linker("mine", link))
