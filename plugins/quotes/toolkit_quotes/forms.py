"""Statements by the form of a paragraph: transcripts, tweets, signed quotations, a quotation that stands by itself."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeGuard

from toolkit_reading.marks import OPENING, Quotation

from toolkit.documents import Document, Paragraph, Sentence
from toolkit_quotes.statements import Range, Statement, kind_of, within

_NAME = r"(?:the |The )?[A-Z][^\n.!?:;—“”\"]{2,90}?"
_DASH = r"(?P<cue>[—–―]|--?)\s?"
_TURN = re.compile(r"(?P<source>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5})(?P<cue>:)\s+(?P<content>\S.+)", re.DOTALL)
_TWEET = re.compile(rf"(?P<content>\S.+?)\s+{_DASH}(?P<source>[^\n—–]{{2,60}}?)\s\(@\w+\)[^\n]{{0,40}}", re.DOTALL)
_SIGNATURE = re.compile(rf"\s*{_DASH}(?P<source>{_NAME})\s*")
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]y)\s+(?P<source>[^,:\n]{3,70})(?P<cue>:)\s*$")
_NAMED = re.compile(r"(?P<source>[A-Z][^,:.\n]{2,50})(?P<cue>:)\s*")
_ACCORDING = (
    re.compile(r"(?P<cue>According to)\s+(?P<source>[^,;:]{2,80}),\s+(?P<content>.{8,}?)[.!?…]?"),
    re.compile(r"(?P<content>.{8,}),\s+(?P<cue>according to)\s+(?P<source>[^,;:]{2,100}?)[.!?…]?"),
)
_LEAST = 4  # words of a quotation that stands by itself; less is a title or a scare quote


def turns(document: Document, quotations: dict[str, list[Quotation]], names: Collection[str]) -> Iterator[Statement]:
    """Yields what is said in transcripts ("PENCE: Well, look …") and tweets printed whole with their handle.

    `names` are the people and organisations of the article: one of them before a colon takes a turn, and so do
    capitals that come back.
    """
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.field != "headline"]
    speak = _speakers(paragraphs, names)
    for paragraph in paragraphs:
        match = _TURN.fullmatch(paragraph.text)
        if match is None or match["source"] not in speak:
            match = _TWEET.fullmatch(paragraph.text) if "(@" in paragraph.text else None
        if match:
            content = _at(match, "content", paragraph)
            kind = "mixed" if kind_of((content,), quotations[paragraph.field]) == "mixed" else "direct"
            source, cue = _at(match, "source", paragraph), _at(match, "cue", paragraph)
            yield Statement(paragraph.field, (content,), source, cue, kind, 0.9)


def _speakers(paragraphs: Sequence[Paragraph], names: Collection[str]) -> set[str]:
    found = Counter(match["source"] for paragraph in paragraphs if (match := _TURN.fullmatch(paragraph.text)))
    known = {form.casefold() for name in names if name for form in (name, name.split()[-1])}
    return {
        source
        for source, count in found.items()
        if source.casefold() in known or (source.isupper() and count > 1 and len(found) > 1)
    }


def by_according_to(document: Document, quotations: dict[str, list[Quotation]]) -> Iterator[Statement]:
    """Yields sentences that say "According to X, …" or "…, according to X" as a whole."""
    for paragraph in document.paragraphs:
        if "ccording to" not in paragraph.text:
            continue
        for sentence in paragraph.sentences:
            match = next(filter(None, (form.fullmatch(sentence.text) for form in _ACCORDING)), None)
            if match:
                content, source, cue = (_at(match, name, sentence) for name in ("content", "source", "cue"))
                kind = kind_of((content,), quotations[paragraph.field])
                yield Statement(paragraph.field, (content,), source, cue, kind, 0.8)


def quotations_alone(document: Document, quotations: dict[str, list[Quotation]]) -> Iterator[Statement]:
    """Yields paragraphs that are a quotation, with the source that signs it or that the paragraph before names.

    '“…” —Commissioner Geoffrey Starks', with the signature behind it or in a paragraph of its own, and
    'And from the chairwoman:' before it. Without either the source is None.
    """
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.field != "headline"]
    for before, paragraph, following in zip_longest([None, *paragraphs[:-1]], paragraphs, paragraphs[1:]):
        if paragraph is None or paragraph.text[0] not in OPENING | {"‘", "'"}:
            continue
        inside = within(paragraph.start, paragraph.end, quotations[paragraph.field])
        alone = _alone(paragraph, inside)
        if alone is None:
            continue
        signed = _SIGNATURE.fullmatch(paragraph.text, alone.end - paragraph.start)
        lead = None
        if _is_beside(before, paragraph):
            lead = _FROM.search(before.text) or _NAMED.fullmatch(before.text)
        if signed:
            yield _sourced(alone, signed, paragraph)
        elif paragraph.text[alone.end - paragraph.start :].strip():
            continue
        elif _is_beside(following, paragraph) and (signed := _SIGNATURE.fullmatch(following.text)):
            yield _sourced(alone, signed, following)
        elif before is not None and lead:
            yield _sourced(alone, lead, before)
        else:
            yield alone


def _is_beside(other: Paragraph | None, paragraph: Paragraph) -> TypeGuard[Paragraph]:
    """Tells whether there is another paragraph, and in the same field, so that its offsets are of the same text."""
    return other is not None and other.field == paragraph.field


def _alone(paragraph: Paragraph, quotations: Sequence[Quotation]) -> Statement | None:
    """The quotations with which a paragraph begins and between which nothing stands."""
    end = paragraph.start
    parts: list[Range] = []
    for quotation in quotations:
        if paragraph.text[end - paragraph.start : quotation.start - paragraph.start].strip():
            break
        parts.append((quotation.start, quotation.end))
        end = quotation.end
    words = sum(len(paragraph.text[start - paragraph.start : end - paragraph.start].split()) for start, end in parts)
    return Statement(paragraph.field, tuple(parts), None, None, "direct", 0.6) if words >= _LEAST else None


def _sourced(statement: Statement, match: re.Match[str], paragraph: Paragraph) -> Statement:
    return replace(statement, source=_at(match, "source", paragraph), cue=_at(match, "cue", paragraph), score=0.9)


def _at(match: re.Match[str], name: str, within: Paragraph | Sentence) -> Range:
    return match.start(name) + within.start, match.end(name) + within.start
