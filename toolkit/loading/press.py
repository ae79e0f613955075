"""Pasted press text → the parts of an article: section, headline, standfirst, captions, dateline, body."""

import re
from datetime import datetime
from itertools import pairwise

from toolkit.articles import TEXT_FIELDS
from toolkit.loading.dateline import dateline_day, find_dateline
from toolkit.loading.dates import is_vague_day, read_day

_SPACE = " \t\r\f\v"  # not the no-break space: it belongs to the text
_CREDIT = re.compile(
    r"^(?:©|\(c\)\s|\(?(?:photo|picture|image|file photo|graphic|video)\b[^.]{0,40}(?::|/|\bby\b)|getty images\b)"
    r"|\b(?:via getty images|/getty images)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:[Bb]y|BY) [A-ZÀ-Þ][\w.'’-]+(?:[ ,]+(?:and|[A-ZÀ-Þ][\w.'’-]*))*$")
_DESK = re.compile(
    r"^\((?:reporting|writing|editing|additional reporting)\b[^)]*\)$"
    r"|^.{3,120}\bcontributed to this (?:report|story)\.?$",
    re.IGNORECASE,
)
_AGENCY_CREDIT = re.compile(r"\b(?:REUTERS|AFP|AP|EPA|EPA-EFE|TASS|dpa|Xinhua|Getty Images)\s?/\s?[A-Z][^.!?]{2,80}$")
_URL = re.compile(r"^https?://\S+$")
_FURNITURE = re.compile(
    r"^(?:(?:read more|share|advertisement|subscribe|follow us|print)\b.{0,30}|published|updated"
    r"|\d{1,2}:\d{2}|[_*=-]{2,}|our standards: .{0,60})$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|last updated|on)\b[: ]*)?(?:[A-Z][a-z]+day,?\s+)?"
    r"(?:\d{4}-\d{2}-\d{2}\b|\d{1,2}[. ]+[A-Z][a-z]{2,8}\.?,? \d{4}\b|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b)"
    r"[ ,T|·at-]*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
    r"(?:\s*[·|]\s*(?:last )?updated\b.*)?$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def parse_press_text(text: str) -> dict[str, object]:
    """Takes pasted press text apart.

    Gives a record with those of `section`, `headline`, `standfirst`, `byline`, `published`, `url`, `captions` and
    `body` that the text has. Paragraphs in `body` are separated by a blank line; the characters within a paragraph
    stay as they are. The dateline is still in the body: see `split_dateline`.
    """
    blocks = _blocks(text)
    lines = [(line, number) for number, block in enumerate(blocks) for line in block]
    start = next((i for i, (line, _) in enumerate(lines) if find_dateline(line)), None)
    record: dict[str, object] = {}
    captions: list[str] = []
    if start is None:
        start = _first_paragraph(blocks, lines)
    head = _take_marked_lines([line for line, _ in lines[:start]], record, captions, in_head=True)
    _name_head(head, record)
    body = _take_marked_lines([line for line, _ in lines[start:]], record, captions)
    if captions:
        record["captions"] = "\n".join(dict.fromkeys(captions))
    if body:
        record["body"] = "\n\n".join(body)
    return record


def split_dateline(record: dict[str, object], year: int | None = None) -> str | None:
    """Moves the dateline that `body` opens with into `dateline`, `place`, `agency` and, with a year, `published`.

    What the record has already is kept. Gives the day that the dateline names, where it names one.
    """
    body = record.get("body")
    found = find_dateline(body) if isinstance(body, str) and "dateline" not in record else None
    if found is None or not isinstance(body, str) or not body[found.end :].strip():
        return None
    record["body"] = body[found.end :]
    record.setdefault("dateline", found.text)
    record.setdefault("place", found.place)
    if found.agency:
        record.setdefault("agency", found.agency)
    day = dateline_day(found.date, year)
    if day is not None and record.get("published") is None:
        record["published"] = day
    return found.date


def paragraphs(text: str) -> str:
    """Gives `text` with its paragraphs separated by one blank line and nothing else changed within them."""
    return "\n\n".join(line for block in _blocks(text) for line in block)


def _blocks(text: str) -> list[list[str]]:
    """Splits text at blank lines into blocks of lines; lines that were only wrapped are joined again."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    blocks = []
    for block in re.split(r"\n[ \t\u00a0\u200b]*(?:\n[ \t\u00a0\u200b]*)+", text):
        lines = [line.strip(_SPACE + "\u200b") for line in block.split("\n")]
        lines = [line for line in lines if line.strip()]
        if lines:
            blocks.append([" ".join(lines)] if _is_wrapped(lines) else lines)
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """Tells a paragraph that was broken at a column from a list of lines."""
    if len(lines) < 2:
        return False
    if any(_BYLINE.match(line) or _DATE_LINE.match(line) or _CREDIT.search(line) for line in lines):
        return False
    longest = max(map(len, lines))
    unfinished = sum(not SENTENCE_END.search(line) for line in lines[:-1])
    even = all(len(line) > 0.7 * longest for line in lines[:-1])
    return 40 <= longest <= 100 and even and unfinished >= 0.6 * (len(lines) - 1)


def _first_paragraph(blocks: list[list[str]], lines: list[tuple[str, int]]) -> int:
    """Says on which line the body begins where no dateline tells: at the first running sentences."""
    for i, (line, block) in enumerate(lines):
        alone = len(blocks[block]) == 1
        if (alone or block == len(blocks) - 1) and SENTENCE_END.search(line) and len(line.split()) >= 8:
            return i
    # No line ends as a sentence does: one block is a body, of several the first is the headline.
    return 0 if len(blocks) == 1 else next(i for i, (_, block) in enumerate(lines) if block > 0)


def _take_marked_lines(
    lines: list[str], record: dict[str, object], captions: list[str], in_head: bool = False
) -> list[str]:
    """Moves what says by its form what it is (credits, captions, byline, date, address) out of `lines`."""
    kept: list[str] = []
    credited = {line for line, longer in pairwise(sorted(set(lines))) if _is_credit_of(longer, line)}
    credited |= {line for number, line in enumerate(lines[:-1]) if number and _is_caption(line, lines[number + 1])}
    for line in lines:
        marked = _CREDIT.search(line) or _AGENCY_CREDIT.search(line) or line in credited
        if marked or any(_is_credit_of(line, caption) for caption in credited):
            captions.append(line)
        elif _URL.match(line):
            record.setdefault("url", line)
        elif _BYLINE.match(line) and "byline" not in record:
            record["byline"] = line[3:].strip()
        elif _DESK.match(line):
            if record.setdefault("byline", line.strip("()")) != line.strip("()"):
                captions.append(line)
        elif _DATE_LINE.match(line) and "published" not in record:
            published = _read_date(line)
            if published is not None:
                record["published"] = published
        elif in_head and kept and "published" not in record and is_vague_day(line):
            record["published"] = line
        elif not _FURNITURE.match(line):
            kept.append(line)
    return kept


def _is_credit_of(longer: str, caption: str) -> bool:
    """Tells whether `longer` is the line `caption` once more with the name of an owner behind it."""
    rest = longer.removeprefix(caption)
    return rest != longer and 0 < len(rest.strip()) <= 60 and ("/" in rest or "©" in rest)


def _is_caption(line: str, following: str) -> bool:
    """Tells a short line with a credit right under it."""
    return following.startswith("©") and len(line.split()) <= 12 and not SENTENCE_END.search(line)


def _name_head(head: list[str], record: dict[str, object]) -> None:
    """Names the lines before the body: an optional short section label, the headline, the standfirst."""
    if len(head) >= 2 and len(head[0].split()) <= 4 and len(head[0]) <= 32 and len(head[1]) > len(head[0]):
        record["section"] = head.pop(0)
    if head:
        record["headline"] = head.pop(0)
    if head:
        record["standfirst"] = head.pop(0)
    if head:  # more lines than a head has: they are text, and text is not thrown away
        record["standfirst"] = "\n\n".join([str(record["standfirst"]), *head])


def _read_date(line: str) -> datetime | None:
    line = re.split(r"\s*[·|]\s*(?:last )?updated\b", line, flags=re.IGNORECASE)[0]
    cleaned = re.sub(r"^(?:last updated|published|updated|posted|on)\b[: ]*", "", line, flags=re.IGNORECASE)
    return read_day(cleaned.replace("|", " ").replace("·", " "))


def has_text(record: dict[str, object]) -> bool:
    """Tells whether anything in the record can be analysed."""
    return any(str(record.get(field) or "").strip() for field in TEXT_FIELDS)
