"""The chart holds what every one must, and counts right."""

import pandas as pd
from toolkit_speech import speech

import toolkit as tk
from toolkit.testing import check_chart

ROWS = [
    {"headline": "One", "body": "d d i", "source": "Herald"},
    {"headline": "Two", "body": "i", "source": "Morning Post"},
    {"headline": "Three", "body": "m d", "source": None},
]
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}


@tk.analyzer("quotes", columns={"quote_id": "string", "kind": "string"})
def quotes(document):
    """A statement for each letter."""
    for start, letter in enumerate(document.fields["body"]):
        if letter in KINDS:
            row = document.span("body", start, start + 1, kind=KINDS[letter])
            yield {**row, "quote_id": f"{document.id}-{start}"}


def study():
    return tk.analyze(tk.load(pd.DataFrame(ROWS), progress=False), plugins=[quotes], only=["quotes"], progress=False)


def test_it_holds_the_contract():
    check_chart(speech)
    check_chart(speech, study())


def test_it_counts_and_filters():
    axes = check_chart(speech, study())
    table = tk.charts.content_of(axes).data.set_index("source")
    assert table.loc["Herald"].tolist() == [2, 0, 1]
    assert table.loc["Morning Post"].tolist() == [0, 0, 1]
    assert table.loc["no source"].tolist() == [1, 1, 0]
    marks = {mark.label: mark.filters for mark in tk.charts.content_of(axes).marks}
    assert marks["Herald: 2 direct"] == {"kind": "direct", "source": "Herald"}
    assert marks["no source: 1 mixed"] == {"kind": "mixed"}
