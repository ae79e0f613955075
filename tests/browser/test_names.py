"""Names merged, split and typed by hand in JupyterLab, as a reader would do it."""

import re

import pytest
from playwright.sync_api import Locator, expect

import toolkit as tk
from tests.browser.lab import STUDY
from tests.browser.parts import chart, choose, column, expect_total, explorer, grid, tab, total

pytestmark = pytest.mark.browser


def find(names: Locator, name: str) -> None:
    """Looks for a name and chooses it."""
    search = names.get_by_placeholder("Find a name…")
    search.fill(name)
    search.press("Enter")
    found = column(grid(names, "Names"), "Name")
    expect(found).to_have_text([name])
    found.click()
    expect(names.locator("b").first).to_have_text(name)


def test_a_name_is_merged_and_everything_follows(run, folder):
    view = explorer(run("names", STUDY + "tk.explore(study)"))
    choose(view, "speaker", "Ruth Reyne")
    before = total(view)
    names = tab(view, "Names")
    lines = names.locator(".ptk-lines li")
    find(names, "Ruth Reyne")
    names.get_by_placeholder("another name, or one of the list").fill("A. Reyne")
    names.get_by_role("button", name="Rename or merge").click()
    expect(view.locator("[role=status]", has_text="is “A. Reyne” now")).to_be_visible()
    expect(view.locator(".ptk-chips button")).to_have_text("× A. Reyne")
    expect_total(view, before)
    expect(column(grid(view, "Statements"), "Speaker").last).to_have_text("A. Reyne")

    find(names, "Daniel Reyne")
    names.get_by_placeholder("another name, or one of the list").fill("A. Reyne")
    names.get_by_role("button", name="Rename or merge").click()
    expect(lines).to_have_count(2)
    assert total(view) > before
    tab(view, "Speakers")
    expect(chart(view).locator(".ptk-region")).to_have_count(1)
    tab(view, "Names")
    names.get_by_role("button", name="Save", exact=True).click()
    expect(view.locator("[role=status]", has_text="Saved 2 lines in aliases.csv")).to_be_visible()
    written = tk.Aliases.read(folder / "notebooks" / "aliases.csv").lines
    assert [(line.name, line.entity) for line in written] == [("Ruth Reyne", "A. Reyne"), ("Daniel Reyne", "A. Reyne")]
    names.get_by_role("button", name="Undo").click()
    expect(lines).to_have_count(1)
    expect_total(view, before)


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
    column(grid(view, "Names"), "Name").first.click()
    expect(view.locator("b").first).to_have_text(re.compile("<img src=x"))
    expect(view.locator(".ptk-lines li")).to_contain_text("Anna Berg → <img")
    assert view.locator("img").count() == 0
    assert page.title() != "1"
