"""Exporters, and lists of targets and aliases, of a plugin: asked for by name."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

import toolkit as tk
from tests.conftest import article
from toolkit.commands import app

PEACE = tk.TargetList("peace", {"ceasefire": ["truce"], "talks": ()})
TRADE = tk.TargetList("trade", ["tariffs"])
LEADERS = tk.AliasList("leaders", tk.Aliases().add("Ann Lee", "Ann Lee (mayor)"))
PLUGIN = """
import toolkit as tk

@tk.hookimpl
def toolkit_target_lists():
    return [tk.TargetList("peace", ["talks"], "Words for peace.")]

@tk.hookimpl
def toolkit_alias_lists():
    return [tk.AliasList("leaders", tk.Aliases().add("Ann Lee", "Ann Lee (mayor)"))]

@tk.analyzer("words", columns={"target": "string"})
def words(document, *, targets: list[str] = ()):
    for target in targets:
        for row in document.find(target):
            yield {**row, "target": target}

@tk.analyzer("quotes", makes={"quotes": tk.Table({"speaker": "string"})})
def names(document):
    for row in document.find("Ann Lee"):
        yield {**row, "speaker": "Ann Lee"}
"""


@tk.analyzer("asked", columns={"asked": "string"})
def asked(document, *, targets=()):
    yield {**document.span("body", 0, 1), "asked": json.dumps(targets)}


@pytest.mark.parametrize(
    ("targets", "means"),
    [
        ("list:peace", {"ceasefire": ["truce"], "talks": []}),
        (["list:trade", "the budget"], ["tariffs", "the budget"]),
        (["list:trade", "list:peace"], {"tariffs": [], "ceasefire": ["truce"], "talks": []}),
        ("the list", "the list"),
        (["a", "b"], ["a", "b"]),
        ({"list:x": "y"}, {"list:x": "y"}),
    ],
)
def test_a_target_may_name_a_list(targets, means):
    study = tk.analyze(article("A body."), plugins=[asked, PEACE, TRADE], only="asked", targets=targets, progress=False)
    assert json.loads(study.asked["asked"].iloc[0]) == means


def test_a_list_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(ValueError, match="No plugin has a list of targets named 'pease'; there are: .*peace"):
        tk.analyze(article("A body."), plugins=[asked, PEACE], only="asked", targets="list:pease", progress=False)
    with pytest.raises(ValueError, match="No plugin has a list of aliases named 'x'"):
        tk.analyze(article("A body."), aliases="list:x", plugins=[asked], only="asked", progress=False)


def test_aliases_of_lists_files_and_tables_one_behind_the_other(tmp_path):
    (tmp_path / "mine.csv").write_text("Ann Lee,A. Lee\n")

    @tk.analyzer("quotes", makes={"quotes": tk.Table({"speaker": "string"})})
    def names(document):
        yield {**document.span("body", 0, 7), "speaker": "Ann Lee"}

    def speaker(aliases):
        study = tk.analyze(
            article("Ann Lee."), plugins=[names, LEADERS], only="quotes", aliases=aliases, progress=False
        )
        return study.quotes["speaker"].tolist()

    assert speaker("list:leaders") == ["Ann Lee (mayor)"]
    assert speaker(["list:leaders", tmp_path / "mine.csv"]) == ["A. Lee"]
    assert speaker([tmp_path / "mine.csv", "list:leaders"]) == ["Ann Lee (mayor)"]


def test_on_the_command_line(tmp_path):
    (tmp_path / "mine.py").write_text(PLUGIN)
    (tmp_path / "a.txt").write_text("News\n\nThe talks go on, Ann Lee said.\n")
    given = ["analyze", str(tmp_path / "a.txt"), "--plugin", str(tmp_path / "mine.py"), "--out", str(tmp_path / "s")]
    lists = ["--target", "list:peace", "--aliases", "list:leaders", "--only", "words", "--only", "quotes", "--quiet"]
    result = CliRunner().invoke(app, [*given, *lists])
    assert result.exit_code == 0, result.output
    study = tk.open_study(tmp_path / "s")
    assert study.words["target"].tolist() == ["talks"]
    assert study.quotes["speaker"].tolist() == ["Ann Lee (mayor)"]


def test_an_exporter_of_a_plugin_writes_its_suffix(tmp_path):
    @tk.exporter("lines", suffixes=".jsonl")
    def lines(table, path):
        """One JSON object a line."""
        table.to_json(path, orient="records", lines=True, force_ascii=False)

    table = pd.DataFrame({"text": ["“a”", "b"]})
    path = tk.export_table(table, tmp_path / "new" / "t.JSONL", provenance="by a test", plugins=[lines])
    assert pd.read_json(path, lines=True)["text"].tolist() == ["“a”", "b"]
    assert (tmp_path / "new" / "t.JSONL.provenance.txt").read_text() == "by a test\n"
    assert lines.summary == "One JSON object a line."


def test_an_exporter_that_fails_is_told_by_name(tmp_path):
    @tk.exporter("bad", suffixes=".bad")
    def bad(table, path):
        raise KeyError("text")

    with pytest.raises(ValueError, match="The exporter 'bad' failed on t.bad: KeyError: 'text'"):
        tk.export_table(pd.DataFrame(), tmp_path / "t.bad", plugins=[bad])
    with pytest.raises(ValueError, match="Exporter 'bad' must say how the names of its files end"):
        tk.exporter("bad", suffixes="bad")


def test_the_explorer_saves_what_a_plugin_writes(tmp_path):
    @tk.analyzer("quotes", makes={"quotes": tk.Table({"quote_id": "string", "speaker": "string"})})
    def names(document):
        yield {**document.span("body", 0, 7), "speaker": "Ann Lee"}

    @tk.exporter("lines", suffixes=".jsonl")
    def lines(table, path):
        table.to_json(path, orient="records", lines=True)

    from toolkit.plugins import find_plugins
    from toolkit.widgets.export import ExportPanel

    study = tk.analyze(article("Ann Lee."), plugins=[names], only="quotes", progress=False)
    panel = ExportPanel([], find_plugins([lines]).exporters(), [lines], lambda: study)
    panel.folder.value = str(tmp_path)
    assert [name for name, _ in panel.format.options] == ["csv", "xlsx", "parquet", "lines"]
    panel.format.value = ".jsonl"
    assert [path.name for path in panel.save_tables()] == ["articles.jsonl", "quotes.jsonl"]
