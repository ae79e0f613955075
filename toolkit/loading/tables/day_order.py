"""A column of dates, in which 03/04/2020 is in March or in April: each source decides it by its other dates."""

import warnings
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.articles import is_missing
from toolkit.loading.dates import read_day

_NUMBERS = r"^\s*(\d{1,2})([./-])(\d{1,2})\2\d{2,4}\b"


def read_dates(column: pd.Series, sources: pd.Series | None) -> tuple[pd.Series, list[str]]:
    """Reads a column of dates into UTC datetimes, with remarks on what had to be decided.

    A date that cannot be read stays the text that it is. Whether the day or the month comes first is decided by the
    other dates of the same source, else by those of the column; where none tells, the day is taken to come first.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.to_datetime(column, utc=True), []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dates = pd.to_datetime(column.astype("str"), utc=True, errors="coerce", format="ISO8601")
    left = dates.isna() & ~column.map(is_missing)
    if not left.any():
        return dates, []
    read = dates.astype("object")
    orders = _orders(column[left].astype("str"), sources)
    for order in orders:
        read[order.dates.index] = [read_day(text, day_first=order.day_first) or text for text in order.dates]
    return read, [order.remark for order in orders if order.remark]


@dataclass(frozen=True)
class _Order:
    """Dates that are read alike: with the day first, the month first, or (None) as their language has it."""

    dates: pd.Series
    day_first: bool | None = None
    remark: str | None = None


def _orders(texts: pd.Series, sources: pd.Series | None) -> list[_Order]:
    numbers = texts.str.extract(_NUMBERS).dropna()
    if numbers.empty:
        return [_Order(texts)]
    by_source = pd.Series("", index=texts.index) if sources is None else sources[texts.index].astype("str")
    of_column = _day_comes_first(numbers)
    alike: dict[tuple[bool, str], list[tuple[str, Any]]] = {}
    for source, part in numbers.groupby(by_source[numbers.index], sort=False, dropna=False):
        own = _day_comes_first(part)
        first, shown_by = (own, "source") if own is not None else (of_column, "column")
        key = (True, "nothing") if first is None else (first, shown_by)
        alike.setdefault(key, []).append((str(source), part.index))
    orders = []
    for (first, shown_by), parts in alike.items():
        dates = pd.concat([texts[index] for _, index in parts])
        why = _why(shown_by, [source for source, _ in parts if source not in ("", "nan")])
        such = f"dates such as {dates.iloc[0]} are read with the {'day' if first else 'month'} first"
        orders.append(_Order(dates, first, such + why))
    others = texts.drop(numbers.index)
    return [*orders, _Order(others)] if len(others) else orders


def _day_comes_first(numbers: pd.DataFrame) -> bool | None:
    """What the dates of one source or column show; None where none has a number above 12, or they contradict."""
    first, second = (numbers[0].astype(int) > 12).any(), (numbers[2].astype(int) > 12).any()
    return None if first == second else bool(first)


def _why(shown_by: str, sources: list[str]) -> str:
    if shown_by == "nothing":
        return "; nothing in the column decides it"
    if shown_by == "column" or not sources:
        return ", as others of the column show"
    more = f" and {len(sources) - 2} more sources" if len(sources) > 2 else ""
    return f", as others of {', '.join(sources[:2])}{more} show"
