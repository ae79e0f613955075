"""The report of a load, in JupyterLab in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import A_FEW
from tests.browser.lab import run_all_cells, run_last_cell
from tests.browser.parts import column, grid

pytestmark = pytest.mark.browser

LOAD = """
import toolkit as tk
from pathlib import Path
folder = Path("mixed")
folder.mkdir(exist_ok=True)
(folder / "empty.txt").write_bytes(b"")
(folder / "<img src=x onerror=alert(1)>.bin").write_bytes(b"no article")
(folder / "table.csv").write_text("title,text,date\\nOne,Some words about the bridge.,03/04/2020\\nTwo,More of them.,soon\\n")
articles = tk.load([folder, "../seeds/"], progress=False)
view = tk.show_report(articles)
view
"""


def test_what_was_skipped_is_one_click_away(run):
    page = run("report", LOAD, "print(len(view.shown), sorted(set(view.shown['outcome'])))")
    view = page.locator(".press-toolkit-report").first
    expect(view.locator("h3")).to_have_text(f"{A_FEW + 3} articles from {A_FEW + 2} files")
    expect(view.locator("dt").first).to_have_text("English")
    view.locator("button", has_text="Skipped").click()
    expect(view.locator("button", has_text="Skipped")).to_have_attribute("aria-pressed", "true")
    report = grid(view, "Report")
    expect(column(report, "Outcome")).to_have_text(["skipped", "skipped"])
    expect(column(report, "File")).to_have_text(["mixed/<img src=x onerror=alert(1)>.bin", "mixed/empty.txt"])
    assert view.locator("img").count() == 0
    expect(run_last_cell(page)).to_have_text("2 ['skipped']\n")

    view.locator("button", has_text="All").click()
    view.get_by_role("searchbox", name="Search the report").fill("day first")
    expect(column(report, "Message")).to_have_text([re.compile("nothing in the column decides it")])
    view.get_by_role("searchbox").fill("no such thing")
    expect(view.get_by_text("Nothing in the report is like that.")).to_be_visible()


def test_the_report_fits_a_narrow_window(run, page):
    page.set_viewport_size({"width": 700, "height": 900})
    run("report-narrow", LOAD)
    page.keyboard.press("Control+b")
    run_all_cells(page)
    view = page.locator(".press-toolkit-report").first
    expect(view.locator(".slick-row").first).to_be_visible()
    wide = view.locator(".ptk-report").evaluate("part => [part.scrollWidth, part.clientWidth]")
    assert wide[0] <= wide[1]
    assert view.locator(".slick-header-column", has_text="Message").is_visible()
