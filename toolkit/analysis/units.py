"""In which paragraph or sentence of its article a row stands."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from toolkit.documents import Document

UNITS = ("sentence", "paragraph", "article")


def place_in_units(table: pd.DataFrame, articles: pd.DataFrame, unit: str) -> tuple[pd.Series, int]:
    """Gives for each row the number of the unit that it begins in, and how many units the articles have in all.

    Raises ValueError for another unit than sentence, paragraph or article.
    """
    if unit not in UNITS:
        raise ValueError(f"The unit must be one of {', '.join(UNITS)}, not {unit!r}.")
    if unit == "article":
        places = articles.index.get_indexer(pd.Index(table["article_id"]))
        return pd.Series(places, index=table.index), len(articles)
    groups = table.groupby(["article_id", "field"]).indices
    found = np.full(len(table), -1)
    starts = table["start"].to_numpy(dtype="int64")
    total = 0
    for key, row in zip(articles.index, articles.to_dict("records"), strict=True):
        by_field: dict[str, list[int]] = {}
        for field, begin in _begins(Document(str(key), row), unit):
            by_field.setdefault(field, []).append(begin)
        for field, begins in by_field.items():
            rows = groups.get((key, field))
            if rows is not None:
                found[rows] = total + np.maximum(np.searchsorted(begins, starts[rows], side="right") - 1, 0)
            total += len(begins)
    return pd.Series(found, index=table.index), total


def _begins(document: Document, unit: str) -> Iterator[tuple[str, int]]:
    for part in document.paragraphs if unit == "paragraph" else document.sentences:
        yield part.field, part.start
