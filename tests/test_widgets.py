"""The explorer's Python side: everything is linked to the filters."""

import dataclasses

import ipywidgets
import pandas as pd
import pytest

import toolkit as tk
from toolkit.documents import Document
from toolkit.widgets.pieces import cut, spans_of


@pytest.fixture
def view(sample):
    return tk.explore(sample)


def receive(widget, **message):
    widget._handle_custom_msg(message, [])


def test_it_opens_on_everything(view, sample):
    assert view._bar.total == f"{len(sample.quotes)} of {len(sample.quotes)} statements"
    assert view._table.total == len(sample.quotes)
    assert view.selected == sample.quotes["quote_id"].iloc[0] == view._reader.current


def test_a_filter_set_in_a_cell_is_shown_everywhere(view, sample):
    speaker = sample.stances.query("stance == 'oppose'")["speaker"].dropna().iloc[0]
    view.filters = {"speaker": [speaker], "stance": ["oppose"]}
    assert set(view.study.quotes["speaker"]) == {speaker}
    assert view._bar.value == {"speaker": [speaker], "stance": ["oppose"]}
    assert view._table.total == len(view.study.quotes) == int(view._bar.total.split()[0])
    assert view._reader.current == view.selected == view.study.quotes["quote_id"].iloc[0]


def test_a_filter_set_in_the_bar_is_a_value_in_the_notebook(view):
    view._bar.value = {"target": ["ceasefire"], "since": "2026-03-01"}
    assert view.filters == tk.Filters(target="ceasefire", since="2026-03-01")
    assert set(view.study.stances["target"]) == {"ceasefire"}


def test_a_click_on_a_bar_filters_and_a_second_one_takes_it_off(view):
    view._tabs.selected_index = 1
    chart = view._charts[1]
    most = view.study.quotes["speaker"].value_counts()
    speaker = min(most[most == most.max()].index)
    receive(chart, type="click", region=0)
    assert view.filters == tk.Filters(speaker=speaker)
    assert len(chart.regions) == 1
    receive(chart, type="click", region=0)
    assert view.filters == tk.Filters()


def test_a_click_on_a_row_opens_the_article_at_that_statement(view, sample):
    receive(view._table, type="select", row=30)
    row = sample.quotes.iloc[30]
    assert view.selected == row["quote_id"]
    assert view._reader.article["id"] == row["article_id"]
    assert view._reader.place == f"statement 31 of {len(sample.quotes)}"


def test_next_and_previous(view, sample):
    receive(view._reader, type="step", by=1)
    assert view.selected == sample.quotes["quote_id"].iloc[1] and view._table.current == 1
    receive(view._reader, type="step", by=-1)
    receive(view._reader, type="step", by=-1)
    assert view._table.current == 0 and not view._reader.has_previous


def test_a_statement_chosen_in_the_article(view, sample):
    quote = sample.quotes["quote_id"].iloc[2]
    receive(view._reader, type="select", quote=quote)
    assert view._table.current == 2


def test_rows_are_fetched_on_demand_and_sorted_in_python(view, sample):
    assert [row["text"] for row in view._table.rows(0, 2)] == [" ".join(t.split()) for t in sample.quotes["text"][:2]]
    receive(view._table, type="sort", column="speaker", ascending=False)
    speakers = [row["speaker"] for row in view._table.rows(0, len(sample.quotes))]
    named = [speaker.lower() for speaker in speakers if speaker]
    assert named == sorted(named, reverse=True)
    assert view._table.position(view.selected) == view._table.current


def test_no_more_rows_than_asked_for_and_none_for_nonsense(view):
    assert len(view._table.rows(0, 10**9)) <= 1_000
    assert view._table.rows(-5, 2) and view._table.rows(10**6, 10**6 + 5) == []
    receive(view._table, type="select", row=10**6)
    receive(view._charts[0], type="click", region=10**6)
    receive(view._table, type="sort", column="; drop table", ascending=True)
    assert view.filters == tk.Filters()


def test_no_result_is_shown_as_such(view):
    view.filters = {"text": "no such words anywhere"}
    assert view._table.total == 0 and view._reader.article == {} and view.selected == ""
    view.filters = {}
    assert view._table.total > 0 and view.selected


