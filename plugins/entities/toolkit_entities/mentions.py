"""Where an article names someone or something, as the encoder reads it, and what the whole article tells of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from toolkit_reading import Span, read

from toolkit.documents import Document
from toolkit_entities import lexicon
from toolkit_entities.context import little_known_places, spread_gender
from toolkit_entities.mention import Mention, make_mention
from toolkit_entities.titles import title_before, without_title

LABEL_OF = {
    "Person": "PERSON", "Organization": "ORG", "Location": "PLACE", "NORP": "GROUP", "Facility": "FACILITY",
    "Date": "DATE", "Money": "MONEY", "Product": "PRODUCT", "Misc": "OTHER",
}  # fmt: skip
"""The encoder's kinds of names and the labels of the table."""

_OF_FORM = ("Date", "Money")
"""Kinds that a span is by its own form, not by what it names."""


def find_mentions(document: Document) -> list[Mention]:
    """Finds the names of a document, in the order of its text."""
    names = [span for span in read(document).names if _is_name(document.fields[span.field][span.start : span.end])]
    found = [_mention(document, span) for span in _consistent(document, names)]
    return spread_gender(document, little_known_places(document, found))


def _is_name(text: str) -> bool:
    return any(character.isalnum() for character in text)


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


def _mention(document: Document, span: Span) -> Mention:
    field = document.fields[span.field]
    start, end = span.start, span.end
    label = LABEL_OF[span.kind]
    title = None
    if label == "PERSON":
        start = without_title(field, start, end)
        title = title_before(field, start)
    text = field[start:end]
    known = lexicon.known_names().get(text.removeprefix("the ").removeprefix("The "))
    if known and span.kind not in _OF_FORM:
        label = known[0]
    if label == "OTHER" and not lexicon.event_words().isdisjoint(text.split()):
        label = "EVENT"
    return make_mention(span.field, start, end, text, label, round(span.score, 3), title)
