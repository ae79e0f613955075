"""Where a paragraph gives what someone said: the statement, its source and its cue, as spans of the field."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from toolkit.documents import Document, Paragraph, Token
from toolkit_quotes.clauses import Clause, Range, find_clauses
from toolkit_quotes.cues import cue_verbs
from toolkit_quotes.marks import OPENING, Quotation, find_quotations

_MOST_PARTS = 40  # a quotation that goes on over more paragraphs than this is a row of stray marks


@dataclass(frozen=True)
class Statement:
    """A statement; spans are offsets into `field`. `parts` has more than one span where it is interrupted."""

    field: str
    parts: tuple[Range, ...]
    source: Range | None
    cue: Range | None
    kind: str
    score: float
    quotations: tuple[Range, ...] = ()

    @property
    def start(self) -> int:
        """Where the statement begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the statement ends."""
        return self.parts[-1][1]


@dataclass(frozen=True)
class Unit:
    """Sentences that belong together because a quotation runs through them; quotations are field offsets."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]

    def text(self, start: int, end: int) -> str:
        """The text between two offsets of the field."""
        return self.paragraph.text[start - self.paragraph.start : end - self.paragraph.start]


def find_statements(document: Document) -> list[Statement]:
    """Finds the statements of the body and the standfirst, in the order of the text."""
    found: list[Statement] = []
    open_quotation = False
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.field != "headline"]
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and following.field == paragraph.field and following.text[0] in OPENING
        quotations = find_quotations(paragraph.text, goes_on)
        continues = open_quotation and bool(quotations) and quotations[0].start <= 1
        continues &= bool(found) and len(found[-1].parts) < _MOST_PARTS
        new = list(_in_paragraph(paragraph, quotations, continues))
        if continues and new and found and new[0].source is None and found[-1].field == paragraph.field:
            found[-1] = _joined(found[-1], new[0])
            new = new[1:]
        elif continues and new and found and found[-1].source is None and new[0].source is not None:
            new[0] = replace(_joined(found.pop(), new[0]), source=new[0].source, cue=new[0].cue)
        found += new
        open_quotation = bool(quotations) and not quotations[-1].closed
    return found


def _in_paragraph(paragraph: Paragraph, quotations: Sequence[Quotation], continues: bool) -> Iterator[Statement]:
    """Yields the statements of one paragraph."""
    last: Statement | None = None
    pending: Statement | None = None
    for unit in _units(paragraph, quotations):
        spans = [(q.start, q.end) for q in unit.quotations]
        named = _after_colon(unit)
        clauses = [named] if named else list(find_clauses(unit.tokens, spans, unit.text))
        made = [_statement(unit, clause) for clause in clauses]
        made = [statement for statement in made if statement.end - statement.start > 3]
        if not made and _is_quotation_only(unit):
            alone = _from_quotation(unit)
            if last is not None and last.quotations and last.kind != "indirect":
                last = _joined(last, alone)
                pending = last
                continue
            if pending is not None:
                yield pending
            last = replace(alone, score=0.6)
            pending = last
            continue
        for statement in made:
            if pending is not None:
                if pending.source is None and pending.quotations and statement.quotations and pending is last:
                    joined = _joined(pending, statement)
                    statement = replace(joined, source=statement.source, cue=statement.cue)
                else:
                    yield pending
            pending = last = statement
        if not made:
            if pending is not None:
                yield pending
            pending = last = None
    if pending is not None:
        yield pending


def _after_colon(unit: Unit) -> Clause | None:
    """'Ilse Torm, shopkeeper: "I sell bread again."'"""
    for k, token in enumerate(unit.tokens[:12]):
        if any(q.start <= token.start < q.end for q in unit.quotations):
            return None
        if token.text == ":":
            break
        if token.text.lower() in cue_verbs() or not (k or token.text[0].isupper()):
            return None
    else:
        return None
    if (
        not k
        or not unit.quotations
        or any(t.text[0].isalnum() for t in unit.tokens[k + 1 :] if t.end <= unit.quotations[0].start)
    ):
        return None
    parts = tuple((q.start, q.end) for q in unit.quotations)
    source = (unit.tokens[0].start, unit.tokens[k - 1].end)
    return Clause(parts, source, (token.start, token.end), 0.8)


