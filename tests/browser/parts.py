"""The parts of the explorer on a page, found as a reader finds them: by what is written on them."""

import re

from playwright.sync_api import Locator, Page, expect


def explorer(page: Page) -> Locator:
    """The explorer that is on the page, once it shows its statements."""
    view = page.locator(".press-toolkit").first
    view.locator(".ptk-total").wait_for()
    return view


def choose(view: Locator, facet: str, value: str) -> None:
    """Ticks a value in one of the lists of the bar of filters, and waits until it leaves fewer statements."""
    before = view.locator(".ptk-total").inner_text()
    menu = view.locator(f"details[data-facet={facet}]")
    menu.locator("summary").click()
    menu.locator("label", has=menu.page.locator(f".ptk-name:text-is('{value}')")).click()
    menu.locator("summary").click()
    expect(view.locator(".ptk-total")).not_to_have_text(before)


def total(view: Locator) -> int:
    """How many statements pass the filters."""
    return int(view.locator(".ptk-total").inner_text().split()[0].replace(",", ""))


def expect_total(view: Locator, number: int) -> None:
    """Waits until so many statements pass the filters."""
    expect(view.locator(".ptk-total")).to_have_text(re.compile(rf"^{number:,} of "))


def tab(view: Locator, title: str) -> Locator:
    """Turns to a tab by its title, and gives what is in it."""
    view.locator(f".lm-TabBar-tabLabel:text-is('{title}')").click()
    return view.locator(".widget-tab-contents > *:visible")


def chart(view: Locator) -> Locator:
    """The chart that is seen."""
    return view.locator(".ptk-chart:visible")


def grid(view: Locator, label: str) -> Locator:
    """A grid by its label, such as "Statements"."""
    return view.locator(f".ptk-grid[aria-label='{label}']")


def column(grid: Locator, title: str) -> Locator:
    """The cells below a title, in the rows that are on the page."""
    titles = grid.locator(".slick-header-column")
    titles.first.wait_for()
    place = [text.strip() for text in titles.all_inner_texts()].index(title)
    return grid.locator(f".slick-row .slick-cell.l{place}")
