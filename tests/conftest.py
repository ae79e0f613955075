"""What the tests of the core and of the whole share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from filelock import FileLock

import toolkit as tk
from tests import stand_in
from toolkit.plugins import installed

matplotlib.use("Agg")
os.environ["PRESS_TOOLKIT_PLUGINS"] = os.devnull + ".none"  # not the choices of whoever runs the tests

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_5b999d3afd71cdd2.txt"
SAMPLE = ROOT / "seeds" / "sample"
SHARED = ROOT.parent / "shared" / "data"
TARGETS = ["unilateral concessions", "sanctions", "ceasefire"]

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The public data sets beside the repository."""
    if not SHARED.is_dir():
        why = f"the public data sets are not at {SHARED}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return SHARED


@pytest.fixture(scope="session")
def seed() -> tk.Study:
    """The seed article, analysed by the stand-in."""
    return analyzed(tk.load(SEED), ["unilateral concessions"])


@pytest.fixture(scope="session")
def sample() -> tk.Study:
    """The sample corpus, analysed by the stand-in."""
    return analyzed(tk.load(SAMPLE, progress=False), TARGETS)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives a folder by its name. What is to be in it is made by whichever test asks first, in whichever process of
    pytest-xdist; the others wait for it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made_once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                made = tmp_path_factory.mktemp(name)
                make(made)
                made.rename(folder)
        return folder

    return made_once


@pytest.fixture(scope="session")
def saved(once: Once) -> Path:
    """The sample corpus, analysed by the installed plugins and saved: the folder of the study."""

    def save(folder: Path) -> None:
        tk.analyze(tk.load(SAMPLE, progress=False), targets=TARGETS, progress=False).save(folder)

    return once("study", save)


def analyzed(articles: pd.DataFrame, targets: list[str], **how: object) -> tk.Study:
    """A study with statements, names and stances, made by no plugin that is installed."""
    only = ["entities", "quotes", "sentiment"]
    return tk.analyze(articles, plugins=[stand_in], only=only, targets=targets, progress=False, **how)


@pytest.fixture
def choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of choices of this test's own."""
    path = tmp_path / "config" / "plugins.json"
    monkeypatch.setenv("PRESS_TOOLKIT_PLUGINS", str(path))
    installed.cache_clear()
    yield path
    installed.cache_clear()


def article(body: str, headline: str = "News from the valley", **columns: object) -> tk.Study:
    """Articles of one pasted text."""
    return tk.load(f"{headline}\n\n{body}\n", progress=False).assign(**columns)
