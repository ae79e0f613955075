"""What the tests of the core and of the whole share."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from filelock import FileLock

import toolkit as tk
from tests import stand_in, without_plugins
from toolkit.plugins import installed

matplotlib.use("Agg")
os.environ["PRESS_TOOLKIT_PLUGINS"] = os.devnull + ".none"  # not the choices of whoever runs the tests

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_5b999d3afd71cdd2.txt"
SAMPLE = ROOT / "seeds" / "sample"
SHARED = ROOT.parent / "shared" / "data"
TARGETS = ["unilateral concessions", "sanctions", "ceasefire"]

Once = Callable[[str, Callable[[Path], object]], Path]


def is_of_the_core(path: Path) -> bool:
    """Whether a file tests the core, not what lies in folders of its own: the whole, the browser, the packages."""
    return path.parent == ROOT / "tests" and path.suffix == ".py"


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """A file that tests the core is imported without the plugins."""
    if is_of_the_core(collector.path):
        without_plugins.hide()
    try:
        return (yield)
    finally:
        without_plugins.show()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test of the core runs without the plugins, which are shown again before the first test that has them."""
    if is_of_the_core(item.path):
        without_plugins.hide()
    try:
        return (yield)
    finally:
        if nextitem is None or not is_of_the_core(nextitem.path):
            without_plugins.show()


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
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which what lies is installed, for this test only."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    installed.cache_clear()
    yield folder
    installed.cache_clear()
    for name, module in list(sys.modules.items()):
        if Path(getattr(module, "__file__", None) or "").is_relative_to(tmp_path):
            del sys.modules[name]


@pytest.fixture
def install(site: Path) -> Callable[..., None]:
    """Installs a distribution of one module, which is its plugin."""

    def installs(distribution: str, code: str, plugin: str = "mine", requires: str = "press-toolkit>=0.1") -> None:
        module = distribution.replace("-", "_")
        (site / f"{module}.py").write_text(code, encoding="utf-8")
        info = site / f"{module}-1.0.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\nRequires-Dist: {requires}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[toolkit]\n{plugin} = {module}\n", encoding="utf-8")
        as_a_new_process_finds_them()

    return installs


def as_a_new_process_finds_them() -> None:
    """Has the installed plugins looked for and loaded anew, as the next process does."""
    importlib.invalidate_caches()
    installed.cache_clear()


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
