"""Tables in files: nothing in them runs, and nothing of them is lost."""

import json
from functools import partial

import openpyxl
import pandas as pd
import pytest

import toolkit as tk

FORMULAS = ['=HYPERLINK("http://evil.example","click")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def table():
    return pd.DataFrame({"text": [*FORMULAS, "Plain “text”, with a comma"], "n": range(len(FORMULAS) + 1)})


def test_csv_disarms_formulas(table, tmp_path):
    path = tk.export_table(table, tmp_path / "t.csv")
    read = pd.read_csv(path, keep_default_na=False)
    assert all(value.startswith("'") for value in read["text"][: len(FORMULAS)])
    assert read["text"].iloc[-1] == "Plain “text”, with a comma" and read["n"].tolist() == table["n"].tolist()


def test_xlsx_keeps_formulas_as_text(table, tmp_path):
    path = tk.export_table(table, tmp_path / "t.xlsx", provenance="=made()")
    book = openpyxl.load_workbook(path)
    cells = [row[0] for row in book["data"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells[:4]] == FORMULAS[:4]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert book["provenance"]["A2"].value == "=made()"


def test_parquet_is_exact(sample, tmp_path):
    path = tk.export_table(sample.quotes, tmp_path / "q.parquet", provenance="by a test")
    read = pd.read_parquet(path)
    assert read["text"].tolist() == sample.quotes["text"].tolist()
    assert (tmp_path / "q.parquet.provenance.txt").read_text() == "by a test\n"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_every_table_in_every_format(sample, tmp_path, suffix):
    for name, table in {"articles": sample.articles, **sample.tables, "problems": sample.problems}.items():
        assert tk.export_table(table, tmp_path / f"{name}.{suffix}").stat().st_size > 30


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_spans_dates_and_the_index_are_kept(sample, tmp_path, suffix):
    read = pd.read_csv if suffix == "csv" else partial(pd.read_excel, engine="openpyxl")
    quotes = read(tk.export_table(sample.quotes, tmp_path / f"q.{suffix}"))
    assert json.loads(quotes["parts"].iloc[0]) == sample.quotes["parts"].iloc[0]
    articles = read(tk.export_table(sample.articles, tmp_path / f"a.{suffix}"))
    assert articles["article_id"].tolist() == sample.articles.index.tolist()
    assert pd.Timestamp(articles["published"].iloc[0]) == sample.articles["published"].iloc[0].tz_convert(None)


def test_xlsx_copes_with_control_characters_and_long_texts(tmp_path):
    table = pd.DataFrame({"text": ["a\x0bb\x00c", "x" * 40_000]})
    read = pd.read_excel(tk.export_table(table, tmp_path / "t.xlsx"), engine="openpyxl")
    assert read["text"].iloc[0] == "abc"
    assert len(read["text"].iloc[1]) == 32_767 and read["text"].iloc[1].endswith("…")


def test_another_suffix_is_refused(table, tmp_path):
    with pytest.raises(ValueError, match=r"must be \.csv, \.parquet or \.xlsx"):
        tk.export_table(table, tmp_path / "t.docx")
