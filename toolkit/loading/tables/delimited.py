"""CSV files in any dialect: broken rows are told apart from the others and from the article that they interrupt."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from toolkit.loading.tables.columns import guess_columns
from toolkit.loading.tables.frames import MOST_ABOVE, read_frame


def read_csv(text: str, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the records of a CSV file's text; the separator is found out, broken rows become remarks.

    Raises ColumnError where no column holds text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = _Rows()
    text, above = _below_preamble(text, options)
    mark = find_separator(text[:100_000])
    if not _is_even(text, mark):
        rows = _read_rows(text, mark)
        text = _write(rows.good, mark)
    try:
        frame = pd.read_csv(io.StringIO(text), sep=mark, dtype_backend="numpy_nullable", index_col=False)
    except pd.errors.EmptyDataError:
        yield "the table is empty"
        return
    if above:
        yield f"the {above} lines above the header are passed over"
    yield from read_frame(frame, options)
    if rows.broken:
        lines = ", ".join(str(line + above) for line in rows.broken[:5]) + (" …" if len(rows.broken) > 5 else "")
        yield f"{len(rows.broken):,} broken rows were left out, at line {lines}; the first begins {rows.sample!r}"
    if rows.short:
        yield f"{rows.short:,} rows have fewer fields than the table has columns; the last columns are empty there"


def _below_preamble(text: str, options: Mapping[str, Any]) -> tuple[str, int]:
    """The text from its header on, and how many lines some exports write above it (what was searched for, and when)."""
    lines = text[:100_000].splitlines(keepends=True)[:MOST_ABOVE]
    for number, line in enumerate([] if options.get("columns") else lines):
        found = guess_columns(name.strip(" \"'\r\n") for name in line.split(find_separator(line)))
        if ("body" in found or "headline" in found) and (number == 0 or len(found) > 1):
            return text[sum(map(len, lines[:number])) :], number
    return text, 0


def find_separator(text: str) -> str:
    """Finds the separator from the header line, the one line that is known to hold no running text."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    counts = {mark: header.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


@dataclass
class _Rows:
    good: list[list[str]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    """The lines, from 1, at which broken rows begin."""
    sample: str = ""
    short: int = 0


def _is_even(text: str, mark: str) -> bool:
    """Tells whether every row has as many fields as the first, and every quotation mark its partner."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        width = len(next(rows, []))
        return all(len(row) == width or not row for row in rows)
    except csv.Error:
        return False


def _read_rows(text: str, mark: str) -> _Rows:
    """Reads row by row. One that does not end, or has too many fields, costs its first line only."""
    lines = io.StringIO(text, newline="").readlines()
    rows = _Rows()
    start = 0
    while start < len(lines):
        row, used = _read_row(lines, start, mark)
        width = len(rows.good[0]) if rows.good else None
        fits = row is not None and (width is None or len(row) == width or (len(row) < width and used == 1))
        if fits and row:
            rows.short += width is not None and len(row) < width
            rows.good.append(row + [""] * ((width or 0) - len(row)))
        elif not fits:
            rows.broken.append(start + 1)
            rows.sample = rows.sample or " ".join(lines[start].split())[:60]
            used = 1
        start += used
    return rows


def _read_row(lines: list[str], start: int, mark: str) -> tuple[list[str] | None, int]:
    """The row that begins at a line and the number of its lines; None for one that does not end."""
    for strict in (True, False):  # "a "quoted" word" is no CSV, but all can be read
        reader = csv.reader((lines[i] for i in range(start, len(lines))), delimiter=mark, strict=strict)
        try:
            return next(reader), reader.line_num
        except csv.Error as error:
            if "unexpected end" in str(error):
                return None, 1
    return None, 1


def _write(rows: list[list[str]], mark: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=mark).writerows(rows)
    return written.getvalue()
