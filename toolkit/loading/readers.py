"""The readers that come with the toolkit, on the hook on which plugins add theirs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Reader, Written
from toolkit.hooks import hookimpl
from toolkit.loading.archives import ARCHIVE
from toolkit.loading.databases import DATABASES
from toolkit.loading.decode import NotText, decode
from toolkit.loading.messages import FEED, MAIL
from toolkit.loading.pages.page import PAGE
from toolkit.loading.papers.documents import PAPERS
from toolkit.loading.papers.packages import check_size, is_old, kind_of, written_of
from toolkit.loading.press import has_text, parse_press_text
from toolkit.loading.tables.columns import guess_columns
from toolkit.loading.tables.delimited import find_separator, read_csv
from toolkit.loading.tables.frames import read_excel, read_frame, read_json
from toolkit.loading.web.warc import WARC

MAX_CHARACTERS = 5_000_000
"""The longest text that is taken for one article: some 800,000 words, more than any press article has."""
_LOOSE = (".txt", ".text", ".dat", ".tab", ".xls", "")
"""Names that say nothing of what is in a file."""
_ENVELOPE = "EncryptedPackage".encode("utf-16-le")
"""The name, in an Office document with a password, of what it protects."""


class UnreadableFile(ValueError):
    """A file has no article in it that can be read; the message says why."""


def _read_text(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, remark = decode(path.read_bytes())
    if remark:
        yield remark
    yield from read_pasted(text, options)


def read_pasted(text: str, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the one record of a pasted article. Raises UnreadableFile where there is no article in it."""
    if not text.strip():
        raise UnreadableFile("empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(
            f"{len(text):,} characters long, which is no single article (at most {MAX_CHARACTERS:,}); split it first"
        )
    record = parse_press_text(text)
    if not has_text(record):
        raise UnreadableFile("no headline or body was found in it")
    yield record


def _of_text(read: Any) -> Any:
    """Makes the read of a Reader of a function that takes the text of a file."""

    def read_file(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
        text, remark = decode(path.read_bytes())
        if remark:
            yield remark
        if not text.strip():
            raise UnreadableFile("empty: there is no text in it")
        yield from read(text, options)

    return read_file


def _accepts_csv(path: Path, head: bytes) -> bool:
    """By name, or where the first line names columns that articles have and the second has as many fields."""
    if path.suffix.lower() in (".csv", ".tsv"):
        return True
    if path.suffix.lower() not in _LOOSE:
        return False
    try:
        lines = [line for line in decode(head)[0].splitlines() if line.strip()][:2]
    except NotText:
        return False
    if len(lines) < 2:
        return False
    mark = find_separator(lines[0])
    names = [name.strip(" \"'") for name in lines[0].split(mark)]
    found = guess_columns(names)
    return len(found) > 1 and ("body" in found or "headline" in found) and lines[1].count(mark) >= len(names) - 1


def _accepts_json(path: Path, head: bytes) -> bool:
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        return True
    start = head.removeprefix(b"\xef\xbb\xbf")
    return path.suffix.lower() in _LOOSE and bool(re.match(rb"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:", start))


def _accepts_workbook(path: Path, head: bytes) -> bool:
    if kind_of(path, head) in ("xlsx", "xlsb", "ods"):
        return True
    if path.suffix.lower() == ".xls":  # a name that databases give to tables of any kind
        return is_old(path)
    named = path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods")
    return named and not head.lstrip().startswith(b"<")


def _read_workbook(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    if is_old(path):
        if _ENVELOPE in path.read_bytes():
            raise UnreadableFile("protected by a password: save it without one")
    else:
        check_size(path)
        written = written_of(path)
        if written:
            yield Written(written)
    yield from read_excel(path, options)


def _read_parquet(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    with path.open("rb") as file:
        is_arrow = file.read(6) == b"ARROW1"
    yield from read_frame(pd.read_feather(path) if is_arrow else pd.read_parquet(path), options)


TEXT = Reader("text", lambda path, head: path.suffix.lower() in (".txt", ".text"), _read_text, "One pasted article.")
CSV = Reader("csv", _accepts_csv, _of_text(read_csv), "A table (CSV, TSV) with one article a row.")
JSON = Reader("json", _accepts_json, _of_text(read_json), "JSON and JSON Lines.")
XLSX = Reader("xlsx", _accepts_workbook, _read_workbook, "Workbooks (XLSX, XLSB, XLS, ODS) with one article a row.")
PARQUET = Reader(
    "parquet",
    lambda path, head: head.startswith((b"PAR1", b"ARROW1")) or path.suffix.lower() in (".parquet", ".feather"),
    _read_parquet,
    "Parquet and Arrow (Feather) files with one article a row.",
)


@hookimpl
def toolkit_readers() -> list[Reader]:
    """The readers of this module."""
    return [TEXT, CSV, XLSX, JSON, PARQUET, PAGE, FEED, MAIL, *PAPERS, ARCHIVE, WARC, *DATABASES]
