"""The checks that plugins call to prove themselves: what ships holds them, and what breaks them is told."""

import json
import tempfile
import threading
from functools import partial
from pathlib import Path

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import analyzed
from toolkit.plugins import installed
from toolkit.testing import (
    ContractBroken,
    check_alias_list,
    check_analyzer,
    check_chart,
    check_exporter,
    check_linker,
    check_panel,
    check_target_list,
    odd_articles,
    odd_table,
)

ONE = ipywidgets.HTML()


@pytest.fixture(scope="module")
def study():
    return analyzed(odd_articles(), ["talks"])


@pytest.mark.parametrize("chart", installed().charts(), ids=lambda chart: chart.name)
def test_charts_that_ship_hold(chart, study):
    assert check_chart(chart, study).figure is not None


READ = {
    "csv": partial(pd.read_csv, keep_default_na=False),
    "xlsx": partial(pd.read_excel, engine="openpyxl", keep_default_na=False),
    "parquet": pd.read_parquet,
}


@pytest.mark.parametrize("exporter", installed().exporters(), ids=lambda exporter: exporter.name)
def test_exporters_that_ship_hold(exporter):
    assert check_exporter(exporter, read=READ.get(exporter.name)).name == f"table.{exporter.name}"


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


def test_a_good_linker_holds():
    linked = check_linker(tk.Linker("mine", lambda names: names.assign(entity=names["name"], score=1.0)))
    assert linked["entity"].tolist() == linked["name"].tolist()


def elsewhere(table, path):
    path.write_text("x")
    Path("elsewhere.txt").write_text("x")


def chokes(table, path):
    path.write_text(json.dumps(table.to_dict("records")))


def forgets(table, path):
    table.iloc[1:].to_csv(path, index=False)


def changes_the_table(table, path):
    table["n"] = 1
    table.to_csv(path)


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (elsewhere, r"mine wrote to .*elsewhere\.txt; an exporter writes to the path that it is given"),
        (chokes, "mine raised TypeError .* on a table of 6 rows"),
        (forgets, "mine wrote 5 rows of 6"),
        (changes_the_table, "mine changed the table"),
        (lambda table, path: None, "mine wrote nothing to"),
    ],
)
def test_an_exporter_that_breaks_the_contract_is_told_how(write, message, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContractBroken, match=message):
        check_exporter(tk.exporter("mine", suffixes=".csv")(write), read=READ["csv"])


def test_a_good_exporter_holds():
    @tk.exporter("lines", suffixes=".jsonl")
    def lines(table, path):
        table.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso")

    path = check_exporter(lines, read=partial(pd.read_json, lines=True))
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["text"] == odd_table()["text"][0]


def test_lists_hold_or_are_told_how(tmp_path):
    assert check_target_list(tk.TargetList("taxes", {"carbon tax": "CO2 levy", "VAT": ()})) == {
        "carbon tax": ("CO2 levy",),
        "VAT": (),
    }
    for targets, message in [
        ([], "has no target"),
        (["tax", " VAT"], "without blanks around it, not ' VAT'"),
        ({"carbon tax": ["levy"], "Levy": ()}, "'Levy' is in the list twice, for 'carbon tax' and for 'Levy'"),
    ]:
        with pytest.raises(ContractBroken, match=message):
            check_target_list(tk.TargetList("taxes", targets))
    assert len(check_alias_list(tk.AliasList("heads", tk.Aliases().add("Joe Biden", "Biden")))) == 1
    (tmp_path / "heads.csv").write_text("name,entity\nBiden,Joe Biden\nBiden,Jill Biden\n")
    for aliases, message in [
        (tk.Aliases(), "has no alias"),
        (tk.Aliases().add("A", "B").add("B", "A"), "go round in a circle"),
        (tmp_path / "none.csv", "cannot be read"),
        (tmp_path / "heads.csv", "'Biden' is said to be 'Joe Biden' and 'Jill Biden'"),
    ]:
        with pytest.raises(ContractBroken, match=message):
            check_alias_list(tk.AliasList("heads", aliases))
    with pytest.raises(ContractBroken, match="no such name"):
        check_alias_list(tk.AliasList("", tk.Aliases().add("A", "B")))
