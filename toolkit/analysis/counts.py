"""Counts of rows by columns."""

from collections.abc import Iterable

import pandas as pd


def ranked(values: pd.Series) -> pd.DataFrame:
    """Gives each `value` with its `count`, the most frequent first, equals by name; what is missing is not counted."""
    counts = values.dropna().value_counts().rename_axis("value").reset_index(name="count")
    return counts.sort_values(["count", "value"], ascending=[False, True], ignore_index=True)


def count(table: pd.DataFrame, by: str | Iterable[str], *, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Counts the rows of a table by one or more of its columns, the most frequent first.

    Parameters
    ----------
    table : such as `study.entities`.
    by : a column, or several: "entity", or ["entity", "source"].
    articles : the articles table, so that its columns can be counted by, too, and `month`.

    Gives the columns of `by` with `rows`, `articles` (how many different ones) and `share` (of all rows counted). Rows
    that lack one of the columns are not counted. Raises ValueError for a column that neither table has.
    """
    columns = [by] if isinstance(by, str) else list(by)
    frame = table
    if articles is not None:
        about = articles.assign(month=articles["published"].dt.strftime("%Y-%m"))
        extra = [name for name in columns if name not in table.columns and name in about.columns]
        frame = table.join(about[extra], on="article_id")
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        hint = "" if articles is not None else "; for a column of the articles give articles=study.articles"
        raise ValueError(f"There is no column {missing[0]!r} to count by; there are {', '.join(frame.columns)}{hint}.")
    frame = frame.dropna(subset=columns)
    counts = frame.groupby(columns, as_index=False).agg(rows=("article_id", "size"), articles=("article_id", "nunique"))
    counts["share"] = counts["rows"] / max(len(frame), 1)
    return counts.sort_values(["rows", *columns], ascending=[False, *[True] * len(columns)], ignore_index=True)


def names_something(entities: pd.DataFrame) -> pd.Series:
    """Says of each row of an entities table whether it names someone or something: not a date or a sum of money."""
    return ~entities["label"].isin(["DATE", "MONEY"])
