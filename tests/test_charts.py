"""Charts: the data behind them, their marks, their empty states, and their files."""

import csv

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

import toolkit as tk
from tests.conftest import analyzed
from toolkit.charts import content_of
from toolkit.plugins import installed
from toolkit.widgets.chart import draw_figure, render

CHARTS = {chart.name: chart for chart in installed().charts()}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_top_speakers_shows_what_a_group_by_gives(sample):
    data = content_of(tk.charts.top_speakers(sample.quotes, n=5)).data
    counts = sample.quotes["speaker"].value_counts()
    assert data["statements"].tolist() == counts.head(5).tolist()
    assert data["share"].iloc[0] == pytest.approx(counts.iloc[0] / counts.sum(), abs=1e-4)


def test_statements_over_time_counts_every_dated_statement(sample, seed):
    quotes = pd.concat([sample.quotes, seed.quotes])
    articles = pd.concat([sample.articles, seed.articles])
    ax = tk.charts.statements_over_time(quotes, articles, by="month")
    data = content_of(ax).data
    assert len(data) == 6 and data["statements"].sum() == len(sample.quotes)
    assert f"{len(seed.quotes)} statements without a date" in ax.get_xlabel()


def test_stance_by_speaker_counts_mentions(sample):
    data = content_of(tk.charts.stance_by(sample.stances, target="ceasefire", n=99)).data
    rows = sample.stances[sample.stances["target"] == "ceasefire"].dropna(subset="speaker")
    assert data[["oppose", "neutral", "support"]].to_numpy().sum() == len(rows)


def test_entity_counts_of_one_label(sample):
    data = content_of(tk.charts.entity_counts(sample.entities, label="PLACE")).data
    assert set(data["entity"]) <= set(sample.entities.query("label == 'PLACE'")["entity"])


def test_speakers_by_entities_counts_mentions(sample):
    mentions = tk.mentions_in_statements(sample)
    data = content_of(tk.charts.speakers_by_entities(mentions, speakers=99, entities=999)).data
    assert data.drop(columns="speaker").to_numpy().sum() == mentions["speaker"].notna().sum()


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "entity_counts"])  # named in no statement, maybe
def test_a_mark_sets_filters_that_keep_something(sample, name):
    marks = content_of(draw_figure(CHARTS[name], sample)).marks
    assert marks
    selector = tk.analysis.filters.Selector(sample)
    for mark in marks[:5]:
        assert mark.label and not selector.select(tk.Filters(**mark.filters)).articles.empty


@pytest.mark.parametrize("name", CHARTS)
def test_the_boxes_of_the_marks_lie_on_the_chart(sample, name):
    svg, marks = render(CHARTS[name], sample, dark=False)
    assert svg.lstrip().startswith("<?xml") and marks
    for (left, top, width, height), _, _ in marks:
        assert -0.01 <= left <= 1 and -0.01 <= top <= 1 and 0 < width <= 1 and 0 < height <= 1


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_nothing_says_so(sample, name):
    empty = analyzed(sample.articles.iloc[:0], ["x"])
    figure = draw_figure(CHARTS[name], empty)
    assert any("to show" in text.get_text() or "these statements" in text.get_text() for text in figure.axes[0].texts)
    assert content_of(figure).marks == ()


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "entity_network"])
def test_names_that_are_long_or_odd_are_drawn(sample, name):
    odd = "$x^2$ <b>&amp; Очень длинное имя " * 9
    import dataclasses

    tables = {
        key: table.assign(speaker=odd) if "speaker" in table else table.assign(entity=odd)
        for key, table in sample.tables.items()
    }
    svg, marks = render(CHARTS[name], dataclasses.replace(sample, tables=tables), dark=True)
    assert marks and "<b>" not in svg


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(ValueError, match="quotes has no column 'speaker'; it has x"):
        tk.charts.top_speakers(pd.DataFrame({"x": [1]}))
    with pytest.raises(TypeError, match="must be a DataFrame"):
        tk.charts.entity_counts([1])
    with pytest.raises(ValueError, match="by must be one of"):
        tk.charts.statements_over_time(pd.DataFrame({"article_id": []}), pd.DataFrame({"published": []}), by="hour")


class TestExport:
    def test_every_chart_in_every_format_with_its_data(self, sample, tmp_path):
        for name, chart in CHARTS.items():
            paths = tk.export_chart(draw_figure(chart, sample), tmp_path / name, provenance="made by a test")
            graph = [".graphml", ".gexf"] if name == "entity_network" else []
            assert [path.suffix for path in paths] == [".png", ".svg", ".pdf", *graph, ".csv"]
            assert all(path.stat().st_size > 300 for path in paths)

    def test_png_has_300_dpi_and_tells_how_it_was_made(self, sample, tmp_path):
        png, svg, pdf, data = tk.export_chart(
            tk.charts.top_speakers(sample.quotes), tmp_path / "a", provenance="by a test"
        )
        with Image.open(png) as image:
            assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
            assert image.info["Description"] == "by a test"
            assert image.width > 1_000
        assert "by a test" in svg.read_text()
        reader = PdfReader(pdf)
        assert len(reader.pages) == 1 and reader.metadata.subject == "by a test"
        with data.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        most = sample.quotes["speaker"].value_counts()
        assert rows[0]["speaker"] == min(most[most == most.max()].index)  # of those with as many, the first by name

    def test_the_same_chart_gives_the_same_bytes(self, sample, tmp_path):
        for name in ("a", "b"):
            tk.export_chart(draw_figure(CHARTS["top_speakers"], sample), tmp_path / name)
        for suffix in ("png", "svg", "pdf", "csv"):
            assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()

    def test_what_cannot_be_exported(self, tmp_path):
        with pytest.raises(TypeError, match="must be matplotlib axes or a figure, not str"):
            tk.export_chart("chart", tmp_path / "a")
        with pytest.raises(ValueError, match="Cannot write a chart as 'bmp'"):
            tk.export_chart(plt.figure(), tmp_path / "a", formats=["bmp"])
