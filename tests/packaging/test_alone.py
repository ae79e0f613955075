"""Each distribution's tests pass with nothing installed but what it declares, and the core's with no plugin."""

import re
import shutil
import tomllib

import pytest

from tests.conftest import ROOT
from tests.packaging.conftest import EXAMPLES, PLUGINS, said

GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
LISTED = "from importlib.metadata import distributions; print(sorted(d.name for d in distributions()))"
NO_PACKAGE = shutil.ignore_patterns("toolkit", "plugins", ".*", "__pycache__", "whole", "browser", "packaging", "runs")


def passed(output: str) -> int:
    found = re.search(r"(\d+) passed", output.splitlines()[-1])
    assert found, output
    return int(found[1])


def distribution(folder):
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]


def test_the_core_needs_no_plugin(environment, tmp_path):
    python = environment("press-toolkit", "ruff", *GROUPS["test"], *GROUPS["build"])
    assert "toolkit-" not in said(python, "-c", LISTED, cwd=tmp_path)
    root = tmp_path / "main"
    shutil.copytree(ROOT, root, ignore=NO_PACKAGE)
    if (ROOT.parent / "shared").is_dir():
        (tmp_path / "shared").symlink_to(ROOT.parent / "shared")
    assert passed(said(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=root)) > 500


@pytest.mark.parametrize("plugin", [*PLUGINS, *EXAMPLES], ids=distribution)
def test_a_plugin_needs_what_it_declares(plugin, environment, tmp_path):
    python = environment(distribution(plugin), "pytest")
    root = tmp_path / plugin.name
    shutil.copytree(plugin, root, ignore=shutil.ignore_patterns("toolkit_*", ".*", "__pycache__"))
    assert passed(said(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", root / "tests", cwd=root)) > 1
