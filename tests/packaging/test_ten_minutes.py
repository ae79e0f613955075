"""From a cell to a file to a package, by docs/write-an-analyzer.md alone, with what a new user installs."""

import os
import re
import shutil

import nbformat

from tests.conftest import ROOT, SAMPLE
from tests.packaging.conftest import PLUGINS, said
from tests.packaging.test_alone import distribution

PAGE = (ROOT / "docs" / "write-an-analyzer.md").read_text(encoding="utf-8")
STEPS, _ = PAGE.split("A package of your own making")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}[^\n]*\n(.*?)^```", STEPS, re.DOTALL | re.MULTILINE)


def test_from_a_cell_to_a_package(environment, tmp_path):
    python = environment("press-toolkit", *map(distribution, PLUGINS), "pip")
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in sorted(SAMPLE.glob("*.txt"))[:5]:
        shutil.copy(path, articles)
    cell, trial, use, file = blocks("python")
    on_the_line, package = blocks("sh")

    # JupyterLab runs the cells, one of them once more with "%%writefile" on top, as the page says
    written = f"%%writefile hedges.py\n{cell}"
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, [cell, trial, use, written, file])))
    nbformat.write(notebook, tmp_path / "study.ipynb")
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    said(python.parent / "jupyter", "execute", "--inplace", "study.ipynb", cwd=tmp_path, PATH=path)
    done = nbformat.read(tmp_path / "study.ipynb", as_version=4)
    outputs = [output for each in done.cells for output in each.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    tried = next(output.data["text/html"] for output in done.cells[1].outputs)
    assert re.findall(r"<mark[^>]*>(\w+)</mark>", tried) == ["may"]
    assert re.search(r"Explorer: \d+ statements in 5 articles", str(done.cells[2].outputs[-1].data["text/html"]))
    assert (tmp_path / "hedges.py").read_text(encoding="utf-8").strip() == cell.strip()

    said("bash", "-ec", on_the_line, cwd=tmp_path, PATH=path)
    counted = "import sys, pandas as pd; print(pd.read_parquet(sys.argv[1])['word'].value_counts().to_dict())"
    alone = said(python, "-c", counted, "study/hedges.parquet", cwd=tmp_path)
    assert "may" in alone and "could" in alone

    # the package: its tests pass, it is listed, and its table is made without being asked for
    told = said("bash", "-ec", package, cwd=tmp_path, PATH=path)
    assert "1 passed" in told and re.search(r"hedges .*toolkit-hedges 0\.1\.0", told)
    (tmp_path / "hedges.py").unlink()
    command = "toolkit analyze articles/ --words may --words could --out again/ --quiet"
    said("bash", "-ec", command, cwd=tmp_path, PATH=path)
    assert said(python, "-c", counted, "again/hedges.parquet", cwd=tmp_path) == alone
