"""The studies of the whole: what the shipped plugins find; and the site, which runs the notebooks."""

import subprocess
import sys
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT, SEED, Once


@pytest.fixture(scope="session")
def seed() -> tk.Study:
    """The seed article, analysed."""
    return tk.analyze(tk.load(SEED), targets=["unilateral concessions"], progress=False)


@pytest.fixture(scope="session")
def sample(saved: Path) -> tk.Study:
    """The sample corpus, analysed."""
    return tk.open_study(saved)


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The documentation as `make docs` builds it: pages in html, notebooks as they were run in jupyter_execute, and
    warnings.txt, which is empty where all went well.
    """

    def build(folder: Path) -> None:
        options = ["-q", "-W", "--keep-going", "-w", folder / "warnings.txt", "-d", folder / "doctrees"]
        command = [sys.executable, "-m", "sphinx", *options, "-c", ROOT / "docs", ROOT, folder / "html"]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stdout + done.stderr[-6_000:]  # 1: there are warnings

    return once("site", build)
