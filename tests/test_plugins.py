"""Plugins: entry points, files, modules and cells, and those that cannot be used."""

import importlib
import os
import subprocess
import sys
from types import ModuleType

import pytest

import toolkit as tk
from tests import stand_in, without_plugins
from tests.conftest import SEED, article
from toolkit.plugins.choices import Choices

ONE = article("Some words in a body.")
PLUGIN = """
import toolkit as tk

@tk.analyzer("first", columns={})
def first(document):
    "The first word."
    yield document.span("body", 0, 4)
"""


def test_the_core_is_tested_without_the_plugins_of_the_repository():
    with pytest.raises(ModuleNotFoundError, match="for the core, whose tests need no plugin"):
        importlib.import_module("toolkit_quotes.forms")
    assert tk.list_plugins()["from"].str.startswith("press-toolkit").all()


def test_an_analyzer_in_a_file(tmp_path):
    (tmp_path / "mine.py").write_text(PLUGIN)
    study = tk.analyze(ONE, plugins=[tmp_path / "mine.py"], only="first", progress=False)
    assert study.first["text"].tolist() == ["Some"]
    assert study.provenance["analyzers"][0]["from"].endswith("mine.py")
    assert len(tk.analyze(ONE, plugins=str(tmp_path / "mine.py"), only="first", progress=False).first) == 1


def test_an_analyzer_in_a_module():
    module = ModuleType("a_module")
    exec(PLUGIN, vars(module))
    assert len(tk.analyze(ONE, plugins=[module], only="first", progress=False).first) == 1


def test_an_analyzer_takes_the_place_of_an_installed_one_of_its_name():
    @tk.analyzer("entities", columns={"label": "string"})
    def mine(document):
        yield document.span("body", 0, 4, label="MINE")

    study = tk.analyze(ONE, plugins=[mine], only="entities", progress=False)
    assert study.entities["label"].tolist() == ["MINE"]


def test_a_file_goes_before_a_cell_of_its_name(tmp_path, monkeypatch):
    @tk.analyzer("first", columns={})
    def cell(document):
        yield document.span("body", 0, 10)

    monkeypatch.setattr(sys.modules["__main__"], "first", cell, raising=False)
    assert tk.analyze(ONE, only="first", progress=False).first["text"].tolist() == ["Some words"]
    (tmp_path / "mine.py").write_text(PLUGIN)
    study = tk.analyze(ONE, plugins=[tmp_path / "mine.py"], only="first", progress=False)
    assert study.first["text"].tolist() == ["Some"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import a_module_that_does_not_exist", "cannot be imported: ModuleNotFoundError"),
        ("def broken(:", "cannot be imported: SyntaxError"),
        ("x = 1", "adds nothing: it defines no analyzer"),
        (
            "def toolkit_analyzers():\n    raise RuntimeError('no')",
            "adds nothing: toolkit_analyzers raised RuntimeError: no",
        ),
        ("def toolkit_analyzers():\n    return [3]", "which is not of type Analyzer"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path, code, message):
    (tmp_path / "bad.py").write_text(code)
    with pytest.raises(ValueError, match=message):
        tk.analyze(ONE, plugins=[tmp_path / "bad.py"], progress=False)


def test_what_is_given_twice_is_taken_once(tmp_path):
    (tmp_path / "mine.py").write_text(PLUGIN)

    @tk.analyzer("mine", columns={})
    def mine(document):
        yield document.span("body", 0, 4)

    given = [mine, tmp_path / "mine.py", mine, str(tmp_path / "mine.py")]
    study = tk.analyze(ONE, plugins=given, only=["first", "mine"], progress=False)
    assert (len(study.first), len(study.mine)) == (1, 1)


def test_two_that_are_given_with_one_name_are_both_named():
    def make(end):
        @tk.analyzer("mine", columns={})
        def mine(document):
            yield document.span("body", 0, end)

        return mine

    with pytest.raises(ValueError, match=r"Two analyzers are named 'mine': .*make.* and .*make"):
        tk.analyze(ONE, plugins=[make(3), make(4)], only="mine", progress=False)


def test_what_is_no_plugin():
    with pytest.raises(ValueError, match=r"no plugin file nowhere\.py"):
        tk.analyze(ONE, plugins=["nowhere.py"])
    with pytest.raises(ValueError, match="must be an analyzer, a module or the path"):
        tk.analyze(ONE, plugins=[3])


BROKEN = "import nothing_of_that_name"


def test_an_installed_plugin_that_cannot_be_imported_stops_nothing_else(install):
    install("broken-plugin", BROKEN, "broken")
    study = tk.analyze(tk.load(SEED), plugins=[stand_in], progress=False)
    assert len(study.quotes) > 0
    (problem,) = study.problems.to_dict("records")
    assert problem["analyzer"] == "broken" and "No module named 'nothing_of_that_name'" in problem["message"]


def test_the_command_line_lists_it_with_its_error(install, site, choices):
    install("broken-plugin", BROKEN, "broken")
    Choices(disabled=tuple(without_plugins.DISTRIBUTIONS)).write()
    command = [sys.executable, "-m", "toolkit.commands", "plugins"]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "failed: broken (broken-plugin 1.0): ModuleNotFoundError" in done.stderr
    assert "top_speakers" in done.stdout


CELL = """
@tk.analyzer("mine", columns={{}})
def mine(document):
    yield document.span("body", 0, {end})
"""


def test_a_cell_that_is_run_again_replaces_its_analyzer(monkeypatch):
    notebook = ModuleType("__main__")
    notebook.tk = tk
    monkeypatch.setitem(sys.modules, "__main__", notebook)
    for end, text in ((4, "Some"), (10, "Some words")):
        exec(CELL.format(end=end), vars(notebook))
        assert tk.analyze(ONE, progress=False).mine["text"].tolist() == [text]


READER = """
import toolkit as tk
mine = tk.Reader("mine", lambda path, head: {accepts}, lambda path, options: {read})
"""


def test_a_reader_of_a_plugin_reads_its_format(install, tmp_path):
    read = "iter([{'headline': path.read_text().upper()}])"
    install("toolkit-shout", READER.format(accepts="path.suffix == '.shout'", read=read))
    (tmp_path / "a.shout").write_text("hello")
    assert tk.load(tmp_path / "a.shout")["headline"].tolist() == ["HELLO"]


@pytest.mark.parametrize(("accepts", "read"), [("{}['x']", "iter([])"), ("True", "{}['x']")])
def test_a_reader_that_raises_is_a_row_in_the_report(install, tmp_path, accepts, read):
    install("toolkit-bad", READER.format(accepts=accepts, read=read))
    (tmp_path / "a.txt").write_text("hello")
    report = tk.load(tmp_path / "a.txt").attrs["report"]
    assert "KeyError: 'x'" in report["message"].str.cat(sep=" ")