def _units(paragraph: Paragraph, quotations: Sequence[Quotation]) -> Iterator[Unit]:
    """Joins the sentences through which a quotation runs, and one that a closing mark cut from its cue."""
    spans = [replace(q, start=q.start + paragraph.start, end=q.end + paragraph.start) for q in quotations]
    tokens: list[Token] = []
    number = 0
    for sentence in paragraph.sentences:
        if tokens and not _goes_on(tokens, sentence.tokens, spans, paragraph):
            number, inside = _quotations_within(spans, number, tokens[-1].end)
            yield Unit(paragraph, tuple(tokens), inside)
            tokens = []
        tokens += sentence.tokens
    if tokens:
        yield Unit(paragraph, tuple(tokens), tuple(spans[number:]))


def _quotations_within(spans: Sequence[Quotation], number: int, end: int) -> tuple[int, tuple[Quotation, ...]]:
    first = number
    while number < len(spans) and spans[number].start < end:
        number += 1
    return number, tuple(spans[first:number])


def _goes_on(tokens: list[Token], following: Sequence[Token], spans: Sequence[Quotation], paragraph: Paragraph) -> bool:
    end, start = tokens[-1].end, following[0].start
    at = bisect_right([q.start for q in spans], end - 1) - 1
    if at >= 0 and spans[at].end > end:  # the quotation is still open
        return True
    if at >= 0 and spans[at].end >= end - 1 and (following[0].text[0].islower() or following[0].text in ",;"):
        return True  # '"Stop!" she said'
    return at + 1 < len(spans) and spans[at + 1].start < start


def _is_quotation_only(unit: Unit) -> bool:
    """Tells whether nothing but quotations, and the marks between them, is in the unit."""
    if not unit.quotations:
        return False
    outside = [t for t in unit.tokens if not any(q.start <= t.start < q.end for q in unit.quotations)]
    words = sum(any(q.start <= t.start < q.end for q in unit.quotations) for t in unit.tokens)
    return not any(token.text[0].isalnum() for token in outside) and words >= 4


def _from_quotation(unit: Unit) -> Statement:
    parts = tuple((q.start, q.end) for q in unit.quotations)
    return Statement(unit.paragraph.field, parts, None, None, "direct", 0.6, parts)


def _statement(unit: Unit, clause: Clause) -> Statement:
    parts = tuple(filter(None, (_trimmed(unit, part) for part in clause.parts)))
    quotations = tuple((q.start, q.end) for q in unit.quotations)
    kind = _kind(unit, parts, quotations)
    inside = tuple(q for q in quotations if any(part[0] <= q[0] < part[1] for part in parts))
    return Statement(unit.paragraph.field, parts or ((0, 0),), clause.source, clause.cue, kind, clause.score, inside)


def _trimmed(unit: Unit, part: Range) -> Range | None:
    """Takes the blanks and the marks of the reporting sentence off a part; marks within a quotation stay."""
    start, end = part
    closing = {q.end for q in unit.quotations}
    while end > start and end not in closing and unit.text(end - 1, end) in " \u00a0,;:.—–-\t":
        if unit.text(end - 1, end) == "." and re.search(r"\b[A-Z]\.[A-Z]\.$", unit.text(max(start, end - 8), end)):
            break
        end -= 1
    while start < end and unit.text(start, start + 1) in " \u00a0,;:.—–-\t":
        start += 1
    return (start, end) if end > start else None


def _kind(unit: Unit, parts: Sequence[Range], quotations: Sequence[Range]) -> str:
    """direct: all of it in quotation marks; mixed: some of it; indirect: nothing."""
    quoted = 0
    plain = 0
    for token in unit.tokens:
        if token.text[0].isalnum() and any(start <= token.start < end for start, end in parts):
            if any(start <= token.start < end for start, end in quotations):
                quoted += 1
            else:
                plain += 1
    return "indirect" if not quoted else "mixed" if plain else "direct"


def _joined(first: Statement, second: Statement) -> Statement:
    kind = first.kind if first.kind == second.kind else "mixed"
    return replace(first, parts=first.parts + second.parts, kind=kind, quotations=first.quotations + second.quotations)
