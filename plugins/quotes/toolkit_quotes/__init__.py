"""Statements in press articles: what was said, by whom, with which cue. Found by rules on words and marks."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

import toolkit as tk
from toolkit.documents import Document
from toolkit_quotes.headlines import headline_statement, reported_in_headline
from toolkit_quotes.speakers import Cast, Speaker, resolve
from toolkit_quotes.statements import Statement, find_statements

KINDS = ("direct", "indirect", "mixed")


@tk.analyzer(
    "quotes",
    columns={
        "quote_id": "string",
        "kind": "string",
        "speaker": "string",
        "speaker_text": "string",
        "speaker_start": "Int64",
        "speaker_end": "Int64",
        "cue": "string",
        "cue_start": "Int64",
        "cue_end": "Int64",
        "parts": "object",
        "score": "Float64",
    },
    requires=["entities"],
    languages=["en"],
    version="0.1.0",
)
def quotes(document: Document, entities: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Statements with their kind, speaker and cue.

    `kind` is direct, indirect or mixed; `speaker` the canonical name of who speaks, `speaker_text` the words of the
    article for them; `parts` the spans of a statement that is interrupted; `score` how sure the rule is, 0 to 1.
    """
    cast = Cast(document, entities.to_dict("records"))
    statements = _in_order(document, cast)
    previous: Statement | None = None
    last: Speaker | None = None
    for statement in statements:
        speaker = resolve(cast, statement, previous, last)
        yield _row(document, statement, speaker)
        if statement.field != "headline":
            previous, last = statement, speaker


def _in_order(document: Document, cast: Cast) -> list[Statement]:
    """All statements of the headline, the standfirst and the body."""
    headline = next((p for p in document.paragraphs if p.field == "headline"), None)
    found = find_statements(document)
    if headline is None:
        return found
    of_headline = headline_statement(headline, cast.names()) or reported_in_headline(headline)
    return [of_headline, *found] if of_headline else found


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
        cue=field[cue[0] : cue[1]] if cue else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        parts=[list(part) for part in statement.parts],
        score=round(statement.score * (speaker.score if speaker.name else 0.8), 3),
    )


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [quotes]
