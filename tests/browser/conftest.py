"""One JupyterLab and one Chromium for all browser tests; each test has a page, notebooks and a kernel of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.lab import (
    PATIENCE,
    ROOT,
    open_notebook,
    run_all_cells,
    running_browser,
    running_lab,
    set_theme,
    shut_down_kernels,
)
from tests.conftest import SAMPLE, SEED

A_FEW = 5  # articles of the sample corpus, enough for whatever analyses in a kernel


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    try:
        with running_browser() as running:
            yield running
    except Error as error:
        why = f"no Chromium could be started: {error.message.splitlines()[0]}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)


@pytest.fixture(scope="session")
def folder(tmp_path_factory, saved) -> Path:
    """What JupyterLab serves: the notebooks, a few of the seeds to analyse, and the saved study of the whole sample."""
    root = tmp_path_factory.mktemp("lab")
    for name, files in {
        "notebooks": (ROOT / "notebooks").glob("*.ipynb"),
        "seeds": [SEED],
        "seeds/sample": sorted(SAMPLE.glob("*.txt"))[:A_FEW],
    }.items():
        (root / name).mkdir()
        for file in files:
            shutil.copy(file, root / name)
    shutil.copytree(saved, root / "study")
    return root


@pytest.fixture(scope="session")
def lab(folder) -> Iterator[str]:
    with running_lab(folder) as address:
        yield address


@pytest.fixture
def page(browser, lab) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1500, "height": 1250})
    page.set_default_timeout(PATIENCE)
    yield page
    shut_down_kernels(page, lab)
    page.close()


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark"])
def theme(request, page, lab) -> Iterator[str]:
    """The theme that JupyterLab has for a test."""
    set_theme(page, lab, request.param)
    yield request.param
    set_theme(page, lab, "JupyterLab Light")


@pytest.fixture
def run(lab, page, folder):
    """Runs a notebook of the project by its name, or one made of the given cells, and gives the page."""

    def run_cells(name: str, *cells: str) -> Page:
        if cells:
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")
        open_notebook(page, lab, f"notebooks/{name}.ipynb")
        run_all_cells(page)
        return page

    return run_cells
