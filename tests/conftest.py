"""What the tests of the core and of the whole share."""

import os
from pathlib import Path

import matplotlib
import pytest

import toolkit as tk

matplotlib.use("Agg")
os.environ["PRESS_TOOLKIT_PLUGINS"] = os.devnull + ".none"  # not the choices of whoever runs the tests

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_5b999d3afd71cdd2.txt"
SAMPLE = ROOT / "seeds" / "sample"
SHARED = ROOT.parent / "shared" / "data"
TARGETS = ["unilateral concessions", "sanctions", "ceasefire"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The public data sets beside the repository."""
    if not SHARED.is_dir():
        why = f"the public data sets are not at {SHARED}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return SHARED


@pytest.fixture(scope="session")
def seed() -> tk.Study:
    """The seed article, analysed."""
    return tk.analyze(tk.load(SEED), targets=["unilateral concessions"], progress=False)


@pytest.fixture(scope="session")
def sample() -> tk.Study:
    """The sample corpus, analysed."""
    return tk.analyze(tk.load(SAMPLE, progress=False), targets=TARGETS, progress=False)


@pytest.fixture(scope="session")
def wikinews(shared) -> tk.Study:
    """124 Wikinews articles, analysed."""
    articles = tk.load(shared / "wikinews" / "wikinews_2020.csv")
    return tk.analyze(articles, targets=["government", "police", "election"], progress=False)


def article(body: str, headline: str = "News from the valley", **columns: object) -> tk.Study:
    """Articles of one pasted text."""
    return tk.load(f"{headline}\n\n{body}\n", progress=False).assign(**columns)
