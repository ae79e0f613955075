"""The notebooks in JupyterLab in Chromium, as a reader would use them."""

import re
from urllib.parse import urlsplit

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

import toolkit as tk
from tests.browser.lab import STUDY, run_all_cells, run_last_cell
from tests.browser.parts import chart, choose, column, expect_total, explorer, grid, tab, total

pytestmark = pytest.mark.browser


def test_from_articles_to_a_statement_and_a_saved_chart(run, folder):
    page = run("01-explore")
    view = explorer(page)
    everything = total(view)
    assert everything > 20

    choose(view, "target", "unilateral concessions")
    assert 2 < total(view) < everything
    choose(view, "speaker", "Sergey Ryabkov")
    expect_total(view, 2)
    statements = grid(view, "Statements")
    expect(column(statements, "Speaker")).to_have_text(["Sergey Ryabkov"] * 2)
    expect(column(statements, "Stance")).to_have_text([re.compile("^oppose")] * 2)

    column(statements, "Statement").nth(1).click()
    article = view.locator(".ptk-page")
    expect(article.locator("h2")).to_contain_text("Moscow working to hasten reunifying Russians")
    current = article.locator(".statement.current")
    expect(current.first).to_contain_text("Like in many other situations")
    expect(article.locator(".target.oppose.statement.current")).to_have_text("unilateral concessions")
    inside, shown = article.bounding_box(), current.first.bounding_box()
    assert inside["y"] <= shown["y"] <= inside["y"] + inside["height"], "the statement is in sight"

    view.locator(".ptk-reset").click()
    expect(view.locator(".ptk-total")).to_have_text(f"{everything} of {everything} statements")
    tab(view, "Speakers")
    bars = chart(view).locator(".ptk-region")
    expect(bars.nth(1)).to_be_visible()  # Ryabkov's was alone
    bar = bars.first
    expect(bar).to_have_attribute("aria-label", re.compile("statements"))
    label = bar.get_attribute("aria-label")
    bar.hover()
    expect(chart(view).locator(".ptk-tip")).to_have_text(label)
    bar.click()
    speaker, count = re.match(r"(.+): (\d+) statements", label).groups()
    expect(view.locator(".ptk-total")).to_have_text(f"{count} of {everything} statements")
    expect(view.locator(".ptk-chips button")).to_have_text(f"× {speaker}")

    chart(view).locator("button:text-is('Save chart')").click()
    expect(chart(view).locator("output")).to_contain_text("top_speakers.png")
    exports = folder / "notebooks" / "exports"
    with Image.open(exports / "top_speakers.png") as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1) and speaker in image.info["Description"]
        assert len(image.convert("RGB").getcolors(1_000_000)) > 10
    data = pd.read_csv(exports / "top_speakers.csv")
    assert data[["speaker", "statements"]].values.tolist() == [[speaker, int(count)]]
    assert (exports / "top_speakers.pdf").read_bytes().startswith(b"%PDF")
    assert "<svg" in (exports / "top_speakers.svg").read_text()


def test_what_is_filtered_is_a_value_in_the_next_cell(run):
    shown = "print(len(view.study.quotes), view.filters.to_dict())"
    page = run("filters", STUDY + "view = tk.explore(study)\nview", shown)
    view = explorer(page)
    choose(view, "stance", "oppose")
    expect(view.locator(".ptk-chips button")).to_have_text("× oppose")
    expect(run_last_cell(page)).to_have_text(f"{total(view)} {{'stance': ['oppose']}}\n")


def test_search_dates_and_an_empty_result(run):
    view = explorer(run("search", STUDY + "tk.explore(study)"))
    search = view.locator(".ptk-filters > input[type=search]")
    search.fill("burglar")
    expect_total(view, 1)
    expect(view.locator(".ptk-page h2")).to_contain_text("Senate splits")
    search.fill("no such words anywhere")
    expect(view.locator(".ptk-empty:visible")).to_have_text("No statement passes the filters.")
    expect(view.locator(".ptk-page")).to_contain_text("Choose a statement")
    search.fill("")
    view.get_by_label("From this day").fill("2026-06-01")
    expect(view.locator(".ptk-chips button")).to_have_text("× since 2026-06-01")
    expect(column(grid(view, "Statements"), "Date").first).to_contain_text("2026-06")
    view.locator(".ptk-chips button").click()
    expect(view.locator(".ptk-chips button")).to_have_count(0)


