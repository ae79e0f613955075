"""An analyzer written in a cell, as its author sees it: tried on one article, in the explorer, with its options."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import ANALYSIS
from tests.browser.parts import column, explorer, grid, tab

pytestmark = pytest.mark.browser

ANALYZER = """
import toolkit as tk
from typing import Annotated, Literal
@tk.analyzer("hedges", columns={"word": "string"})
def hedges(
    document,
    *,
    words: Annotated[list[str], "Words by which a text hedges."] = ("may", "could"),
    place: Annotated[Literal["anywhere", "body"], "Where to look."] = "anywhere",
):
    "Words by which a text hedges."
    for word in words:
        for row in document.find(word):
            if place == "anywhere" or row["field"] == place:
                yield {**row, "word": word}
articles = tk.load("../seeds")
"""
STUDY = 'study = tk.analyze(articles, only=["hedges", "quotes"], progress=False)\n'


def test_an_analyzer_is_tried_on_one_article(run):
    page = run("try", ANALYZER, "tk.try_analyzer(hedges, articles.iloc[0], words=['Russia', 'will'])")
    shown = page.locator(".jp-OutputArea-output").last
    expect(shown.locator("mark", has_text="Russia").first).to_have_attribute("title", "hedges · word: Russia")
    expect(shown.locator("table")).to_contain_text("will")


def test_a_failure_is_told_in_a_few_lines_with_a_way_to_try_again(run):
    broken = ANALYZER.replace("yield {**row", "int(word); yield {**row").replace('"may"', '"Russia"')
    page = run("fails", broken, STUDY + "study", "tk.try_analyzer(hedges, articles.iloc[0])")
    shown = page.locator(".jp-OutputArea-output")
    study = shown.nth(-2)
    expect(study).to_contain_text("hedges failed on the article")
    expect(study).to_contain_text(re.compile(r"invalid literal.*where word = .Russia."))
    expect(study).to_contain_text("tk.try_analyzer(hedges, study.articles.loc[")
    expect(shown.last).to_contain_text(re.compile(r"Failed\..*ValueError.*where word = .Russia."))


def test_its_rows_are_in_the_explorer(run):
    view = explorer(run("own", ANALYZER + STUDY + "tk.explore(study)"))
    reader = view.locator(".ptk-reader")
    expect(reader.locator(".ptk-legend")).to_contain_text("hedges")
    found = column(grid(tab(view, "Tables"), "hedges"), "text").first
    expect(found).to_have_text(re.compile("may|could"))  # its rows are fetched after it is shown
    word = found.inner_text()
    found.click()
    spot = reader.locator(".m.spot")
    expect(spot).to_have_text(word)
    expect(spot).to_have_class(re.compile(r"other-0"))
    expect(reader.locator(".ptk-place")).to_have_text("a row of hedges")


def test_its_options_are_controls(run):
    view = explorer(run("options", ANALYZER + STUDY + "tk.explore(study)"))
    controls = tab(view, "Options")
    expect(controls).to_contain_text("Words by which a text hedges.")
    words = controls.locator("textarea").first
    expect(words).to_have_value("may\ncould")
    words.fill("Russia")
    controls.get_by_role("button", name="Analyze again").click()
    said = expect(controls.get_by_role("status"))
    said.to_contain_text(re.compile(r"Analyzed \d+ articles?: .*hedges"), timeout=ANALYSIS)
    expect(column(grid(tab(view, "Tables"), "hedges"), "text").first).to_have_text("Russia")
