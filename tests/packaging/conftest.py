"""Environments with nothing in them but wheels built from the repository and what these declare."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

BIN = Path(sys.executable).parent
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))
EXAMPLES = sorted(path.parent for path in (ROOT / "plugins" / "examples").glob("*/pyproject.toml"))


def said(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints; fails with it where the command fails."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, cwd=cwd, env={**kept, **environment}, timeout=1_500
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-6_000:]}\n{done.stderr[-6_000:]}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of every distribution of the repository."""
    folder = tmp_path_factory.mktemp("wheels")
    for source in (ROOT, *PLUGINS, *EXAMPLES):
        said(BIN / "uv", "build", "-q", "--wheel", "--no-build-isolation", "--python", sys.executable, "-o", folder,
             source, cwd=folder)  # fmt: skip
    return folder


@pytest.fixture
def environment(wheels: Path, tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Makes a fresh environment with some requirements and gives its Python; skips where no registry answers."""
    folder = tmp_path / "environment"

    def make(*requirements: str) -> Path:
        said(BIN / "uv", "venv", "-q", "--python", sys.executable, folder, cwd=tmp_path)
        python = folder / "bin" / "python"
        command = [BIN / "uv", "pip", "install", "-q", "--python", python, "-c", ROOT / "constraints.txt",
                   "--find-links", wheels, *requirements]  # fmt: skip
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=tmp_path, timeout=900)
        if done.returncode and re.search(r"connect|dns|resolve host|offline|timed out", done.stderr, re.IGNORECASE):
            why = f"no package registry answers: {done.stderr.strip()[-200:]}"
            pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
        assert done.returncode == 0, done.stderr
        return python

    yield make
    shutil.rmtree(folder, ignore_errors=True)
