"""Stances in JupyterLab: why one was given, how sure it must be, and who contradicts themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import STUDY, run_last_cell
from tests.browser.parts import chart, choose, column, explorer, grid, tab

pytestmark = pytest.mark.browser


def test_why_a_stance_was_given_is_told_in_the_reader_and_the_table(run):
    view = explorer(run("why", STUDY + "tk.explore(study)"))
    choose(view, "target", "unilateral concessions")
    choose(view, "stance", "oppose")
    why = column(grid(view, "Statements"), "Why")
    expect(why.filter(has_text="tells against it").first).to_be_visible()
    reader = view.locator(".ptk-reader")
    page = reader.locator(".ptk-page")
    evidence = page.locator(".m.evidence").first
    expect(evidence).to_have_attribute("title", re.compile(r"\(.+: (oppose|neutral|support)\)"))
    target = page.locator(".m.target.oppose").first
    expect(target).to_have_attribute("title", re.compile(r"oppose \(certainty 0\.\d+\), tone \w+\nbecause "))
    reader.locator("label", has_text="evidence").locator("input").uncheck()
    expect(reader).not_to_have_class(re.compile("show-evidence"))


def test_the_threshold_is_moved_and_everything_follows(run):
    page = run(
        "threshold",
        STUDY + "view = tk.explore(study)\nview",
        "print((view.study.stances['stance'] != 'neutral').sum(), view.study.provenance['threshold'])",
    )
    view = explorer(page)
    threshold = tab(view, "Threshold")
    expect(chart(view).locator("img")).to_be_visible()
    slider = threshold.locator(".noUi-handle").first
    slider.click()
    slider.press("End")
    expect(threshold.locator(".widget-readout")).to_have_text("0.95")
    tab(view, "Stance")
    said = run_last_cell(page)
    expect(said).to_have_text(re.compile(r"^\d+ \{'stance': 0\.95, 'sentiment': None\}\n$"))


def test_contradictions_stand_side_by_side_and_open_in_the_reader(run):
    view = explorer(run("contradictions", STUDY + "tk.explore(study)"))
    pair = tab(view, "Contradictions").locator(".widget-hbox").first
    expect(pair.locator(".ptk-support")).to_be_visible()
    against = pair.locator(".ptk-oppose").inner_text().rstrip("…")[:60]
    pair.get_by_role("button", name=re.compile("^oppose")).click()
    expect(view.locator(".ptk-page p:has(.current)").first).to_contain_text(against[:20])


def test_nothing_to_contradict_says_so(run):
    quotes_only = "import dataclasses\nstudy = dataclasses.replace(study, tables={'quotes': study.quotes})\n"
    view = explorer(run("no-stances", STUDY + quotes_only + "tk.explore(study)"))
    expect(tab(view, "Contradictions")).to_contain_text("There are no stances")
    tab(view, "Threshold")
    expect(chart(view)).to_contain_text("failed")
