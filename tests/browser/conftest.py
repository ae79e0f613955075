"""One JupyterLab and one Chromium for all browser tests; each test has a page and notebooks of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.lab import ROOT, open_notebook, run_all_cells, running_browser, running_lab


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with running_browser() as running:
            yield running
    except Error as error:
        why = f"no Chromium could be started: {error.message.splitlines()[0]}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """What JupyterLab serves: a copy of the notebooks and seeds."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns("exports", ".ipynb*"))
    shutil.copytree(ROOT / "seeds", root / "seeds")
    return root


@pytest.fixture(scope="session")
def lab(folder) -> Iterator[str]:
    with running_lab(folder) as address:
        yield address


@pytest.fixture
def page(browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1500, "height": 1250})
    page.set_default_timeout(30_000)
    yield page
    page.close()


@pytest.fixture
def run(lab, page, folder):
    """Runs a notebook of the project by its name, or one made of the given cells, and gives the page."""

    def run_cells(name: str, *cells: str, address: str = lab, root: Path = folder) -> Page:
        if cells:
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")
        open_notebook(page, address, f"notebooks/{name}.ipynb")
        run_all_cells(page)
        return page

    return run_cells
