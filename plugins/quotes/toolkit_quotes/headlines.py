"""Statements in headlines: "Concessions ruled out — diplomat", "Minister: no talks", "No talks, says minister"."""

import re
from collections.abc import Collection

from toolkit.documents import Paragraph
from toolkit_quotes.clauses import find_clauses
from toolkit_quotes.marks import find_quotations
from toolkit_quotes.roles import role_of
from toolkit_quotes.statements import Statement

_DASHED = re.compile(r"^(?P<content>.{12,}?)\s+(?P<cue>[—–]|--?)\s+(?P<source>[^—–:]{3,60})$", re.DOTALL)
_BEFORE = re.compile(r"^(?P<source>[^:—–\"“]{3,60}?)\s*(?P<cue>:)\s+(?P<content>.{8,})$", re.DOTALL)
_BEHIND = re.compile(r"^(?P<content>.{12,}?)\s*(?P<cue>:)\s+(?P<source>[^:]{3,40})$", re.DOTALL)


def headline_statement(paragraph: Paragraph, names: Collection[str]) -> Statement | None:
    """Finds the statement that a headline gives, or None.

    `names` are the names of people and organisations in the article; what a dash or colon sets off counts as a
    source only where it is one of them or a role such as "minister".
    """
    text = paragraph.text
    for pattern in (_DASHED, _BEFORE, _BEHIND):
        match = pattern.match(text)
        if match and _is_source(match["source"], names):
            content = match.span("content")
            return Statement(
                paragraph.field,
                (_shift(content, paragraph.start),),
                _shift(match.span("source"), paragraph.start),
                _shift(match.span("cue"), paragraph.start),
                _kind(text, content),
                0.8,
            )
    return None


def reported_in_headline(paragraph: Paragraph) -> Statement | None:
    """Finds a statement that a headline reports with a verb: "Minister says talks have failed"."""
    quotations = [(q.start + paragraph.start, q.end + paragraph.start) for q in find_quotations(paragraph.text)]
    tokens = [token for sentence in paragraph.sentences for token in sentence.tokens]

    def piece(start: int, end: int) -> str:
        return paragraph.text[start - paragraph.start : end - paragraph.start]

    for clause in find_clauses(tokens, quotations, piece):
        start, end = clause.parts[0][0], clause.parts[-1][1]
        stripped = piece(start, end).rstrip(" ,;:—–-")
        if len(stripped) >= 8:
            span = (start, start + len(stripped))
            kind = _kind(paragraph.text, (span[0] - paragraph.start, span[1] - paragraph.start))
            return Statement(paragraph.field, (span,), clause.source, clause.cue, kind, clause.score - 0.1)
    return None


def _is_source(source: str, names: Collection[str]) -> bool:
    words = source.strip()
    if len(words.split()) > 6:
        return False
    return words in names or role_of(words) is not None or any(words.endswith(f" {name}") for name in names)


def _kind(text: str, content: tuple[int, int]) -> str:
    inside = [q for q in find_quotations(text) if content[0] <= q.start < content[1]]
    if not inside:
        return "indirect"
    return "direct" if sum(q.end - q.start for q in inside) >= content[1] - content[0] - 2 else "mixed"


def _shift(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
