"""Names merged, split and typed by hand in JupyterLab, as a reader would do it."""

import re

import pytest
from playwright.sync_api import Locator, expect

import toolkit as tk
from tests.browser.lab import explorer
from tests.browser.test_explore import STUDY, choose, tab, total

pytestmark = pytest.mark.browser


def panel(view: Locator) -> Locator:
    return view.locator(".widget-tab-contents > *:visible")


def find(view: Locator, name: str) -> None:
    """Looks for a name and chooses it."""
    search = panel(view).get_by_placeholder("Find a name…")
    search.fill(name)
    search.press("Enter")
    cell = panel(view).locator(f".slick-cell.l0:has-text('{name}')").first
    cell.click()
    expect(panel(view).locator("b").first).to_have_text(name)


def test_a_name_is_merged_and_everything_follows(run, folder):
    page = run(
        "names", STUDY + "view = tk.explore(study)\nview", "print(sorted(set(view.study.quotes['speaker']))[:2])"
    )
    view = explorer(page)
    choose(view, "speaker", "Ruth Reyne")
    before = total(view)
    tab(view, "Names")
    find(view, "Ruth Reyne")
    panel(view).get_by_placeholder("another name, or one of the list").fill("A. Reyne")
    panel(view).get_by_role("button", name="Rename or merge").click()
    expect(view.locator("[role=status]", has_text="is “A. Reyne” now")).to_be_visible()
    expect(view.locator(".ptk-chips button")).to_have_text("× A. Reyne")
    assert total(view) == before
    expect(view.locator(".ptk-table:visible .slick-cell.l2").last).to_have_text("A. Reyne")

    find(view, "Daniel Reyne")
    panel(view).get_by_placeholder("another name, or one of the list").fill("A. Reyne")
    panel(view).get_by_role("button", name="Rename or merge").click()
    expect(view.locator(".ptk-lines li")).to_have_count(2)
    assert total(view) > before
    tab(view, "Speakers")
    expect(view.locator(".ptk-chart:visible .ptk-region")).to_have_count(1)
    tab(view, "Names")
    panel(view).get_by_role("button", name="Save", exact=True).click()
    expect(view.locator("[role=status]", has_text="Saved 2 lines in aliases.csv")).to_be_visible()
    lines = tk.Aliases.read(folder / "notebooks" / "aliases.csv").lines
    assert [(line.name, line.entity) for line in lines] == [("Ruth Reyne", "A. Reyne"), ("Daniel Reyne", "A. Reyne")]
    panel(view).get_by_role("button", name="Undo").click()
    expect(view.locator(".ptk-lines li")).to_have_count(1)
    assert total(view) == before


def test_markup_in_names_is_shown_as_text(run):
    code = (
        "import toolkit as tk, pandas as pd\n"
        "name = '<img src=x onerror=\"document.title=1\">'\n"
        "table = pd.DataFrame({'headline': ['News'], 'body': ['Mayor Anna Berg said that the road was closed.']})\n"
        "study = tk.analyze(tk.load(table, progress=False), only=['quotes'], progress=False)\n"
        "study = study.with_aliases(tk.Aliases().add('Anna Berg', name))\n"
        "tk.edit_names(study, 'no-such.csv')"
    )
    page = run("markup", code)
    view = page.locator(".press-toolkit").first
    view.locator(".slick-cell.l0").first.click()
    expect(view.locator("b").first).to_have_text(re.compile("<img src=x"))
    expect(view.locator(".ptk-lines li")).to_contain_text("Anna Berg → <img")
    assert view.locator("img").count() == 0
    assert page.title() != "1"
