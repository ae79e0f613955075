"""Every notebook runs from top to bottom, and is kept without its output."""

import nbformat
import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_from_top_to_bottom(path, built):
    """As it was run when the site was built."""
    failure = built / "html" / "reports" / "notebooks" / f"{path.stem}.err.log"
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    notebook = nbformat.read(built / "jupyter_execute" / "notebooks" / path.name, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    silent = [cell.source for cell in code if not cell.outputs and "=" not in cell.source]
    assert not silent, "a cell shows nothing"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_kept_without_output(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-explore",
        "02-write-an-analyzer",
        "03-export-charts",
        "04-load-anything",
        "05-who-is-whom",
        "06-for-or-against",
    ]
