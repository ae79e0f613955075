"""Stances counted, compared and decided anew: by speaker, source or month, over time, and where speakers contradict
themselves."""

from collections.abc import Iterable, Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

STANCES = ("oppose", "neutral", "support")
SENTIMENTS = ("negative", "neutral", "positive")
FEW = 10
"""Below so many judgements a share says little, and tables and charts say so."""
UNSURE = 0.6
"""A judgement with a lower score counts as unsure."""
_KINDS: Mapping[str, tuple[str, ...]] = {"stance": STANCES, "sentiment": SENTIMENTS}
_SCORES = {"stance": "score", "sentiment": "sentiment_score"}


def decide(stances: pd.DataFrame, *, stance: float | None = None, sentiment: float | None = None) -> pd.DataFrame:
    """Gives the table with its labels decided anew from their probabilities.

    The scores become the probabilities of the labels that are given. Raises ValueError for another threshold and for a
    table without probabilities.

    Parameters
    ----------
    stances
        with the probabilities of each label (`stance_oppose`, …, `sentiment_positive`).
    stance
        how probable oppose or support must be to count, 0 to 1; below it a judgement is neutral. None for the most
        probable of the three.
    sentiment
        the same for negative and positive.
    """
    changed = stances
    for kind, threshold in (("stance", stance), ("sentiment", sentiment)):
        chances = _chances(stances, kind)
        chosen = _chosen(chances, threshold)
        labels = pd.Series(np.array(_KINDS[kind], dtype=object)[chosen], index=stances.index, dtype="str")
        scores = pd.Series(chances[np.arange(len(chances)), chosen], index=stances.index, dtype="Float64")
        known = ~np.isnan(chances).any(axis=1)
        changed = changed.assign(
            **{
                kind: labels.where(known, stances[kind]),
                _SCORES[kind]: scores.where(known, stances[_SCORES[kind]]),
            }
        )
    return changed


def by_threshold(stances: pd.DataFrame, kind: str = "stance", steps: int = 14) -> pd.DataFrame:
    """What moving the threshold changes.

    `kind` is stance or sentiment. Gives for each of some thresholds from 0.34 to 0.99 (`threshold`) how many judgements
    would have each label, in a column of its name. Raises ValueError for a table without probabilities.
    """
    chances = _chances(stances, kind)
    chances = chances[~np.isnan(chances).any(axis=1)]
    rows = []
    for threshold in np.linspace(0.34, 0.99, steps).round(2):
        counts = np.bincount(_chosen(chances, float(threshold)), minlength=3)
        rows.append({"threshold": threshold, **dict(zip(_KINDS[kind], counts.tolist(), strict=True))})
    return pd.DataFrame(rows)


def _chances(stances: pd.DataFrame, kind: str) -> np.ndarray:
    if kind not in _KINDS:
        raise ValueError(f"kind must be stance or sentiment, not {kind!r}.")
    columns = [f"{kind}_{label}" for label in _KINDS[kind]]
    missing = [column for column in columns if column not in stances]
    if missing:
        raise ValueError(f"The table has no probabilities: column {missing[0]!r} is missing.")
    return stances[columns].to_numpy(dtype=float, na_value=np.nan)


def _chosen(chances: np.ndarray, threshold: float | None) -> np.ndarray:
    """The number of the label of each row."""
    if threshold is None:
        return np.nan_to_num(chances).argmax(axis=1)
    if not 0 <= threshold <= 1:
        raise ValueError(f"A threshold must lie between 0 and 1, not {threshold!r}.")
    ends = np.nan_to_num(chances[:, [0, 2]])
    return np.where(ends.max(axis=1) >= threshold, 2 * ends.argmax(axis=1), 1)


