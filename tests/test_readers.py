"""Readers of one's own: the how-to as a reader would follow it, the decorator, and the check that every reader can call."""

import itertools
import re
import types
import zipfile

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.testing import ContractBroken, check_reader

HOW_TO = (ROOT / "docs" / "write-a-reader.md").read_text(encoding="utf-8")


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """The cells of the how-to are run in `__main__`, as a notebook runs them, beside the file that it shows."""
    (wire,) = re.findall(r"```text wire\n(.*?)```", HOW_TO, re.DOTALL)
    (tmp_path / "2021-07.wire").write_text(wire, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main = types.ModuleType("__main__")
    monkeypatch.setitem(__import__("sys").modules, "__main__", main)
    return main


def test_the_how_to_does_what_it_says(notebook):
    first, shown, dated, fails, mended = re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)
    exec(first, vars(notebook))
    assert notebook.articles["headline"].tolist() == ["Bridge opens after nine months", "Second bridge planned"]
    assert notebook.articles["published"].iloc[0] == pd.Timestamp("2021-07-13", tz="UTC")
    assert notebook.articles["byline"].fillna("").tolist() == ["Ann Lee", ""]
    assert notebook.articles["body"].iloc[0].count("\n\n") == 1
    exec(shown, vars(notebook))
    for expression, expected in re.findall(r"^(articles\S.*?)\s+# (\[.*\])$", shown + dated, re.MULTILINE)[:1]:
        assert eval(expression, vars(notebook)) == eval(expected)
    exec(dated, vars(notebook))
    for expression, expected in re.findall(r"^(articles\S.*?)\s+# (\[.*\])$", dated, re.MULTILINE):
        assert eval(expression, vars(notebook)) == eval(expected)
    with pytest.raises(ContractBroken, match="IndexError"):
        exec(fails, vars(notebook))
    exec(mended, vars(notebook))


def test_a_reader_of_the_notebook_reads_in_archives_and_in_other_processes(notebook, tmp_path):
    exec(re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)[0], vars(notebook))
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(20):
            archive.writestr(
                f"{number}.wire", f"WIRE/1\n# Story {number}\n@ Herald | 13.07.2021\nIt is number {number}.\n%%\n"
            )
    articles = tk.load(tmp_path / "many.zip", workers=2, progress=False)
    assert articles["headline"].tolist() == [f"Story {n}" for n in range(20)]


COUNT = itertools.count()


def _good(path):
    yield {"headline": path.read_text()}


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda path: [], "found no article"),
        (lambda path: [("a", "b")], "yield a dict"),
        (lambda path: [{"title": "a"}], "has no headline, standfirst, body; its keys are title"),
        (lambda path: [{"body": "a", "published": 2021}], "published must be a text or a datetime"),
        (lambda path: [{"body": "a", "source": 5}], "source must be a text"),
        (lambda path: [{"body": f"number {next(COUNT)}"}], "something else"),
        (lambda path: [{"body": path.read_text().split("|")[1]}], "raised IndexError"),
        (lambda path: [tk.Member("a", path)], "opens=True"),
    ],
)
def test_what_a_reader_must_not_do(tmp_path, read, message):
    path = tmp_path / "a.odd"
    path.write_text("one|two|three")
    with pytest.raises(ContractBroken, match=message):
        check_reader(tk.reader("odd", suffixes=".odd")(read), path)


def test_a_reader_leaves_the_files_of_others_alone(tmp_path):
    (tmp_path / "a.odd").write_text("one")
    with pytest.raises(ContractBroken, match=r"takes article\.txt, too"):
        check_reader(tk.reader("odd", suffixes=(".odd", ".txt"))(_good), tmp_path / "a.odd")
    with pytest.raises(ContractBroken, match="does not take"):
        check_reader(tk.reader("odd", suffixes=".other")(_good), tmp_path / "a.odd")
    assert check_reader(tk.reader("odd", suffixes=".odd")(_good), tmp_path / "a.odd")["headline"].tolist() == ["one"]


def test_a_reader_says_which_files_are_its_own():
    with pytest.raises(ValueError, match="suffixes, starts, or both"):
        tk.reader("odd")


def test_a_reader_takes_the_place_of_one_of_the_same_name(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nOne,Two\n")
    mine = tk.reader("csv", suffixes=".csv")(_good)
    assert tk.load(tmp_path, plugins=[mine])["headline"].tolist() == ["title,text\nOne,Two\n"]


def test_a_reader_may_take_an_archive_as_a_whole(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.txt", "One\n\nThe mayor said on Monday that the bridge would be closed.")
    mine = tk.Reader("whole", lambda path, head: path.suffix == ".zip", lambda path, options: [{"body": path.name}])
    assert tk.load(tmp_path, plugins=[mine])["body"].tolist() == ["a.zip"]


def test_a_reader_that_fails_to_look_leaves_the_file_to_the_others(tmp_path):
    (tmp_path / "a.txt").write_text("Good news\n\nThe bridge is open, the mayor said on Tuesday.\n")
    bad = tk.Reader("odd", accepts=lambda path, head: head[999] == 0, read=lambda path, options: [])
    articles = tk.load(tmp_path, plugins=[bad])
    assert articles["headline"].tolist() == ["Good news"]
    assert "'odd' could not look at it: IndexError" in articles.attrs["report"]["message"].iloc[0]


def test_what_a_reader_yields_against_the_rules_costs_its_file(tmp_path):
    (tmp_path / "a.odd").write_text("one")
    (tmp_path / "b.txt").write_text("Good news\n\nThe bridge is open, the mayor said on Tuesday in the town hall.\n")
    bad = tk.reader("odd", suffixes=".odd")(lambda path: [5])
    articles = tk.load(tmp_path, plugins=[bad])
    assert articles["headline"].tolist() == ["Good news"]
    assert "yielded int, where a dict" in articles.attrs["report"].query("outcome == 'skipped'")["message"].iloc[0]