def test_filters_to_begin_with(sample):
    assert tk.explore(sample, filters={"speaker": ["Ruth Reyne"]}).filters.speaker == ("Ruth Reyne",)
    with pytest.raises(ValueError, match="no filter 'speeker'"):
        tk.explore(sample, filters={"speeker": ["x"]})
    with pytest.raises(TypeError, match="not DataFrame"):
        tk.explore(sample.quotes)


def test_a_half_typed_day_changes_nothing(view):
    view._bar.value = {"since": "0000-99-99"}
    assert view.filters == tk.Filters()


def test_a_chart_that_fails_shows_its_error_and_the_rest_goes_on(sample):
    def broken(study, ax=None):
        raise KeyError("no such column")

    view = tk.explore(sample, plugins=tk.Chart("broken", "Broken", broken))
    view._tabs.selected_index = [chart.chart.name for chart in view._charts].index("broken")
    assert "KeyError: 'no such column'" in view._charts[view._tabs.selected_index].error
    view.filters = {"speaker": ["Ruth Reyne"]}
    assert view._table.total


def test_a_panel_is_a_tab_and_one_that_fails_is_named(sample):
    good = tk.Panel("good", "Good", lambda view: ipywidgets.Label(f"{len(view.study.quotes)} statements"))
    bad = tk.Panel("bad", "Bad", lambda view: 1 / 0)
    view = tk.explore(sample, plugins=[good, bad])
    titles = list(view._tabs.titles)
    assert view._tabs.children[titles.index("Good")].value == f"{len(sample.quotes)} statements"
    assert "ZeroDivisionError" in view._tabs.children[titles.index("Bad")].value


def test_the_export_tab_writes_what_is_filtered(view, tmp_path):
    import pandas as pd

    view.filters = {"speaker": ["Ruth Reyne"]}
    view._export.folder.value = str(tmp_path)
    view._export.save_tables()
    assert set(pd.read_csv(tmp_path / "quotes.csv")["speaker"]) == {"Ruth Reyne"}
    assert "Ruth Reyne" in (tmp_path / "quotes.csv.provenance.txt").read_text()
    view._export.save_charts()
    assert (tmp_path / "top_speakers.pdf").stat().st_size > 1_000
    receive(view._charts[0], type="save")
    assert "statements_over_time.png" in view._charts[0].said


def test_a_folder_that_cannot_be_written_is_said(view, tmp_path):
    (tmp_path / "file").write_text("in the way")
    view._export.folder.value = str(tmp_path / "file")
    receive(view._charts[0], type="save")
    assert "Nothing was saved" in view._charts[0].said


def test_the_pieces_of_an_article_are_its_text_with_every_mark(sample):
    for key, row in sample.articles.iterrows():
        document = Document(key, row.to_dict())
        spans = spans_of(sample, key)
        for paragraph, shown in zip(document.paragraphs, cut(document, spans.by_field), strict=True):
            assert "".join(piece["text"] for piece in shown["pieces"]) == paragraph.text
        shown = cut(document, spans.by_field)
        quotes = {piece["quote"] for paragraph in shown for piece in paragraph["pieces"] if "quote" in piece}
        assert quotes == set(sample.quotes.loc[sample.quotes["article_id"] == key, "quote_id"])


def test_a_study_with_statements_only(sample):
    bare = dataclasses.replace(sample, tables={"quotes": sample.quotes})
    view = tk.explore(bare)
    assert view._table.total == len(sample.quotes)
    view._tabs.selected_index = 2
    assert "no table 'stances'" in view._charts[2].error


def test_the_report_of_a_load_is_filtered_and_searched(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "a.csv").write_text(
        "title,text,date\nOne,Some words about it.,2020-01-02\nTwo,Other words.,2020-01-05\n"
    )
    view = tk.show_report(tk.load(tmp_path))
    assert view.summary.headline == "2 articles from 1 file"
    assert dict(view.summary.counts) == {"read": 1, "skipped": 1, "guess": 1, "missing": 0, "duplicate": 0}
    assert view.summary.dates == [["2020-01-02", 1], ["2020-01-03", 0], ["2020-01-04", 0], ["2020-01-05", 1]]
    view.summary.outcome = "skipped"
    assert view.shown["message"].tolist() == ["empty: there is no text in it"]
    view.summary.search = "CSV"
    assert view.shown.empty
    view.summary.outcome = ""
    assert set(view.shown["outcome"]) == {"read", "guess"}
    with pytest.raises(ValueError, match="no report"):
        tk.show_report(pd.DataFrame(tk.load(tmp_path).to_dict()))