def stance_summary(
    stances: pd.DataFrame,
    by: str | Iterable[str] = "speaker",
    *,
    articles: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Counts who is for and against, by speaker, source, month or any other column.

    Gives the columns of `by`, `judgements` (mentions of a target that were judged), `statements` and `articles` (how
    many different ones), `oppose`, `neutral`, `support` (judgements), `unsure` (judgements with a score below 0.6),
    `few` (true below 10 judgements: too few to compare), `balance`, the support less the opposition as a share of all
    judgements (-1 to 1) with its interval `low` to `high` (Agresti and Min 2005, for differences of matched
    proportions). Rows that lack one of the columns are not counted. Judgements of one article are not independent of
    each other, so the intervals are rather too narrow. Raises ValueError for a column that there is not.

    Parameters
    ----------
    stances
        with `article_id` and `stance`; `quote_id` and `score` where there are.
    by
        a column or several, of the table or, with `articles`, of those; also `month` and `year`.
    articles
        the articles table.
    confidence
        of the intervals, 0 to 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence!r}.")
    columns = [by] if isinstance(by, str) else list(by)
    frame = _with_articles(stances, columns, articles).dropna(subset=columns)
    unsure = frame["score"].lt(UNSURE).fillna(False) if "score" in frame else pd.Series(False, index=frame.index)
    marked = frame.assign(**{f"\x1f{label}": frame["stance"].eq(label) for label in STANCES}, **{"\x1funsure": unsure})
    statements = "quote_id" if "quote_id" in frame else "article_id"
    found = marked.groupby(columns, as_index=False, observed=True).agg(
        judgements=("article_id", "size"),
        statements=(statements, "nunique"),
        articles=("article_id", "nunique"),
        **{label: (f"\x1f{label}", "sum") for label in STANCES},
        unsure=("\x1funsure", "sum"),
    )
    found["few"] = found["judgements"] < FEW
    found["balance"] = (found["support"] - found["oppose"]) / found["judgements"].clip(lower=1)
    found["low"], found["high"] = _difference(found, confidence)
    return found.sort_values(["judgements", *columns], ascending=[False, *[True] * len(columns)], ignore_index=True)


def _difference(found: pd.DataFrame, confidence: float) -> tuple[pd.Series, pd.Series]:
    """Adds half a judgement to each of four cells and takes the Wald interval (Agresti, Min 2005)."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    n = found["judgements"] + 2
    p, q = (found["support"] + 0.5) / n, (found["oppose"] + 0.5) / n
    half = z * np.sqrt((p + q - (p - q) ** 2) / n)
    return (p - q - half).clip(-1, 1), (p - q + half).clip(-1, 1)


def _with_articles(stances: pd.DataFrame, columns: Iterable[str], articles: pd.DataFrame | None) -> pd.DataFrame:
    missing = [name for name in columns if name not in stances]
    if not missing:
        return stances
    if articles is None:
        raise ValueError(
            f"There is no column {missing[0]!r} here; for a column of the articles give articles=study.articles."
        )
    published = articles["published"].dt
    about = articles.assign(month=published.strftime("%Y-%m"), year=published.strftime("%Y"))
    unknown = [name for name in missing if name not in about]
    if unknown:
        raise ValueError(f"Neither the table nor the articles have a column {unknown[0]!r}.")
    return stances.join(about[missing], on="article_id")


def contradictions(
    stances: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, *, least: float = UNSURE
) -> pd.DataFrame:
    """Speakers who are for a target in one statement and against it in another, side by side.

    Gives a row for each speaker and target that has both, with the surest statement of each side: `speaker`, `target`,
    `supports` and `opposes` (how many statements), `support_text`, `support_score`, `support_published`,
    `support_article`, `support_quote`, and the same for `oppose_`; those sure on both sides first. A statement with
    both, which may only weigh one thing against another, is left out.

    Parameters
    ----------
    stances, quotes, articles
        of one study.
    least
        the score that both judgements must have at least, 0 to 1.
    """
    known = stances.dropna(subset=["speaker", "quote_id"])
    sure = known[known["score"].ge(least).fillna(False) & known["stance"].isin(["oppose", "support"])]
    sides = sure.groupby(["quote_id", "target"])["stance"].transform("nunique")
    sure = sure[sides == 1]
    best = sure.sort_values("score", ascending=False, kind="stable").drop_duplicates(["speaker", "target", "stance"])
    text = quotes.drop_duplicates("quote_id").set_index("quote_id")["text"]
    best = best.assign(statement=best["quote_id"].map(text), published=best["article_id"].map(articles["published"]))
    key = ["speaker", "target"]
    found = None
    for side in ("support", "oppose"):
        own = best[best["stance"] == side].set_index(key)
        part = own[["statement", "score", "published", "article_id", "quote_id"]].set_axis(
            [f"{side}_{name}" for name in ("text", "score", "published", "article", "quote")], axis=1
        )
        counts = sure[sure["stance"] == side].groupby(key)["quote_id"].nunique().to_frame(f"{side}s")
        part = part.join(counts)
        found = part if found is None else found.join(part, how="inner")
    assert found is not None
    least_sure = found[["support_score", "oppose_score"]].min(axis=1)
    found = found.loc[least_sure.sort_values(ascending=False, kind="stable").index]
    counted = ["supports", "opposes"]
    return found[[*counted, *(name for name in found if name not in counted)]].reset_index()
