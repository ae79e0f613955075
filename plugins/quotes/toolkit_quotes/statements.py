"""From what the encoder finds to statements: contents joined by their cue, with the boundaries that marks set."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit_reading import Content, Reading, Span
from toolkit_reading.marks import Quotation, quotations_within

from toolkit.documents import Document
from toolkit_quotes.acts import act_of
from toolkit_quotes.confidence import features, probability

Range = tuple[int, int]

_SENTENCE_END = re.compile(r"""(?:[.!?…]["'”’»)\]]*\s+|\n|^)(?=[\w"'“‘«„(\[])""")
_LONGEST = 400  # characters of a sentence before what is found of it


@dataclass(frozen=True)
class Statement:
    """A statement; spans are offsets into `field`. `parts` has more than one span where it is interrupted."""

    field: str
    parts: tuple[Range, ...]
    source: Range | None
    cue: Range | None
    kind: str
    score: float
    features: tuple[float, ...] = ()
    """What the score of a statement that was read is made of."""

    @property
    def start(self) -> int:
        """Where the statement begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the statement ends."""
        return self.parts[-1][1]

    @property
    def source_start(self) -> int:
        """Where the source begins, or the statement where it has none."""
        return self.source[0] if self.source else self.start

    def overlaps(self, start: int, end: int) -> bool:
        """Tells whether some of it stands between two offsets."""
        return any(first < end and start < last for first, last in self.parts)


def quotations_of(document: Document) -> dict[str, list[Quotation]]:
    """The quotations of each field, in order; offsets are into the field."""
    return {
        name: quotations_within(text, [(p.start, p.end) for p in document.paragraphs if p.field == name])
        for name, text in document.fields.items()
    }


def read_statements(document: Document, reading: Reading, quotations: dict[str, list[Quotation]]) -> list[Statement]:
    """Gives the statements of a reading, in the order of the text.

    What stands outside quotation marks has its cue in its own paragraph, or is none.
    """
    groups: list[list[Content]] = []
    for content in reading.contents:
        span, text = content.span, document.fields[content.span.field]
        if _is_far(content, text) and not _is_quoted((span.start, span.end), quotations[span.field]):
            continue
        if groups and _goes_with(content, groups[-1][-1], text):
            groups[-1].append(content)
        else:
            groups.append([content])
    known = (*reading.sources, *reading.cues, *(content.span for content in reading.contents))
    ends = {name: sorted(span.end for span in known if span.field == name) for name in document.fields}
    kept = [_without_lead(group, document.fields[group[0].span.field], quotations) for group in groups]
    return _apart([_statement(group, document, quotations, ends) for group in kept])


def _without_lead(group: Sequence[Content], text: str, quotations: dict[str, list[Quotation]]) -> Sequence[Content]:
    """Leaves out a sentence in plain words before a quotation whose cue comes behind ("It was late. “…,” she said")."""
    if len(group) < 2:
        return group
    lead, second = group[0], group[1]
    first, quoted = (
        _is_quoted((content.span.start, content.span.end), quotations[content.span.field]) for content in (lead, second)
    )
    behind = lead.cue is not None and lead.cue.start > second.span.start
    apart = any(mark in text[lead.span.end : second.span.start] for mark in ".!?")
    return group[1:] if quoted and not first and behind and apart else group


def _is_far(content: Content, text: str) -> bool:
    """Tells a content whose cue is in another paragraph, or that has none."""
    if content.cue is None:
        return True
    (_, end), (start, _) = sorted(((content.span.start, content.span.end), (content.cue.start, content.cue.end)))
    return "\n\n" in text[end:start]


def _is_quoted(part: Range, quotations: Sequence[Quotation]) -> bool:
    return _quoted_length([part], quotations) > 0.5 * (part[1] - part[0])


def _goes_with(content: Content, before: Content, text: str) -> bool:
    """Tells a content that the same cue introduces as the one before, or that goes on where that one ends."""
    if content.span.field != before.span.field:
        return False
    if content.cue is not None and content.cue == before.cue:
        return True
    between = text[before.span.end : content.span.start]
    return content.source is not None and content.source == before.source and between.strip(" \u00a0,—–-") == ""


def _statement(
    group: Sequence[Content],
    document: Document,
    quotations: dict[str, list[Quotation]],
    ends: dict[str, list[int]],
) -> Statement:
    field = group[0].span.field
    own = quotations[field]
    text = document.fields[field]
    spans = [_from_sentence_start(content, text, ends[field]) for content in group]
    parts = tuple(_joined([_trimmed(to_marks(start, end, own), text) for start, end in spans]))
    best = max(group, key=lambda content: content.source_score if content.source else 0.0)
    kind = kind_of(parts, own)
    values = features(
        min(content.span.score for content in group),
        kind != "indirect",
        sum(len(text[start:end].split()) for start, end in parts),
        len(parts),
    )
    return Statement(field, parts, _range(best.source), _cue(group[0].cue, text), kind, probability(values), values)


def _from_sentence_start(content: Content, text: str, ends: Sequence[int]) -> Range:
    """A content before its reporting clause ("…, officials said") from where its sentence begins.

    `ends` tells where other parts of attributions end: where one stands before the content, that stays as it is.
    """
    start, end = content.span.start, content.span.end
    if content.source is None or content.cue is None or act_of(text[content.cue.start : content.cue.end]) != "said":
        return start, end
    first, last = sorted((content.source, content.cue), key=lambda span: span.start)
    clause = text[end : first.start].strip() == "," and not text[first.end : last.start].strip()
    begins = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - _LONGEST), start + 1)]
    if not clause or not begins or bisect_right(ends, begins[-1]) < bisect_right(ends, start):
        return start, end
    return begins[-1], end


