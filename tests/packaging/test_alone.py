"""What is built installs in a fresh environment and works there: the core without any plugin, and the plugins."""

import re
import shutil
import tomllib

from tests.conftest import SEED
from tests.packaging.conftest import EXAMPLES, PLUGINS, said

LISTED = "from importlib.metadata import distributions; print(sorted(d.name for d in distributions()))"
EVERY_MODULE = """
import importlib, pkgutil, toolkit
names = [one.name for one in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if ".templates" not in one.name]
for name in names:
    importlib.import_module(name)
print(len(names), "modules")
"""


def distribution(folder):
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]


def test_the_core_needs_no_plugin(environment, tmp_path):
    python = environment("press-toolkit")
    assert "toolkit-" not in said(python, "-c", LISTED, cwd=tmp_path)
    assert int(said(python, "-c", EVERY_MODULE, cwd=tmp_path).split()[0]) > 100
    command = python.parent / "toolkit"
    assert "analyze" in said(command, "--help", cwd=tmp_path)
    assert "top_speakers" in said(command, "plugins", cwd=tmp_path)
    loads = f"import toolkit as tk; print(tk.load({str(SEED)!r})['headline'].item())"
    assert "Moscow working to hasten" in said(python, "-c", loads, cwd=tmp_path)


def assert_tests_pass(folders, environment, tmp_path, least):
    """Runs the tests of some distributions where nothing else is installed than what they declare."""
    python = environment(*map(distribution, folders), "pytest")
    for folder in folders:
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("toolkit_*", ".*", "__pycache__"))
    command = (python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib")
    told = said(*command, *(folder.name for folder in folders), cwd=tmp_path)
    found = re.search(r"(\d+) passed", told.splitlines()[-1])
    assert found and int(found[1]) > least, told


def test_the_plugins_need_what_they_declare(environment, tmp_path):
    assert_tests_pass(PLUGINS, environment, tmp_path, least=100)


def test_the_examples_need_what_they_declare(environment, tmp_path):
    assert_tests_pass(EXAMPLES, environment, tmp_path, least=10)
