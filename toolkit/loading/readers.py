"""The readers that come with the toolkit, on the hook on which plugins add theirs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Reader
from toolkit.hooks import hookimpl
from toolkit.loading.archives import ARCHIVE
from toolkit.loading.databases import DATABASES
from toolkit.loading.decode import decode
from toolkit.loading.messages import FEED, MAIL
from toolkit.loading.pages.page import PAGE
from toolkit.loading.papers import PAPERS
from toolkit.loading.press import has_text, parse_press_text
from toolkit.loading.tables import read_csv, read_excel, read_frame, read_json

MAX_CHARACTERS = 5_000_000
"""The longest text that is taken for one article: some 800,000 words, more than any press article has."""


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


def _read_csv(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, remark = decode(path.read_bytes())
    if remark:
        yield remark
    if not text.strip():
        raise UnreadableFile("empty: there is no text in it")
    yield from read_csv(text, options)


def _has_suffix(*suffixes: str) -> Any:
    def accepts(path: Path, head: bytes) -> bool:
        return path.suffix.lower() in suffixes

    return accepts


def _read_xlsx(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    with path.open("rb") as file:
        protected = file.read(4) == b"\xd0\xcf\x11\xe0"
    if protected:
        raise UnreadableFile("protected by a password, or an old XLS file: save it as XLSX without a password")
    yield from read_excel(path, options)


def _read_json(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, remark = decode(path.read_bytes())
    if remark:
        yield remark
    if not text.strip():
        raise UnreadableFile("empty: there is no text in it")
    yield from read_json(text, options)


def _read_parquet(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    yield from read_frame(pd.read_parquet(path), options)


TEXT = Reader("text", _has_suffix(".txt", ".text"), _read_text, "One pasted article in a text file.")
XLSX = Reader("xlsx", _has_suffix(".xlsx", ".xlsm"), _read_xlsx, "Workbooks with one article a row.")
JSON = Reader("json", _has_suffix(".json", ".jsonl", ".ndjson"), _read_json, "JSON and JSON Lines.")
PARQUET = Reader("parquet", _has_suffix(".parquet"), _read_parquet, "A Parquet file with one article a row.")
CSV = Reader("csv", _has_suffix(".csv", ".tsv"), _read_csv, "A table with one article a row.")


@hookimpl
def toolkit_readers() -> list[Reader]:
    """The readers of this module."""
    return [TEXT, CSV, XLSX, JSON, PARQUET, PAGE, FEED, MAIL, *PAPERS, ARCHIVE, *DATABASES]
