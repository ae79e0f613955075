"""The studies of the whole: what the shipped plugins find."""

from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import SAMPLE, SEED, TARGETS


@pytest.fixture(scope="session")
def seed() -> tk.Study:
    """The seed article, analysed."""
    return tk.analyze(tk.load(SEED), targets=["unilateral concessions"], progress=False)


@pytest.fixture(scope="session")
def sample() -> tk.Study:
    """The sample corpus, analysed."""
    return tk.analyze(tk.load(SAMPLE, progress=False), targets=TARGETS, progress=False)


@pytest.fixture(scope="session")
def wikinews(shared: Path) -> tk.Study:
    """124 Wikinews articles, analysed."""
    articles = tk.load(shared / "wikinews" / "wikinews_2020.csv")
    return tk.analyze(articles, targets=["government", "police", "election"], progress=False)