def _range(span: Span | None) -> Range | None:
    return None if span is None else (span.start, span.end)


def _trimmed(part: Range, text: str) -> Range:
    """A part without the marks of the reporting clause at its head: ", the road is closed"."""
    start, end = part
    while start < end - 1 and text[start] in ",;: \u00a0":
        start += 1
    return start, end


def _cue(span: Span | None, text: str) -> Range | None:
    """The cue without a mark behind its words: "said", not "said:"."""
    if span is None:
        return None
    words = text[span.start : span.end].rstrip(" ,:\u00a0")
    return (span.start, span.start + len(words)) if words else (span.start, span.end)


def within(start: int, end: int, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    """The quotations of which some stands between two offsets."""
    first = bisect_left(quotations, start + 1, key=lambda q: q.end)
    return quotations[first : bisect_left(quotations, end, key=lambda q: q.start)]


def to_marks(start: int, end: int, quotations: Sequence[Quotation]) -> Range:
    """Moves a boundary inside a closed quotation to its marks: outwards where most of it is in the content."""
    begin, stop = start, end
    for q in within(start, end, quotations):
        if not q.closed or (start <= q.start and q.end <= end):
            continue
        shared = min(end, q.end) - max(start, q.start)
        if shared >= 0.5 * (q.end - q.start) or (q.start <= start and end <= q.end):
            begin, stop = min(begin, q.start), max(stop, q.end)
        elif start > q.start:
            begin = q.end
        else:
            stop = q.start
    return (begin, stop) if begin < stop else (start, end)


def _joined(parts: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(parts):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _quoted_length(parts: Sequence[Range], quotations: Sequence[Quotation]) -> int:
    return sum(min(end, q.end) - max(start, q.start) for start, end in parts for q in within(start, end, quotations))


def kind_of(parts: Sequence[Range], quotations: Sequence[Quotation]) -> str:
    """direct: all of it in quotation marks; mixed: some of it; indirect: nothing."""
    quoted = _quoted_length(parts, quotations)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= sum(end - start for start, end in parts) - 2 * len(parts) else "mixed"


def _apart(statements: Sequence[Statement]) -> list[Statement]:
    """Leaves out a statement that lies within another, as marks have widened that one."""
    found: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.field, s.start, -s.end)):
        last = found[-1] if found and found[-1].field == statement.field else None
        if last is None or statement.end > last.end or not any(last.overlaps(*part) for part in statement.parts):
            found.append(statement)
    return found
