"""Statements, names and stances by a few patterns, so that the core is tested with no plugin installed.

The tables have the columns that the first-party plugins make. What stands in them is not meant to be right.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import pandas as pd

import toolkit as tk
from toolkit.documents import Document

NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
STATEMENTS = {
    "direct": re.compile(
        rf"(?P<said>[“‘\"][^”’\"]{{8,400}}[”’\"]),? (?:(?P<cue>said|added|told) )?(?P<speaker>{NAME})?"
    ),
    "indirect": re.compile(rf"(?P<speaker>{NAME})[^.“‘\"]* (?P<cue>said|added|told) (?P<said>[^.“‘\"]{{8,}})\."),
}
MIDDLE = [f"{letter} " for letter in ascii_lowercase]
WHERE = re.compile(r"\b(?:in|at|from|of) $")

QUOTES = {
    "quote_id": "string", "kind": "string", "speaker": "string", "speaker_text": "string", "speaker_start": "Int64",
    "speaker_end": "Int64", "speaker_type": "string", "speaker_score": "Float64", "antecedent_field": "string",
    "antecedent_start": "Int64", "antecedent_end": "Int64", "cue": "string", "cue_start": "Int64", "cue_end": "Int64",
    "act": "string", "parts": "object", "score": "Float64",
}  # fmt: skip
STANCES = {
    "quote_id": "string", "target": "string", "target_name": "string", "speaker": "string", "stance": "string",
    "score": "Float64", "because": "string", "sentiment": "string", "sentiment_score": "Float64",
    **{f"stance_{label}": "Float64" for label in ("oppose", "neutral", "support")},
    **{f"sentiment_{label}": "Float64" for label in ("negative", "neutral", "positive")}, "evidence": "object",
}  # fmt: skip


@tk.analyzer(
    "entities", columns={"label": "string", "entity": "string", "score": "Float64"}, languages=["en"], version="1"
)
def entities(document: Document) -> Iterator[dict[str, Any]]:
    """Words with capitals; a place is what stands behind “in”, “at”, “from” or “of”, a person has two of them."""
    for field, text in document.fields.items():
        for found in re.finditer(NAME, text):
            place = WHERE.search(text[: found.start()])
            if not place and " " not in found[0] and not text[: found.start()].endswith(tuple(MIDDLE)):
                continue  # the first word of a sentence
            label = "PLACE" if place else "PERSON" if " " in found[0] else "ORG"
            yield document.span(field, *found.span()) | {"label": label, "entity": found[0], "score": 0.5}


@tk.analyzer("quotes", columns=QUOTES, requires=["entities"], languages=["en"], version="1")
def quotes(document: Document, entities: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What stands in quotation marks, said by the name behind it or nobody, and what follows a name and a verb."""
    for field, text in document.fields.items():
        behind = 0
        found_all = (
            (found.start("said"), kind, found) for kind in STATEMENTS for found in STATEMENTS[kind].finditer(text)
        )
        for start, kind, found in sorted(found_all, key=lambda each: each[0]):
            end = found.end("said")
            if start < behind:
                continue
            behind = end
            row = {"quote_id": f"{document.id}:{field}:{start}", "kind": kind, "score": 0.5, "act": "said"}
            row |= {"parts": [[start, end]]}
            for name in ("speaker", "cue"):
                if found[name]:
                    row |= {f"{name}_start": found.start(name), f"{name}_end": found.end(name), name: found[name]}
            if found["speaker"]:
                row["speaker"] = " ".join(found["speaker"].split()[-2:])  # without a title
                row |= {"speaker_text": found["speaker"], "speaker_type": "person", "speaker_score": 0.5}
            yield document.span(field, start, end) | row


@tk.analyzer("sentiment", makes={"stances": tk.Table(STANCES)}, requires=["quotes"], languages=["en"], version="1")
def sentiment(document: Document, quotes: pd.DataFrame, *, targets: list[str] = ()) -> Iterator[dict[str, Any]]:
    """Opposed is what a statement with a negation names; supported what one without names."""
    for quote in quotes.to_dict("records"):
        against = re.search(r"\b(?:not|no|never|\w+n[’']t)\b", quote["text"])
        stance = "oppose" if against else "support"
        for target in targets:
            for found in re.finditer(rf"\b{re.escape(target)}\b", quote["text"], re.IGNORECASE):
                start, end = quote["start"] + found.start(), quote["start"] + found.end()
                evidence = []
                if against:
                    begin = quote["start"] + against.start()
                    evidence = [{"start": begin, "end": begin + len(against[0]), "effect": "denies"}]
                chances = {
                    f"stance_{label}": 0.9 if label == stance else 0.05 for label in ("oppose", "neutral", "support")
                }
                chances |= {
                    f"sentiment_{label}": float(label == "neutral") for label in ("negative", "neutral", "positive")
                }
                yield document.span(quote["field"], start, end) | chances | {
                    "quote_id": quote["quote_id"], "target": target, "speaker": quote["speaker"], "stance": stance,
                    "sentiment": "neutral", "sentiment_score": 1.0, "score": 0.9, "evidence": evidence,
                }  # fmt: skip


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """All three."""
    return [entities, quotes, sentiment]
