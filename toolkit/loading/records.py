"""One record, as a reader gives it → a row of the articles table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from toolkit.articles import TEXT_FIELDS, article_id, is_missing
from toolkit.loading.dates import complete_day, read_day
from toolkit.loading.language import language_of
from toolkit.loading.press import split_dateline

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass
class Notes:
    """What was decided about the records of one file."""

    completed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    empty: int = 0

    def remarks(self, written: datetime | None) -> list[str]:
        """Says it, for the report."""
        said = []
        if self.completed and written:
            said.append(
                f"dates without a year, such as {self.completed[0]!r}, are completed from the file's own date, "
                f"{written:%Y-%m-%d}: {len(self.completed):,}"
            )
        if self.unread:
            said.append(f"dates that could not be read, such as {self.unread[0]!r}: {len(self.unread):,}")
        return said


def complete_record(
    row: Mapping[str, Any], path: str, year: int | None, written: datetime | None, notes: Notes
) -> dict[str, Any] | None:
    """Gives the row of the articles table with its `article_id`, or None where the record has no text.

    Added are what the text itself says: dateline, place and agency, date, language, words, and the source where the
    record names none. `written` is when the file says it was written, by which dates without a year are completed.
    """
    if all(is_missing(row.get(name)) for name in TEXT_FIELDS):
        notes.empty += 1
        return None
    record = dict(row)
    _read_published(record, written, notes)
    dated = split_dateline(record, year)
    if dated and written and is_missing(record.get("published")):
        record["published"] = complete_day(dated, written)
        notes.completed += [str(record["dateline"])] if record["published"] else []
    if is_missing(record.get("source")):
        record["source"] = record.get("agency") or _host(record.get("url"))
    record |= {"article_id": article_id(record), "path": path}
    if is_missing(record.get("language")):
        text = "\n".join(str(row[name]) for name in TEXT_FIELDS if not is_missing(row.get(name)))
        record["language"] = language_of(text)
    body = record.get("body")
    record["words"] = len(_WORD.findall(body)) if isinstance(body, str) else 0
    return record


def _read_published(record: dict[str, Any], written: datetime | None, notes: Notes) -> None:
    """Reads the date where the record gives it as a text."""
    stated = record.get("published")
    if not isinstance(stated, str) or not stated.strip():
        return
    day = read_day(stated)
    if day is None and written is not None:
        day = complete_day(stated, written)
        notes.completed += [stated] if day else []
    if day is None:
        notes.unread.append(stated)
    record["published"] = day


def _host(url: object) -> str | None:
    """The site of an address, as the source of an article that names none."""
    try:
        host = urlsplit(str(url or "")).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
