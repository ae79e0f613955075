"""The documentation site: it is built without a warning, has every public name, and asks no other machine."""

import re

import pytest

import toolkit as tk
from toolkit import charts, testing, validation


@pytest.fixture(scope="module")
def site(built):
    """The pages, built without a warning."""
    warnings = (built / "warnings.txt").read_text(encoding="utf-8")
    assert not warnings, warnings
    return built / "html"


def page(site, name):
    return (site / name).read_text(encoding="utf-8")


def test_every_public_name_is_in_the_reference(site):
    told = "".join(path.read_text(encoding="utf-8") for path in (site / "docs" / "api").glob("*.html"))
    own = dict.fromkeys(set(tk.__all__) - {"charts"}, tk)
    own |= {name: module for module in (charts, testing, validation) for name in module.__all__}
    missing = [name for name in own if not re.search(rf'id="toolkit\.([a-z_]+\.)*{name}"', told)]
    assert not missing


def test_nothing_is_loaded_from_elsewhere(site):
    loaded = re.compile(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"']((?:https?:)?//[^\"']+)")
    pages = {path: loaded.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 40
    assert {path.name: found for path, found in pages.items() if found} == {}


def test_a_notebook_has_its_tables_charts_and_words_for_widgets(site):
    told = page(site, "notebooks/06-for-or-against.html")
    assert "unilateral concessions</td>" in told and "<img" in told
    assert re.search(r"Explorer: \d+ statements in 40 articles", page(site, "notebooks/01-explore.html"))


def test_it_begins_at_the_root(site):
    assert (site / re.search(r"url=([^\"]+)", page(site, "index.html"))[1]).is_file()
