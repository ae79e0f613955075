"""The report of a load, in JupyterLab in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import run_all_cells, wait_until_idle

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


def rows(page, column: int) -> list[str]:
    return page.locator(f".press-toolkit-report .slick-row .slick-cell.l{column}").all_inner_texts()


def test_what_was_skipped_is_one_click_away(run):
    page = run("report", LOAD, "print(len(view.shown), sorted(set(view.shown['outcome'])))")
    view = page.locator(".press-toolkit-report").first
    expect(view.locator("h3")).to_have_text(re.compile(r"^42 articles from 41 files$"))
    expect(view.locator("dt").first).to_have_text("English")
    view.locator("button", has_text="Skipped").click()
    expect(view.locator("button", has_text="Skipped")).to_have_attribute("aria-pressed", "true")
    expect(view.locator(".slick-row")).to_have_count(2)
    expect(view.locator(".slick-row .slick-cell.l0")).to_have_text(["skipped", "skipped"])
    assert rows(page, 2) == ["mixed/<img src=x onerror=alert(1)>.bin", "mixed/empty.txt"]
    assert view.locator("img").count() == 0
    page.locator(".jp-CodeCell").last.click()
    page.keyboard.press("Shift+Enter")
    wait_until_idle(page)
    expect(page.locator(".jp-OutputArea-output", has_text="2 ['skipped']").last).to_be_visible()

    view.locator("button", has_text="All").click()
    view.get_by_role("searchbox", name="Search the report").fill("day first")
    expect(view.locator(".slick-row")).to_have_count(1)
    expect(view.locator(".slick-row .slick-cell.l3")).to_contain_text("nothing in the column decides it")
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
