"""What is built is complete, and works where nothing is installed but that and what it declares.

What is imported and not declared is found by deptry (make check), so plugins share an environment here.
"""

import re
import shutil
import tomllib
import zipfile

import pytest

from tests.conftest import ROOT, SEED
from tests.packaging.conftest import EXAMPLES, PLUGINS, said

LISTED = "from importlib.metadata import distributions; print(sorted(d.name for d in distributions()))"
IMPORTED = """
import importlib, pkgutil, toolkit
modules = [found.name for found in pkgutil.walk_packages(toolkit.__path__, "toolkit.")]
for name in modules:
    if not name.endswith(".__main__"):
        importlib.import_module(name)
print(len(modules), "modules")
"""
LOADED = "import sys, toolkit as tk; print(tk.load(sys.argv[1], progress=False)['headline'].item())"


def passed(output: str) -> int:
    found = re.search(r"(\d+) passed", output.splitlines()[-1])
    assert found, output
    return int(found[1])


def distribution(folder):
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]


def files_of(package):
    return {path.relative_to(package.parent).as_posix() for path in package.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip


@pytest.mark.parametrize("folder", [ROOT, *PLUGINS, *EXAMPLES], ids=distribution)
def test_a_wheel_holds_every_file_of_its_package(folder, wheels):
    name = distribution(folder).replace("-", "_")
    (wheel,) = wheels.glob(f"{name}-*.whl")
    package = folder / ("toolkit" if folder == ROOT else name)
    with zipfile.ZipFile(wheel) as packed:
        held = {path for path in packed.namelist() if ".dist-info/" not in path}
    assert held == files_of(package)


def test_the_core_works_with_no_plugin(environment, tmp_path):
    python = environment("press-toolkit")
    assert "toolkit-" not in said(python, "-c", LISTED, cwd=tmp_path).replace("press-toolkit", "")
    modules = said(python, "-c", IMPORTED, cwd=tmp_path)
    assert int(re.search(r"(\d+) modules", modules)[1]) > 100
    assert "Moscow" in said(python, "-c", LOADED, SEED, cwd=tmp_path)
    command = python.parent / "toolkit"
    assert "analyze" in said(command, "--help", cwd=tmp_path)
    listed = said(command, "plugins", cwd=tmp_path)
    assert "top_speakers" in listed and "failed" not in listed


def count_passed(python, folders, tmp_path):
    """How many of the distributions' own tests pass, which do not see the code in the repository."""
    root = tmp_path / "tests"
    for folder in folders:
        only_tests = shutil.ignore_patterns("toolkit_*", ".*", "__pycache__")
        shutil.copytree(folder, root / distribution(folder), ignore=only_tests)
    return passed(said(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", ".",
                       cwd=root))  # fmt: skip


def test_the_plugins_work_with_what_they_declare(environment, tmp_path):
    python = environment(*map(distribution, PLUGINS), "pytest")
    assert count_passed(python, PLUGINS, tmp_path) > 100


def test_the_examples_work_with_what_they_declare(environment, tmp_path):
    python = environment(*map(distribution, EXAMPLES), "pytest")
    assert count_passed(python, EXAMPLES, tmp_path) > 10