def test_the_keyboard_is_enough(run):
    page = run("keyboard", STUDY + "tk.explore(study)")
    view = explorer(page)
    number_of_cells = page.locator(".jp-Cell").count()
    column(grid(view, "Statements"), "Statement").first.click()
    expect(view.locator(".ptk-place")).to_contain_text("statement 1 of")
    page.keyboard.press("ArrowDown")
    expect(view.locator(".ptk-place")).to_contain_text("statement 2 of")
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert page.locator(".jp-Cell").count() == number_of_cells, "a key in the explorer is no command of JupyterLab"
    summary = view.locator("details[data-facet=kind] summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(view.locator("details[data-facet=kind] .ptk-options label").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(view.locator("details[data-facet=kind] .ptk-options label").first).to_be_hidden()
    bar = chart(view).locator(".ptk-region").first
    bar.focus()
    page.keyboard.press("Enter")
    expect(view.locator(".ptk-chips button").first).to_be_visible()


def test_a_hundred_thousand_statements_scroll_sort_and_can_be_chosen(run):
    page = run(
        "many",
        STUDY
        + """
import dataclasses, numpy as np
n = 100_000
quotes = study.quotes.iloc[np.arange(n) % len(study.quotes)].reset_index(drop=True)
quotes["quote_id"] = [f"q{i:06d}" for i in range(n)]
quotes["text"] = [f"statement number {i:06d}" for i in range(n)]
many = dataclasses.replace(study, tables={**study.tables, "quotes": quotes})
""",
        "view = tk.explore(many)\nview",
    )
    view = explorer(page)
    assert total(view) == 100_000
    statements = grid(view, "Statements")
    texts = column(statements, "Statement")
    expect(texts.first).to_have_text("statement number 000000")
    assert texts.count() < 200, "only what is in sight is on the page"
    statements.locator(".slick-viewport-left.slick-viewport-top").evaluate("it => it.scrollTop = it.scrollHeight")
    last = texts.filter(has_text="statement number 099999")
    expect(last).to_be_visible()
    last.click()
    expect(view.locator(".ptk-place")).to_have_text("statement 100,000 of 100,000")
    title = statements.locator(".slick-header-column", has_text="Statement")
    title.click()
    title.click()
    expect(view.locator(".ptk-place")).to_have_text("statement 1 of 100,000")
    chosen = statements.locator(".slick-row.active, .slick-row:has(.selected)")
    expect(chosen.first).to_contain_text("number 099999")


def test_nothing_of_an_article_runs(run):
    evil = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    page = run(
        "evil",
        f'''
import toolkit as tk, pandas as pd
evil = """{evil}"""
articles = tk.load(pd.DataFrame({{
    "headline": [evil], "source": [evil], "byline": [evil], "section": [evil], "date": ["2026-01-01"],
    "body": [f"“We stay {{evil}},” said Mayor Jan Lund. Jan Lund said that {{evil}} would never agree to sanctions."],
}}))
study = tk.analyze(articles, targets=["sanctions", "script"], progress=False)
study.quotes["speaker"] = evil
study.stances["speaker"] = evil
study.entities["entity"] = evil
study''',
        "view = tk.explore(study, filters={'text': 'script'})\nview",
        "articles.attrs['report']",
    )
    view = explorer(page)
    expect(view.locator(".ptk-page h2")).to_contain_text("<script>")
    for title in ("Speakers", "Stance", "Entities", "Who on whom", "Over time"):
        tab(view, title)
        expect(chart(view).locator("img, .ptk-chart-error:visible").first).to_be_visible()
    view.locator("details[data-facet=speaker] summary").click()
    expect(view.locator("details[data-facet=speaker] .ptk-name").first).to_contain_text("<script>")
    assert page.evaluate("window.hacked") is None
    assert view.locator("script, img[onerror]").count() == 0


def test_nothing_is_loaded_from_elsewhere(page, run):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    view = explorer(run("hosts", STUDY + "tk.explore(study)"))
    tab(view, "Stance")
    expect(chart(view).locator("img")).to_be_visible()
    assert hosts <= {"127.0.0.1", None}


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: Locator) -> float:
    """The contrast of a text with the first background behind it that is not transparent (WCAG 2)."""
    ink, paper = text.evaluate(
        """(el) => {
            let behind = el;
            while (behind && /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
            return [getComputedStyle(el).color, getComputedStyle(behind).backgroundColor];
        }"""
    )
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_can_be_read_in_both_themes(theme, run, page):
    view = explorer(run("theme", STUDY + "tk.explore(study)"))
    is_dark = theme == "JupyterLab Dark"
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(not is_dark).lower())
    statement = column(grid(view, "Statements"), "Statement").first
    expect(statement).to_be_visible()
    for part in (".ptk-page h2", ".slick-header-column", ".ptk-total", "summary"):
        assert contrast(view.locator(part).first) >= 4.5, part
    assert contrast(statement) >= 4.5
    assert contrast(view.locator(".slick-cell .oppose").first) >= 3
    light_ink = re.compile("E0E0E0", re.IGNORECASE)
    drawn = expect(chart(view).locator("img"), "the chart is drawn for the theme")
    (drawn.to_have_attribute if is_dark else drawn.not_to_have_attribute)("src", light_ink)


def test_a_narrow_window_hides_nothing(run, page):
    page.set_viewport_size({"width": 760, "height": 1200})
    view = explorer(run("narrow", STUDY + "tk.explore(study)"))
    box = view.bounding_box()
    for part in view.locator(".ptk-filters, .ptk-reader, .ptk-table:visible, .ptk-chart:visible").all():
        inside = part.bounding_box()
        assert inside["x"] >= box["x"] - 1 and inside["x"] + inside["width"] <= box["x"] + box["width"] + 1


def test_an_analyzer_from_a_cell_is_seen_in_the_explorer_at_once(run):
    view = explorer(run("02-write-an-analyzer"))
    tab(view, "Hedges")
    expect(chart(view).locator("img")).to_have_attribute("alt", re.compile("Hedging words by source"))
    expect(chart(view).locator(".ptk-chart-error")).to_be_hidden()


def test_charts_are_exported_from_the_third_notebook(run, folder):
    run("03-export-charts")
    exports = folder / "notebooks" / "exports"
    assert (exports / "stance-on-concessions.pdf").read_bytes().startswith(b"%PDF")
    assert pd.read_excel(exports / "quotes.xlsx", engine="openpyxl")["quote_id"].is_unique
    assert len(tk.open_study(exports / "study").quotes) > 20


def test_the_explorer_survives_running_its_cell_again(run):
    page = run("again", STUDY + "tk.explore(study)")
    run_all_cells(page)
    expect(column(grid(explorer(page), "Statements"), "Statement").first).to_be_visible()
