"""The template of plugins: what it makes installs, is listed, and passes its own tests and the style checks."""

import subprocess
import sys
import tomllib
import zipfile

import hatchling.build
import pytest
from click.testing import CliRunner

from tests.conftest import as_a_new_process_finds_them
from toolkit.commands import app
from toolkit.scaffold import KINDS, new_plugin


@pytest.fixture
def tested(monkeypatch, capsys):
    """Runs the tests of a plugin, all of which must pass, and gives what pytest prints."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run(root):
        monkeypatch.chdir(root)
        done = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler"])
        said = capsys.readouterr().out
        assert done == pytest.ExitCode.OK, said
        return said

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_works(kind, tmp_path, site, monkeypatch, tested):
    done = CliRunner().invoke(app, ["new-plugin", f"my-{kind}", "--kind", kind, "--folder", str(tmp_path)])
    assert done.exit_code == 0, done.output
    root = tmp_path / f"toolkit-my-{kind}"
    made = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    module = f"toolkit_my_{kind}"
    assert made == {
        "pyproject.toml", "README.md", "LICENSE", ".gitignore", ".github/workflows/test.yml",
        f"{module}/__init__.py", f"tests/test_my_{kind}.py",
    }  # fmt: skip
    assert not [path for path in root.rglob("*") if path.is_file() and "$" in path.read_text(encoding="utf-8")]

    # its wheel, unpacked where packages are installed, as pip does it
    monkeypatch.chdir(root)
    with zipfile.ZipFile(tmp_path / hatchling.build.build_wheel(str(tmp_path))) as wheel:
        wheel.extractall(site)
    as_a_new_process_finds_them()
    assert " passed" in tested(root)
    assert sys.modules[module].__file__ == str(site / module / "__init__.py")
    listed = CliRunner().invoke(app, ["plugins"]).output
    line = next(line for line in listed.splitlines() if f"  my_{kind} " in line)
    assert f"toolkit-my-{kind} 0.1.0" in line
    checked = subprocess.run([sys.executable, "-m", "ruff", "check"], cwd=root, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


HEDGES = '''
import numpy as np
import toolkit as tk


@tk.analyzer("hedges", columns={"word": "string"}, version="1")
def hedges(document):
    """Words that "hedge"."""
    for row in document.find("may"):
        yield {**row, "word": "may"}


hedged = tk.Chart("hedged", "Hedged", lambda study, ax=None: ax)
'''


def test_a_file_becomes_a_package_as_it_stands(tmp_path, site, monkeypatch, tested):
    source = tmp_path / "hedges.py"
    source.write_text(HEDGES, encoding="utf-8")
    done = CliRunner().invoke(
        app, ["new-plugin", "hedges", "--from", str(source), "--folder", str(tmp_path)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    root = tmp_path / "toolkit-hedges"
    assert (root / "toolkit_hedges" / "__init__.py").read_text(encoding="utf-8") == HEDGES
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["description"] == 'Words that "hedge".'
    assert [name.partition(">")[0] for name in project["dependencies"]] == ["press-toolkit", "numpy"]
    monkeypatch.syspath_prepend(root)
    assert "1 passed" in tested(root)


@pytest.mark.parametrize(
    "kind, code, message",
    [
        ("panel", HEDGES, "defines no panel"),
        ("analyzer", "import nothing_of_this_name", "No module named 'nothing_of_this_name'"),
        ("analyzer", None, "no plugin file"),
        ("reader", HEDGES, "tested on a file of its kind"),
    ],
)
def test_a_file_that_cannot_become_one(kind, code, message, tmp_path):
    source = tmp_path / "source.py"
    if code is not None:
        source.write_text(code, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        new_plugin("hedges", kind, tmp_path, source)
    assert not (tmp_path / "toolkit-hedges").exists()


@pytest.mark.parametrize("name", ["", "My", "3d", "a b", "class", "a--b", "../x"])
def test_a_name_that_cannot_be(name, tmp_path):
    with pytest.raises(ValueError, match="small letters, digits and hyphens"):
        new_plugin(name, "analyzer", tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path):
    new_plugin("toolkit-hedges", "analyzer", tmp_path)
    done = CliRunner().invoke(app, ["new-plugin", "hedges", "--folder", str(tmp_path)])
    assert done.exit_code == 1 and "toolkit-hedges is there already" in done.output
    with pytest.raises(ValueError, match="no kind 'thing'; there are analyzer"):
        new_plugin("x", "thing", tmp_path)
