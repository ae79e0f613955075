"""Rows that an analyzer gives → tables with the declared columns and types, or an error that says what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pandas as pd
from pandas.api.types import is_object_dtype

from toolkit.analyzers import SPAN_COLUMNS, Analyzer, Table
from toolkit.documents import Document

PROBLEM_COLUMNS = {"article_id": "string", "analyzer": "string", "problem": "string", "message": "string"}
"""Columns of `study.problems`; `problem` is the kind: error, contract (it gave something else than it
declares), time (it was stopped), language, or plugin (one that could not be loaded; it has no `article_id`)."""

_PANDAS = {"string": "str", "Int64": "Int64", "Float64": "Float64", "boolean": "boolean", "object": "object"}


class ContractError(ValueError):
    """An analyzer gave something else than what it declared."""


def check_row(analyzer: Analyzer, document: Document, row: Any) -> tuple[str, dict[str, Any]]:
    """Gives the table that a row is for and the row with the columns that the toolkit adds.

    Raises ContractError for a row that does not hold what `analyzer` declares, or whose place is not in the text.
    """
    if not isinstance(row, Mapping):
        raise ContractError(
            f"it gave {_short(row)} where a row was expected: yield document.span(field, start, end, …)"
        )
    values = dict(row)
    name = values.pop("table", next(iter(analyzer.makes)) if len(analyzer.makes) == 1 else None)
    table = analyzer.makes.get(name)
    if table is None:
        known = ", ".join(analyzer.makes)
        raise ContractError(f"it gave a row for table {name!r}, but declares {known}")
    declared = {*table.columns, *(SPAN_COLUMNS if table.spans else ())}
    unknown = [column for column in values if column not in declared]
    if unknown:
        raise ContractError(
            f"it gave column {unknown[0]!r}, which table {name!r} does not declare (it has {', '.join(table.columns)})"
        )
    if table.spans:
        values = _placed(document, values)
    row = {
        "article_id": document.id,
        **values,
        "analyzer": analyzer.name,
        "analyzer_version": analyzer.version,
    }
    return name, row


def _placed(document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """Checks the place of a row against the article; the text is what stands there."""
    field, start, end = (values.get(column) for column in ("field", "start", "end"))
    text = document.fields.get(field) if isinstance(field, str) else None
    try:
        start, end = int(start), int(end)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ContractError(f"it gave the place {field!r}[{start!r}:{end!r}], which is no field and offsets") from None
    if text is None or not 0 <= start < end <= len(text):
        raise ContractError(f"it gave the place {field}[{start}:{end}], where this article has no text")
    found = text[start:end]
    if values.get("text", found) != found:
        raise ContractError(
            f"it says that {_short(values['text'])} stands at {field}[{start}:{end}], but {_short(found)} does"
        )
    return {**values, "start": start, "end": end, "text": found}


def make_table(table: Table, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Builds a table with the declared columns and types, also of no rows at all.

    Raises ContractError where a value does not fit its column's type.
    """
    return typed_frame(list(rows), table.all_columns())


def typed_frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Builds a DataFrame of exactly these columns and types; what a row lacks is missing."""
    return _frame(rows, columns) if rows else _empty(tuple(columns.items())).copy()


@lru_cache
def _empty(columns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return _frame([], dict(columns))


def _frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    series = {}
    for column, dtype in columns.items():
        values = [row.get(column) for row in rows]
        if dtype == "string":
            wrong = next(
                (value for value in values if not (value is None or isinstance(value, str) or pd.isna(value))),
                None,
            )
            if wrong is not None:
                raise ContractError(f"column {column!r} must hold text, but holds {_short(wrong)}")
            values = [value if isinstance(value, str) and value.strip() else None for value in values]
        try:
            series[column] = pd.Series(values, dtype=_PANDAS[dtype])
        except (TypeError, ValueError):
            wrong = next((value for value in values if not _fits(value, dtype)), None)
            raise ContractError(f"column {column!r} must be of type {dtype}, but holds {_short(wrong)}") from None
    return pd.DataFrame(series, columns=list(columns))


def own_copy(table: pd.DataFrame) -> pd.DataFrame:
    """Rows that an analyzer may change as it likes, the lists in them included."""
    table = table.reset_index(drop=True)
    lists = [name for name in table.columns if is_object_dtype(table[name].dtype)]
    return table.assign(**{name: table[name].map(deepcopy) for name in lists})


def _fits(value: Any, dtype: str) -> bool:
    try:
        pd.Series([value], dtype=_PANDAS[dtype])
    except (TypeError, ValueError):
        return False
    return True


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
