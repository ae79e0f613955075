"""Where an article names someone or something, as the encoder reads it, and what the whole article tells of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from toolkit_reading import Precision, Span, read

from toolkit.documents import Document
from toolkit_entities import lexicon
from toolkit_entities.context import little_known_places, spread_gender
from toolkit_entities.mention import Mention, make_mention
from toolkit_entities.passed_over import with_passed_over
from toolkit_entities.titles import title_before, without_title

LABEL_OF = {
    "Person": "PERSON", "Organization": "ORG", "Location": "PLACE", "NORP": "GROUP", "Facility": "FACILITY",
    "Date": "DATE", "Money": "MONEY", "Product": "PRODUCT", "Misc": "OTHER",
}  # fmt: skip
"""The encoder's kinds of names and the labels of the table."""

_OF_FORM = ("Date", "Money")
"""Kinds that a span is by its own form, not by what it names."""


def find_mentions(document: Document, precision: Precision = "full") -> list[Mention]:
    """Finds the names of a document, in the order of its text."""
    names = [span for span in read(document, precision).names if _is_name(document, span)]
    read_names = _consistent(document, with_passed_over(document, names))
    texts = [document.fields[span.field][span.start : span.end] for span in read_names if span.kind == "Person"]
    surnames = {text.split()[-1] for text in texts if len(text.split()) > 1}
    found = [_mention(document, span, surnames) for span in read_names]
    return spread_gender(document, little_known_places(document, found))


_PARTY = re.compile(r"[RDI] ?[-–] ?[A-Z]")


def _is_name(document: Document, span: Span) -> bool:
    """Tells a name from marks, and from a party with a state: "R-Fla."."""
    text = document.fields[span.field][span.start : span.end]
    of_party = span.kind in ("Person", "Organization", "Location") and _PARTY.match(text)
    return any(map(str.isalnum, text)) and not of_party


def _consistent(document: Document, names: Sequence[Span]) -> list[Span]:
    """Gives what an article writes in one way one kind: the one that the encoder is surest of over all its places."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    texts = [document.fields[span.field][span.start : span.end] for span in names]
    for span, text in zip(names, texts, strict=True):
        if span.kind not in _OF_FORM:
            votes[text][span.kind] += span.score
            if span.kind == "Person" and len(text.split()) > 1:
                votes[text.split()[-1]]["Person"] += span.score
    return [
        span if span.kind in _OF_FORM else replace(span, kind=max(votes[text], key=votes[text].__getitem__))
        for span, text in zip(names, texts, strict=True)
    ]


_BEFORE_NAME = re.compile(r"^(?:[a-z][\w'’-]{3,}\s+)+(?=[A-Z])")


def _trimmed(field: str, span: Span) -> tuple[int, int]:
    """A span without marks at its head, and one of an organisation without words before its name: "nonpartisan"."""
    start = span.start
    if span.kind in _OF_FORM:
        return start, span.end
    while start < span.end - 1 and not field[start].isalnum() and field[start] not in "@#$€£\"“'‘":
        start += 1
    lead = _BEFORE_NAME.match(field[start : span.end]) if span.kind == "Organization" else None
    return (start + lead.end() if lead else start), span.end


def _mention(document: Document, span: Span, surnames: Collection[str]) -> Mention:
    field = document.fields[span.field]
    start, end = _trimmed(field, span)
    label = LABEL_OF[span.kind]
    title = None
    if label == "PERSON":
        start = without_title(field, start, end)
        title = title_before(field, start)
    text = field[start:end]
    known = lexicon.known_names().get(text.removeprefix("the ").removeprefix("The "))
    if known and span.kind not in _OF_FORM and text not in surnames:
        label = known[0]
    if label == "OTHER" and not lexicon.event_words().isdisjoint(text.split()):
        label = "EVENT"
    return make_mention(span.field, start, end, text, label, round(span.score, 3), title)
