"""Tables of articles, one a row: DataFrames, workbooks, JSON."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError

from toolkit.articles import is_missing
from toolkit.loading.markup import plain_text
from toolkit.loading.press import paragraphs
from toolkit.loading.tables.columns import ColumnError, describe, guess_columns, map_columns
from toolkit.loading.tables.day_order import read_dates

MOST_ABOVE = 20
"""Lines above the header of a table that are looked at."""


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
    chosen = set(mapping.values())
    own = {name: f"own_{name}" for name in frame.columns if name in mapping and name not in chosen}
    renamed = frame.rename(columns={**own, **{name: column for column, name in mapping.items()}})
    if "body" in renamed and _is_markup(renamed["body"]):
        yield f"the HTML in column {mapping['body']!r} is taken off its text"
        renamed["body"] = renamed["body"].map(lambda body: plain_text(body) if isinstance(body, str) else body)
    if "published" in renamed:
        renamed["published"], remarks = read_dates(renamed["published"], renamed.get("source"))
        yield from remarks
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


_MARKUP = r"(?i)</(?:p|div|li|h\d)>|<br\s*/?>"


def _is_markup(bodies: pd.Series) -> bool:
    """Tells a column of HTML by half of its first texts."""
    texts = bodies[bodies.map(lambda body: isinstance(body, str))].head(50).astype("str")
    return len(texts) > 0 and bool(texts.str.contains(_MARKUP, regex=True).mean() >= 0.5)


def _headed(frame: pd.DataFrame) -> pd.DataFrame:
    """The table below the lines that some exports write above its header (what was searched for, and when)."""
    if "body" in (found := guess_columns(frame.columns)) or "headline" in found:
        return frame
    for place in range(min(len(frame), MOST_ABOVE)):
        names = [str(name) for name in frame.iloc[place]]
        found = guess_columns(names)
        if len(found) > 1 and ("body" in found or "headline" in found):
            return frame.iloc[place + 1 :].set_axis(names, axis="columns").reset_index(drop=True)
    return frame


def read_excel(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    """Yields the records of every sheet of a workbook that holds articles; the others become remarks.

    Raises ColumnError where no sheet does, ValueError for a damaged or protected workbook.
    """
    try:
        sheets = pd.read_excel(path, sheet_name=None, dtype=object, engine="calamine")
    except CalamineError as error:
        raise ValueError(f"a damaged or protected workbook: {str(error).rpartition(': ')[2]}") from None
    refused = []
    for name, frame in sheets.items():
        try:
            yield from read_frame(frame if options.get("columns") else _headed(frame), options)
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


def _is_index(value: dict[str, Any]) -> bool:
    """Tells an object of articles by their ids from one article."""
    rows = list(value.values())
    alike = len(rows) > 1 and all(isinstance(row, dict) for row in rows)
    return alike and len(set.intersection(*(set(row) for row in rows))) > 0 and bool(guess_columns(map(str, rows[0])))


def _longest_list(value: Any) -> list[Any]:
    """The longest list of objects in a piece of JSON; an object without one is a list of itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and _is_index(value):
        return list(value.values())
    inside = (
        [_longest_list(part) for part in value.values() if isinstance(part, (dict, list))]
        if isinstance(value, dict)
        else []
    )
    lists = [part for part in inside if part and isinstance(part[0], dict) and part[0] is not value]
    return max(lists, key=len) if lists and max(map(len, lists)) > 1 else [value]
