"""Tables of articles, one a row: DataFrames and CSV files."""

import csv
import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from dateutil import parser as dateparser

from toolkit.articles import is_missing
from toolkit.loading.columns import describe, map_columns
from toolkit.loading.press import paragraphs, split_dateline


def read_frame(frame: pd.DataFrame, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields a record for each row of a user's table, and remarks on what was guessed.

    Columns that are not the articles table's own pass through as they are. Raises ColumnError.
    """
    frame = frame.rename(columns=str)
    if frame.index.name == "article_id":
        frame = frame.reset_index(drop=True)
    mapping, guessed = map_columns(frame.columns, options.get("columns"))
    if guessed:
        yield f"columns read as: {describe(guessed)}"
    renamed = frame.rename(columns={name: column for column, name in mapping.items()})
    dates = _dates(renamed["published"]) if "published" in renamed else None
    if dates is not None:
        unread = int((dates.isna() & ~renamed["published"].map(is_missing)).sum())
        if unread:
            yield f"{unread} dates of column {mapping['published']!r} could not be read and are missing"
        renamed["published"] = dates
    for values in renamed.itertuples(index=False, name=None):
        record = {name: value for name, value in zip(renamed.columns, values, strict=True) if not is_missing(value)}
        for name in ("headline", "standfirst"):
            if name in record:
                record[name] = str(record[name]).strip(" \t\r\n")
        if "body" in record:
            record["body"] = paragraphs(str(record["body"]))
            split_dateline(record, options.get("year"))
        yield record


def read_csv(text: str, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the records of a CSV file's text; the separator is found out, broken rows become remarks.

    Raises ColumnError where no column holds text.
    """
    broken: list[list[str]] = []
    dialect = _separator(text)
    common: dict[str, Any] = {"sep": dialect, "dtype_backend": "numpy_nullable"}
    try:
        frame = pd.read_csv(io.StringIO(text), **common)
    except pd.errors.EmptyDataError:
        yield "the table is empty"
        return
    except (pd.errors.ParserError, csv.Error):
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        frame = pd.read_csv(io.StringIO(text), engine="python", on_bad_lines=_keep_in(broken), **common)
    yield from read_frame(frame, options)
    if broken:
        yield f"{len(broken)} broken rows were left out; the first begins {','.join(broken[0])[:60]!r}"


def _keep_in(broken: list[list[str]]) -> Any:
    def keep(row: list[str]) -> None:
        broken.append(row)

    return keep


def _separator(text: str) -> str:
    """Finds the separator from the header line, the one line that is known to hold no running text."""
    header = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    counts = {mark: header.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _dates(column: pd.Series) -> pd.Series:
    """Reads a column of dates into UTC datetimes; a date that cannot be read is NaT, never a guess."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.to_datetime(column, utc=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dates = pd.to_datetime(column.astype("str"), utc=True, errors="coerce", format="ISO8601")
    left = dates.isna() & ~column.map(is_missing)
    if left.any():
        dates[left] = pd.to_datetime(column[left].map(_date), utc=True)
    return dates


def _date(value: Any) -> datetime | None:
    """Reads one date that states its day, month and year."""
    given = []
    for default in (
        datetime(2000, 1, 1),
        datetime(2004, 2, 2),
    ):  # what the text leaves open differs between the two
        try:
            given.append(dateparser.parse(str(value), default=default))
        except (ValueError, OverflowError, TypeError):
            return None
    if given[0].date() != given[1].date():
        return None
    return given[0] if given[0].tzinfo else given[0].replace(tzinfo=UTC)
