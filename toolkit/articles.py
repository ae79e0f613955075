"""The articles table: its columns, the identity of an article, and what makes a table a valid one."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

COLUMNS = (
    "source",
    "url",
    "section",
    "headline",
    "standfirst",
    "byline",
    "agency",
    "place",
    "published",
    "dateline",
    "language",
    "body",
    "captions",
    "words",
    "path",
    "duplicate_of",
    "similarity",
)
"""Columns of the articles table, in order; the index is `article_id`.

All are strings but `published` (UTC datetime), `words` (words in `body`) and `similarity` (0 to 1). `dateline` is the
opening of the body as the agency wrote it ("MOSCOW, July 13. /TASS/."), from which `place` and `agency` are read;
`duplicate_of` the id of an article read before that tells the same story, and `similarity` how much they share.
"""

TEXT_FIELDS = ("headline", "standfirst", "body")
"""The fields that analyzers read, in the order in which a reader meets them."""

_IDENTITY = ("source", "url", "headline", "standfirst", "published", "dateline", "body")


def article_id(record: Mapping[str, Any]) -> str:
    """Gives the 16 hexadecimal digits that identify an article by what was read, wherever it lay.

    A table of articles that was kept and is loaded again has the same ones.
    """
    parts = ["" if is_missing(record.get(name)) else str(_in_utc(record[name])) for name in _IDENTITY]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_utc(value: Any) -> Any:
    """A moment as the articles table has it: in UTC, where it says no time zone."""
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def is_missing(value: Any) -> bool:
    """Tells whether a cell holds nothing: None, NaN, NaT, NA or blank text."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, dict, tuple, set)):
        return False
    missing = pd.isna(value)
    return bool(missing) if isinstance(missing, bool) else False


def make_articles(records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Builds the articles table from records that have their `article_id` already.

    Columns beyond `COLUMNS` follow them, in order of first appearance, with the types pandas infers.
    """
    rows = list(records)
    extra = list(dict.fromkeys(key for row in rows for key in row if key not in COLUMNS and key != "article_id"))
    data: dict[str, pd.Series] = {}
    index = pd.Index([row["article_id"] for row in rows], name="article_id", dtype="str")
    for name in COLUMNS:
        values = [None if is_missing(row.get(name)) else row[name] for row in rows]
        if name == "published":
            days = pd.to_datetime(pd.Series(values, index=index, dtype="object"), utc=True)
            data[name] = days.astype("datetime64[us, UTC]")
        elif name == "words":
            data[name] = pd.Series(values, index=index, dtype="Int64")
        elif name == "similarity":
            data[name] = pd.Series(values, index=index, dtype="Float64")
        else:
            data[name] = pd.Series(values, index=index, dtype="str")
    for name in extra:
        data[name] = pd.Series([row.get(name) for row in rows], index=index).infer_objects()
    return pd.DataFrame(data, index=index)


def check_articles(articles: pd.DataFrame) -> None:
    """Raises ValueError, saying which column and what to do, unless `articles` is an articles table.

    Needed: a unique string index of article ids, and `body` or `headline` as text.
    """
    if not isinstance(articles, pd.DataFrame):
        raise TypeError(f"Articles must be a DataFrame, not {type(articles).__name__}; tk.load(…) makes one.")
    if articles.index.name != "article_id":
        raise ValueError(
            "The table's index is not 'article_id', so it is not an articles table yet; tk.load(table) makes it one."
        )
    if not articles.index.is_unique:
        twice = articles.index[articles.index.duplicated()][0]
        raise ValueError(
            f"Article {twice!r} is in the table more than once; keep one: articles[~articles.index.duplicated()]."
        )
    present = [name for name in TEXT_FIELDS if name in articles.columns]
    if not present:
        raise ValueError(
            f"The table has none of the columns {', '.join(TEXT_FIELDS)}; "
            "name yours: tk.load(table, columns={'body': …})."
        )
    for name in present:
        if not (pd.api.types.is_string_dtype(articles[name]) or articles[name].isna().all()):
            raise ValueError(f"Column {name!r} must hold text, not {articles[name].dtype}.")
