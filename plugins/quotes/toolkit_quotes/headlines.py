"""Statements in headlines: "Concessions ruled out — diplomat", "Minister: no talks"."""

import re
from collections.abc import Collection, Sequence

from toolkit_reading.marks import Quotation

from toolkit.documents import Paragraph
from toolkit_quotes.roles import role_of
from toolkit_quotes.statements import Range, Statement, kind_of

_DASHED = re.compile(r"^(?P<content>.{12,}?)\s+(?P<cue>[—–]|--?)\s+(?P<source>[^—–:]{3,60})$", re.DOTALL)
_BEFORE = re.compile(r"^(?P<source>[^:—–\"“]{3,60}?)\s*(?P<cue>:)\s+(?P<content>.{8,})$", re.DOTALL)
_BEHIND = re.compile(r"^(?P<content>.{12,}?)\s*(?P<cue>:)\s+(?P<source>[^:]{3,40})$", re.DOTALL)


def headline_statement(
    paragraph: Paragraph, names: Collection[str], quotations: Sequence[Quotation]
) -> Statement | None:
    """Finds the statement that a headline gives, or None.

    `names` are the names of people and organisations in the article; what a dash or colon sets off counts as a
    source only where it is one of them or a role such as "minister".
    """
    for pattern in (_DASHED, _BEFORE, _BEHIND):
        match = pattern.match(paragraph.text)
        if match and is_source(match["source"], names):
            content, source, cue = (_shift(match.span(name), paragraph.start) for name in ("content", "source", "cue"))
            return Statement(paragraph.field, (content,), source, cue, kind_of((content,), quotations), 0.8)
    return None


def is_source(source: str, names: Collection[str]) -> bool:
    """Tells a name of the article, a name with a title or a role from other words."""
    words = source.strip()
    if len(words.split()) > 6:
        return False
    return words in names or role_of(words) is not None or any(words.endswith(f" {name}") for name in names)


def _shift(span: Range, by: int) -> Range:
    return span[0] + by, span[1] + by
