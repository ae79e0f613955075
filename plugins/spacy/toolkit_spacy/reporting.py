"""Statements in a parsed text: quotations with the verb beside them, and clauses that a verb takes as complement."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit_quotes.acts import act_of
from toolkit_reading.marks import Quotation, find_quotations

_SUBJECTS = ("nsubj", "sb", "nsubj:pass")
_COMPLEMENTS = ("ccomp", "oc", "parataxis")
_NEAR = 12  # tokens between a quotation and the verb that introduces it


@dataclass(frozen=True)
class Report:
    """A statement: offsets of its content, the source as a spaCy Span and the cue as a Token."""

    content: tuple[int, int]
    source: Any
    cue: Any
    kind: str


def find_reports(parsed: Any) -> Iterator[Report]:
    """Yields the statements of a parsed text, in the order of the text."""
    quotations = [q for q in find_quotations(parsed.text) if len(parsed.text[q.start : q.end].split()) > 2]
    found = [*_quoted(parsed, quotations), *_complements(parsed, quotations)]
    yield from sorted(found, key=lambda report: report.content)


def _quoted(parsed: Any, quotations: Sequence[Quotation]) -> Iterator[Report]:
    for quotation in quotations:
        span = parsed.char_span(quotation.start, quotation.end, alignment_mode="expand")
        behind = range(span.end, min(span.end + _NEAR, len(parsed)))
        around = [*behind, *range(span.start - 1, max(-1, span.start - _NEAR), -1)]
        verbs = (parsed[i] for i in around if not _within(quotations, parsed[i].idx) and _reports(parsed[i]))
        cue = next(verbs, None)
        yield Report((quotation.start, quotation.end), _source(cue) if cue else None, cue, "direct")


def _complements(parsed: Any, quotations: Sequence[Quotation]) -> Iterator[Report]:
    for token in parsed:
        head = token.head
        if token.dep_ not in _COMPLEMENTS or not _reports(head) or _within(quotations, token.idx):
            continue
        subtree = [part for part in token.subtree if not part.is_space]
        while subtree and subtree[-1].is_punct:
            subtree.pop()
        words = [part for part in subtree if part.i > head.i] if token.i > head.i else subtree
        if len(words) > 2:
            yield Report((words[0].idx, words[-1].idx + len(words[-1])), _source(head), head, "indirect")


def _reports(token: Any) -> bool:
    if token.pos_ not in ("VERB", "AUX") or _source(token) is None:
        return False
    return token.lang_ != "en" or act_of(token.text) not in ("other", "promised", "judged")


def _source(verb: Any) -> Any:
    """The subject of a verb with what belongs to it, or None."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return verb.doc[child.left_edge.i : child.right_edge.i + 1]
    return None


def _within(quotations: Sequence[Quotation], offset: int) -> bool:
    at = bisect_right(quotations, offset, key=lambda q: q.start) - 1
    return at >= 0 and offset < quotations[at].end
