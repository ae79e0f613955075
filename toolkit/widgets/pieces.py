"""An article cut into pieces of text that know their marks, for the reader."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd

from toolkit.analysis.study import Study
from toolkit.analyzers import SPAN_COLUMNS
from toolkit.documents import Document

_OWN = ("quotes", "entities", "stances")


@dataclass(frozen=True)
class Span:
    """A marked span of a field: its classes (statement, speaker, …), a title to hover over, and its statement."""

    start: int
    end: int
    marks: tuple[str, ...]
    title: str = ""
    quote: str = ""


@dataclass
class Spans:
    """The marked spans of one article, by field."""

    by_field: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def add(self, field_name: str, start: Any, end: Any, *marks: str, title: str = "", quote: str = "") -> None:
        """Adds a span; what has no place is passed over."""
        if pd.notna(start) and pd.notna(end):
            self.by_field[field_name].append(Span(int(start), int(end), marks, title, quote))


def spans_of(study: Study, article_id: str) -> Spans:
    """Collects the spans of an article's statements, speakers, cues, entities, targets and evidence."""
    spans = Spans()
    for row in _rows(study, "quotes", article_id):
        speaker = row["speaker"] if pd.notna(row["speaker"]) else "no speaker"
        about = " · ".join([speaker, *(row[name] for name in ("kind", "act") if pd.notna(row.get(name)))])
        if pd.notna(row["score"]):
            about += f" · certainty {row['score']:.2f}"
        parts = row["parts"] if isinstance(row["parts"], list) else [(row["start"], row["end"])]
        for start, end in parts:
            spans.add(row["field"], start, end, "statement", title=about, quote=row["quote_id"])
        spans.add(row["field"], row["speaker_start"], row["speaker_end"], "speaker", title=_who(row))
        spans.add(row["field"], row["cue_start"], row["cue_end"], "cue", title="cue")
    for row in _rows(study, "entities", article_id):
        spans.add(row["field"], row["start"], row["end"], "entity", title=f"{row['entity']} ({row['label']})")
    for row in _rows(study, "stances", article_id):
        title = f"{row['target']}: {row['stance']} (certainty {row['score']:.2f}), tone {row['sentiment']}"
        if isinstance(row.get("because"), str):
            title += f"\nbecause {row['because']}"
        spans.add(row["field"], row["start"], row["end"], "target", row["stance"], title=title)
        for span in row["evidence"] if isinstance(row.get("evidence"), list) else ():
            why = f"{span['effect']} ({row['target']}: {row['stance']})"
            spans.add(row["field"], span["start"], span["end"], "evidence", title=why)
    for name, layer in layers_of(study).items():
        for row in _rows(study, name, article_id):
            spans.add(row["field"], row["start"], row["end"], "other", layer, title=told(name, row))
    return spans


def layers_of(study: Study) -> dict[str, str]:
    """The tables of other analyzers whose rows have a place, each with the class that marks it (six in turn)."""
    placed = [name for name, table in study.tables.items() if name not in _OWN and SPAN_COLUMNS.keys() <= set(table)]
    return {name: f"other-{number % 6}" for number, name in enumerate(placed)}


def told(name: str, row: Mapping[Any, Any]) -> str:
    """A row of an analyzer's table in words, to hover over: its own columns with their values."""
    passed = ("quote_id", "article_id", "field", "start", "end", "text", "analyzer", "analyzer_version")
    own = {column: value for column, value in row.items() if column not in passed}
    shown = [f"{column}: {value}" for column, value in own.items() if isinstance(value, list) or pd.notna(value)]
    return f"{name} · {', '.join(shown)}" if shown else name


def _who(row: Mapping[Any, Any]) -> str:
    """The speaker with the kind and, where the words of the article are others, how sure it is."""
    name = row["speaker"] if pd.notna(row["speaker"]) else "not known"
    about = [str(row[key]) for key in ("speaker_type",) if pd.notna(row.get(key))]
    if pd.notna(row.get("speaker_score")) and row["speaker"] != row["speaker_text"]:
        about.append(f"certainty {row['speaker_score']:.2f}")
    known = f" ({', '.join(about)})" if about else ""
    return f"speaker: {name}{known}"


def _rows(study: Study, name: str, article_id: str) -> list[dict[Any, Any]]:
    table = study.tables.get(name)
    return [] if table is None else table[table["article_id"] == article_id].to_dict("records")


def cut(document: Document, spans: Mapping[str, Iterable[Span]]) -> list[dict[str, Any]]:
    """Cuts the paragraphs of a document at the bounds of the spans.

    Gives for each paragraph its field and pieces: `text`, and where it is marked `marks`, `title` and `quote`. The
    pieces of a paragraph, one after the other, are its text.
    """
    paragraphs = []
    for paragraph in document.paragraphs:
        inside = [s for s in spans.get(paragraph.field, ()) if s.start < paragraph.end and s.end > paragraph.start]
        bounds = {paragraph.start, paragraph.end}
        for span in inside:
            bounds |= {max(span.start, paragraph.start), min(span.end, paragraph.end)}
        places = sorted(bounds)
        pieces = [
            _piece(document.fields[paragraph.field][a:b], [s for s in inside if s.start <= a and s.end >= b])
            for a, b in pairwise(places)
        ]
        paragraphs.append({"field": paragraph.field, "pieces": pieces})
    return paragraphs


def _piece(text: str, covering: list[Span]) -> dict[str, Any]:
    if not covering:
        return {"text": text}
    piece: dict[str, Any] = {
        "text": text,
        "marks": list(dict.fromkeys(mark for span in covering for mark in span.marks)),
        "title": "\n".join(dict.fromkeys(span.title for span in covering if span.title)),
    }
    quote = next((span.quote for span in covering if span.quote), None)
    return {**piece, "quote": quote} if quote else piece
