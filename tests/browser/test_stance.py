"""Stances in JupyterLab: why one was given, how sure it must be, and who contradicts themselves."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.lab import explorer
from tests.browser.test_explore import STUDY, chart, choose, tab

pytestmark = pytest.mark.browser


def panel(view: Locator) -> Locator:
    return view.locator(".widget-tab-contents > *:visible")


def test_why_a_stance_was_given_is_told_in_the_reader_and_the_table(run):
    view = explorer(run("why", STUDY + "tk.explore(study)"))
    choose(view, "target", "unilateral concessions")
    choose(view, "stance", "oppose")
    expect(view.locator(".ptk-table:visible .slick-cell", has_text="tells against it").first).to_be_visible()
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
    tab(view, "Threshold")
    expect(chart(view).locator("img")).to_be_visible()
    slider = panel(view).locator(".noUi-handle").first
    slider.click()
    slider.press("End")
    expect(panel(view).locator(".widget-readout")).to_have_text("0.95")
    tab(view, "Stance")
    page.locator(".jp-CodeCell").last.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    said = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output pre")
    expect(said).to_have_text(re.compile(r"^\d+ \{'stance': 0\.95, 'sentiment': None\}\n$"))


def test_contradictions_stand_side_by_side_and_open_in_the_reader(run):
    view = explorer(run("contradictions", STUDY + "tk.explore(study)"))
    tab(view, "Contradictions")
    pair = panel(view).locator(".widget-hbox").first
    expect(pair.locator(".ptk-support")).to_be_visible()
    against = pair.locator(".ptk-oppose").inner_text().rstrip("…")[:60]
    pair.get_by_role("button", name=re.compile("^oppose")).click()
    expect(view.locator(".ptk-page p:has(.current)").first).to_contain_text(against[:20])


def test_nothing_to_contradict_says_so(run):
    code = STUDY.replace('targets=["unilateral concessions", "sanctions", "ceasefire"]', "only=['quotes']")
    view = explorer(run("no-stances", code + "tk.explore(study)"))
    tab(view, "Contradictions")
    expect(panel(view)).to_contain_text("There are no stances")
    tab(view, "Threshold")
    expect(chart(view)).to_contain_text("failed")
