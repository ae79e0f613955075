"""Counts of rows by columns, with shares and how sure these are."""

from collections.abc import Iterable
from statistics import NormalDist

import numpy as np
import pandas as pd

from toolkit.analysis.units import place_in_units


def ranked(values: pd.Series) -> pd.DataFrame:
    """Gives each `value` with its `count`, the most frequent first, equals by name; what is missing is not counted."""
    counts = values.dropna().value_counts().rename_axis("value").reset_index(name="count")
    return counts.sort_values(["count", "value"], ascending=[False, True], ignore_index=True)


def count(
    table: pd.DataFrame,
    by: str | Iterable[str],
    *,
    articles: pd.DataFrame | None = None,
    unit: str = "mention",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Counts the rows of a table by one or more of its columns, the most frequent first.

    Gives the columns of `by` with `rows`, `articles` (how many different ones), for paragraphs `paragraphs`, and
    `share` with `low` and `high`, its Wilson score interval (Wilson 1927). The share is of all rows counted, or of all
    paragraphs or articles there are. Rows that lack one of the columns are not counted. Mentions of one article are
    not independent of each other, so for a statement about a corpus the interval of articles is the honest one.
    Raises ValueError for a column that neither table has, and for another unit.

    Parameters
    ----------
    table
        such as `study.entities`, `study.quotes` or `study.stances`.
    by
        a column, or several: "entity", or ["speaker", "stance"].
    articles
        the articles table, so that its columns can be counted by, too, and `month`.
    unit
        what is counted: "mention" (rows), "paragraph" or "article" with at least one row; both need `articles`.
    confidence
        of the interval, 0 to 1.
    """
    columns = [by] if isinstance(by, str) else list(by)
    if unit not in ("mention", "paragraph", "article"):
        raise ValueError(f"unit must be mention, paragraph or article, not {unit!r}.")
    if unit != "mention" and articles is None:
        raise ValueError(f"To count by {unit} give the articles, too: articles=study.articles.")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence!r}.")
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
    sums = {"rows": ("article_id", "size"), "articles": ("article_id", "nunique")}
    total = len(frame)
    if unit == "paragraph" and articles is not None:
        places, total = place_in_units(frame, articles, "paragraph")
        frame = frame.assign(**{"\x1fplace": places})
        sums["paragraphs"] = ("\x1fplace", "nunique")
    elif unit == "article" and articles is not None:
        total = len(articles)
    counts = frame.groupby(columns, as_index=False).agg(**sums)
    counted = {"mention": "rows", "paragraph": "paragraphs", "article": "articles"}[unit]
    counts["share"] = counts[counted] / max(total, 1)
    counts["low"], counts["high"] = wilson(counts[counted].to_numpy(), total, confidence)
    return counts.sort_values([counted, *columns], ascending=[False, *[True] * len(columns)], ignore_index=True)


def wilson(successes: np.ndarray, total: int, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The bounds of the Wilson score interval of shares (Wilson, JASA 22, 1927); 0 and 1 where there is nothing."""
    if total < 1:
        return np.zeros(len(successes)), np.ones(len(successes))
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = successes / total
    middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def names_something(entities: pd.DataFrame) -> pd.Series:
    """Says of each row of an entities table whether it names someone or something: not a date or a sum of money."""
    return ~entities["label"].isin(["DATE", "MONEY"])
