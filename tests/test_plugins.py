"""Plugins: entry points, files, modules and cells, and those that cannot be used."""

import os
import subprocess
import sys
import textwrap
from types import ModuleType

import pytest

import toolkit as tk
from tests.conftest import ROOT, article

ONE = article("Some words in a body.")
PLUGIN = """
import toolkit as tk

@tk.analyzer("first", columns={})
def first(document):
    "The first word."
    yield document.span("body", 0, 4)
"""


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


def in_python(code: str, extra: os.PathLike[str]) -> str:
    environment = {**os.environ, "PYTHONPATH": f"{extra}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def broken_distribution(tmp_path):
    """A distribution whose entry point imports a module that does not exist."""
    info = tmp_path / "broken_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[toolkit]\nbroken = broken_plugin_module\n")
    (tmp_path / "broken_plugin_module.py").write_text("import nothing_of_that_name\n")
    return tmp_path


def test_an_installed_plugin_that_cannot_be_imported_stops_nothing_else(broken_distribution):
    said = in_python(
        """
        import toolkit as tk
        from tests import stand_in
        study = tk.analyze(tk.load("seeds/000_5b999d3afd71cdd2.txt"), plugins=[stand_in], progress=False)
        print(len(study.quotes) > 0, study.problems.to_dict("records"))
        """,
        broken_distribution,
    )
    assert said.startswith("True ")
    assert "'analyzer': 'broken'" in said and "No module named 'nothing_of_that_name'" in said


def test_the_command_line_lists_it_with_its_error(broken_distribution):
    said = in_python(
        "import sys; sys.argv[1:] = ['plugins']; from toolkit.commands import app; app()", broken_distribution
    )
    assert "failed: broken (broken-plugin 1.0): ModuleNotFoundError" in said
    assert "top_speakers" in said


def test_a_cell_that_is_run_again_replaces_its_analyzer():
    said = in_python(
        """
        import toolkit as tk
        one = tk.load("A headline\\n\\nSome words in a body.")
        for end in (4, 10):
            @tk.analyzer("mine", columns={})
            def mine(document):
                yield document.span("body", 0, end)
            print(tk.analyze(one, progress=False).mine["text"].tolist())
        """,
        ROOT,
    )
    assert said.split("\n")[:2] == ["['Some']", "['Some words']"]


def test_a_reader_of_a_plugin_reads_its_format(tmp_path):
    said = in_python(
        f"""
        import pathlib, toolkit as tk
        from toolkit.plugins import installed
        reader = tk.Reader("shout", lambda path, head: path.suffix == ".shout",
                           lambda path, options: iter([{{"headline": path.read_text().upper()}}]))
        module = type(pathlib)("shouting")
        module.toolkit_readers = lambda: [reader]
        installed().manager.register(module, "shouting")
        pathlib.Path({str(tmp_path)!r}, "a.shout").write_text("hello")
        print(tk.load({str(tmp_path)!r})["headline"].tolist())
        """,
        ROOT,
    )
    assert "['HELLO']" in said


@pytest.mark.parametrize(
    ("accepts", "read"),
    [
        ("lambda path, head: {}['x']", "lambda path, options: iter([])"),
        ("lambda path, head: True", "lambda path, options: {}['x']"),
    ],
)
def test_a_reader_that_raises_is_a_row_in_the_report(tmp_path, accepts, read):
    said = in_python(
        f"""
        import pathlib, toolkit as tk
        from toolkit.plugins import installed
        module = type(pathlib)("bad")
        module.toolkit_readers = lambda: [tk.Reader("bad", {accepts}, {read})]
        installed().manager.register(module, "bad")
        pathlib.Path({str(tmp_path)!r}, "a.txt").write_text("hello")
        print(tk.load({str(tmp_path)!r}).attrs["report"]["message"].tolist())
        """,
        ROOT,
    )
    assert "KeyError: 'x'" in said
