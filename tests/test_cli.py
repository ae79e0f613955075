"""The command line."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

import toolkit as tk
from tests.conftest import ROOT, SAMPLE, SEED
from toolkit.commands import app

runner = CliRunner()
STAND_IN = ["--plugin", str(ROOT / "tests" / "stand_in.py")]


def test_analyze_writes_the_tables(tmp_path):
    out = tmp_path / "study"
    arguments = [
        "analyze",
        str(SEED),
        str(SAMPLE),
        *STAND_IN,
        "--target",
        "unilateral concessions",
        "--out",
        str(out),
        "--quiet",
    ]
    done = runner.invoke(app, arguments)
    assert done.exit_code == 0, done.output
    names = {path.name for path in out.iterdir()}
    tables = {"articles", "quotes", "entities", "stances", "problems"}
    assert {f"{name}.parquet" for name in tables} | {"provenance.json"} <= names
    assert len(pd.read_parquet(out / "stances.parquet")) >= 10
    assert json.loads((out / "provenance.json").read_text())["rows"]["quotes"] == len(tk.open_study(out).quotes)
    assert "quotes: " in done.output


def test_aliases_are_applied(tmp_path):
    path = tk.Aliases().add("Foreign Ministry", "Ministry of Russia").write(tmp_path / "aliases.csv")
    out = tmp_path / "study"
    arguments = [
        "analyze",
        str(SEED),
        *STAND_IN,
        "--only",
        "quotes",
        "--aliases",
        str(path),
        "--out",
        str(out),
        "--quiet",
    ]
    done = runner.invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "Ministry of Russia" in set(tk.open_study(out).quotes["speaker"])


def test_analyze_with_a_plugin_of_ones_own(tmp_path):
    (tmp_path / "mine.py").write_text(
        "import toolkit as tk\n@tk.analyzer('mine', columns={})\ndef mine(document):\n    yield document.span('body', 0, 4)\n"
    )
    arguments = ["analyze", str(SEED), "--plugin", str(tmp_path / "mine.py"), "--only", "mine", "--quiet"]
    done = runner.invoke(app, [*arguments, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert len(pd.read_parquet(tmp_path / "out" / "mine.parquet")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no file or folder 'nowhere'"),
        ([str(SEED), "--plugin", "nowhere.py"], "no plugin file nowhere.py"),
        ([str(SEED), "--aliases", "nowhere.csv"], "nowhere.csv"),
        ([str(SEED), *STAND_IN, "--only", "quots"], "Did you mean 'quotes'"),
    ],
)
def test_a_mistake_ends_in_one_sentence(tmp_path, arguments, message):
    done = runner.invoke(app, ["analyze", *arguments, "--out", str(tmp_path / "x"), "--quiet"])
    assert done.exit_code == 1
    assert message in done.output and "Traceback" not in done.output


def test_skipped_files_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("A headline\n\nThe mayor said that the bridge was safe and would stay so.")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    done = runner.invoke(app, ["analyze", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"])
    assert done.exit_code == 0 and "skipped" in done.output and "binary data" in done.output


def test_plugins_are_listed():
    done = runner.invoke(app, ["plugins"])
    assert done.exit_code == 0
    assert "statements_over_time" in done.output and "press-toolkit" in done.output


def test_help_is_worth_reading():
    assert "Who said what about X" in runner.invoke(app, ["--help"]).output
    help_text = runner.invoke(app, ["analyze", "--help"]).output
    assert "provenance.json" in help_text and "Example: toolkit analyze" in help_text


def test_lab_names_a_notebook_that_is_not_there(tmp_path):
    done = runner.invoke(app, ["lab", str(tmp_path / "none.ipynb")])
    assert done.exit_code == 1 and "no notebook" in done.output
