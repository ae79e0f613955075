"""Statements in press articles: what was said, by whom, with which cue. Read by the shared encoder."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from toolkit_reading import Precision

import toolkit as tk
from toolkit.documents import Document
from toolkit_quotes.acts import act_of
from toolkit_quotes.assembly import find_statements
from toolkit_quotes.cast import Cast
from toolkit_quotes.speakers import Speaker, Speakers, with_named_source
from toolkit_quotes.statements import Statement, quotations_of

KINDS = ("direct", "indirect", "mixed")
COLUMNS = {
    "quote_id": "string",
    "kind": "string",
    "speaker": "string",
    "speaker_text": "string",
    "speaker_start": "Int64",
    "speaker_end": "Int64",
    "speaker_type": "string",
    "speaker_score": "Float64",
    "antecedent_field": "string",
    "antecedent_start": "Int64",
    "antecedent_end": "Int64",
    "cue": "string",
    "cue_start": "Int64",
    "cue_end": "Int64",
    "act": "string",
    "parts": "object",
    "score": "Float64",
}
"""The columns of the table beside the place of each row, for whoever makes it."""


@tk.analyzer(
    "quotes",
    columns=COLUMNS,
    requires=["entities"],
    languages=["en"],
    version="0.4.0",
)
def quotes(document: Document, entities: pd.DataFrame, *, precision: Precision = "full") -> Iterator[dict[str, Any]]:
    """Statements with their kind, speaker and cue.

    `kind` is direct, indirect or mixed; `speaker` the canonical name of who speaks, `speaker_text` the words of the
    article for them; `act` what the cue tells of it (said, thought, …); `parts` the spans of a statement that is
    interrupted; `score` the probability that a reader would mark it.
    """
    cast = Cast(document, entities.to_dict("records"))
    quotations = quotations_of(document)
    found = find_statements(document, cast.names(), quotations, precision)
    statements = [with_named_source(statement, cast) for statement in found]
    speakers = Speakers(document, cast, statements, quotations)
    previous: Statement | None = None
    last: Speaker | None = None
    for statement in statements:
        speaker = speakers.resolve(statement, previous, last)
        yield _row(document, statement, speaker)
        if statement.field != "headline":
            previous, last = statement, speaker


def _row(document: Document, statement: Statement, speaker: Speaker) -> dict[str, Any]:
    field = document.fields[statement.field]
    source, cue = statement.source, statement.cue
    return document.span(
        statement.field,
        statement.start,
        statement.end,
        quote_id=f"{document.id}:{statement.field}:{statement.start}",
        kind=statement.kind,
        speaker=speaker.name,
        speaker_text=field[source[0] : source[1]] if source else None,
        speaker_start=source[0] if source else None,
        speaker_end=source[1] if source else None,
        speaker_type=speaker.kind,
        speaker_score=round(speaker.score, 3) if speaker.name else None,
        antecedent_field=speaker.antecedent[0] if speaker.antecedent else None,
        antecedent_start=speaker.antecedent[1] if speaker.antecedent else None,
        antecedent_end=speaker.antecedent[2] if speaker.antecedent else None,
        cue=field[cue[0] : cue[1]] if cue else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        act=act_of(field[cue[0] : cue[1]] if cue else None, field[source[0] : source[1]] if source else None),
        parts=[list(part) for part in statement.parts],
        score=round(statement.score, 3),
    )


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [quotes]
