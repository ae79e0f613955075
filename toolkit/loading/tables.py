"""Tables of articles, one a row: DataFrames and CSV files."""

import csv
import io
import json
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles import is_missing
from toolkit.loading.columns import ColumnError, describe, map_columns
from toolkit.loading.dates import read_day
from toolkit.loading.press import paragraphs


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
    if "published" in renamed:
        dates, remark = _dates(renamed["published"])
        if remark:
            yield remark
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
            head = f"{record.get('headline')}\n\n"
            record["body"] = record["body"].removeprefix(head)
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


def read_excel(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the records of every sheet of an XLSX file that holds articles; the others become remarks.

    Raises ColumnError where no sheet does.
    """
    sheets = pd.read_excel(path, sheet_name=None, dtype=object)
    refused = []
    for name, frame in sheets.items():
        try:
            yield from read_frame(frame, options)
        except ColumnError as error:
            refused.append(f"sheet {name!r}: {error}")
    if len(refused) == len(sheets):
        raise ColumnError("; ".join(refused) or "the workbook has no sheet")
    yield from refused


def read_json(text: str, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the records of JSON: a list of articles, alone or anywhere inside an object, or one article a line.

    Raises ColumnError where no list of articles is in it, ValueError for what is no JSON.
    """
    broken = 0
    try:
        found = _longest_list(json.loads(text))
    except json.JSONDecodeError:
        found = []
        for line in filter(str.strip, text.splitlines()):
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError:
                broken += 1
        if not found:
            raise ValueError("it is neither JSON nor JSON Lines") from None
    rows = [row for row in found if isinstance(row, dict)]
    if not rows:
        raise ColumnError("there is no list of articles in it")
    yield from read_frame(pd.json_normalize(rows, max_level=1), options)
    if broken:
        yield f"{broken} broken lines were left out"


def _longest_list(value: Any) -> list[Any]:
    """The longest list of objects in a piece of JSON; an object without one is a list of itself."""
    if isinstance(value, list):
        return value
    inside = (
        [_longest_list(part) for part in value.values() if isinstance(part, (dict, list))]
        if isinstance(value, dict)
        else []
    )
    lists = [part for part in inside if part and isinstance(part[0], dict) and part[0] is not value]
    return max(lists, key=len) if lists and max(map(len, lists)) > 1 else [value]


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


def _dates(column: pd.Series) -> tuple[pd.Series, str | None]:
    """Reads a column of dates into UTC datetimes, with a remark on what had to be decided.

    A date that cannot be read is NaT. Whether 03/04/2020 is in March or in April is decided by the other dates of
    the column; where none tells, the day is taken to come first, and the remark says so.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.to_datetime(column, utc=True), None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dates = pd.to_datetime(column.astype("str"), utc=True, errors="coerce", format="ISO8601")
    left = dates.isna() & ~column.map(is_missing)
    if not left.any():
        return dates, None
    day_first, remark = _day_comes_first(column[left].astype("str"))
    dates[left] = pd.to_datetime(column[left].map(lambda value: read_day(str(value), day_first=day_first)), utc=True)
    return dates, remark


def _day_comes_first(texts: pd.Series) -> tuple[bool | None, str | None]:
    parts = texts.str.extract(r"^\s*(\d{1,2})([./-])(\d{1,2})\2\d{2,4}\b").dropna()
    if parts.empty:
        return None, None
    first, second = parts[0].astype(int), parts[2].astype(int)
    such = f"dates such as {texts[parts.index[0]]} are read with the"
    if (first > 12).any() and not (second > 12).any():
        return True, f"{such} day first, as others of the column show"
    if (second > 12).any() and not (first > 12).any():
        return False, f"{such} month first, as others of the column show"
    return True, f"{such} day first; nothing in the column decides it"
