"""Statements that the layout gives away: transcripts, tweets, signed quotations, a quotation behind a colon."""

import pandas as pd
import pytest

import toolkit as tk


def statements(body: str) -> list[tuple[str, str | None, str | None]]:
    articles = tk.load(pd.DataFrame({"headline": ["News from the valley"], "body": [body]}), progress=False)
    table = tk.analyze(articles.assign(language="en"), only=["quotes"], progress=False).quotes
    rows = table[table["field"] == "body"].astype(object).where(table.notna(), None)
    return [(row.text, row.speaker_text, row.cue) for row in rows.itertuples()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The commission voted on Thursday.\n\n“Every household deserves a connection that works when it matters.” "
            "—Commissioner Geoffrey Starks",
            ("“Every household deserves a connection that works when it matters.”", "Commissioner Geoffrey Starks", "—"),
        ),
        (
            "The commission voted on Thursday.\n\n“Every household deserves a connection that works when it matters.”\n\n"
            "— Geoffrey Starks, commissioner",
            ("“Every household deserves a connection that works when it matters.”", "Geoffrey Starks, commissioner", "—"),
        ),
        (
            "The vote was close.\n\nAnd from the chairwoman:\n\n“Today we bring light to a market that has been dark for years.”",
            ("“Today we bring light to a market that has been dark for years.”", "the chairwoman", ":"),
        ),
        (
            "The president answered on Twitter.\n\nWe will build it and it will be beautiful! — Jan Lund (@janlund) May 5, 2016",
            ("We will build it and it will be beautiful!", "Jan Lund", "—"),
        ),
    ],
)  # fmt: skip
def test_a_signature_or_the_paragraph_before_names_the_source(body, expected):
    assert expected in statements(body)


def test_each_turn_of_a_transcript_is_a_statement():
    body = (
        "The two met in a studio on Sunday.\n\nPENCE: Well, look, the people know what we have done.\n\n"
        "QUIJANO: You have said that before. Why should they believe you?\n\nPENCE: Because he said so, and it is true."
    )
    found = statements(body)
    assert [row for row in found if row[2] == ":"] == [
        ("Well, look, the people know what we have done.", "PENCE", ":"),
        ("You have said that before. Why should they believe you?", "QUIJANO", ":"),
        ("Because he said so, and it is true.", "PENCE", ":"),
    ]
    assert len({row[0] for row in found}) == len(found) == 3, "what is said within a turn stays inside"


def test_a_dateline_or_a_heading_with_a_colon_is_no_turn():
    body = "WASHINGTON: The talks were held in a hotel by the river.\n\nNOTE: Times are local."
    assert not [row for row in statements(body) if row[2] == ":"]


def test_a_paragraph_in_quotation_marks_goes_on_with_the_statement_before():
    body = (
        "“We had no food for a week,” Mayor Jan Lund said at the meeting in Orren on Monday.\n\n"
        "“And then the soldiers came and took the last of the bread with them.”"
    )
    ((text, source, _),) = statements(body)
    assert source == "Mayor Jan Lund"
    assert text.startswith("“We had") and text.endswith("with them.”")
