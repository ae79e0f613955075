"""Who is for and who is against a target: side by side, over time, and by how sure a judgement must be."""

from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from toolkit.analysis.stances import FEW, STANCES, UNSURE, by_threshold, stance_summary
from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content, short

_HATCHES = {"oppose": "///", "neutral": "", "support": ""}
_PALE = 0.4
_NOTHING = "No mention of a target in these statements."


def stance_by(
    stances: pd.DataFrame,
    by: str = "speaker",
    *,
    articles: pd.DataFrame | None = None,
    target: str | None = None,
    n: int = 15,
    ax: Axes | None = None,
) -> Axes:
    """Draws, for each speaker, source or month, the mentions of a target that oppose, are neutral or support.

    Opposing mentions go to the left, supporting ones to the right, neutral ones lie across the middle; those with a
    score below 0.6 are paler. A star marks whom fewer than 10 mentions speak for.

    The data behind it: what `tk.stance_summary` gives.

    Parameters
    ----------
    stances
        with `target`, `stance` and `article_id`.
    by
        a column of the table or, with `articles`, of those; also `month`.
    articles
        the articles table.
    target
        one target; otherwise all that are in the table, together.
    n
        how many are shown, those with most mentions; months in their order.
    """
    require(stances, "stances", ["target", "stance", "article_id"])
    rows = stances if target is None else stances[stances["target"] == target]
    title = f"Stance by {by}{_towards(rows)}"
    table = stance_summary(rows, by, articles=articles)
    if table.empty:
        return nothing(axes(ax, 0), title, _NOTHING)
    shown = table.head(n) if by not in ("month", "year") else table.sort_values(by).tail(n)
    shown = shown.reset_index(drop=True)
    ax = axes(ax, len(shown))
    ax.set_title(title)
    marks = _bars(ax, shown, _pale(rows, by, articles, shown), by)
    ax.axvline(0, color="#777777", linewidth=0.8, zorder=3)
    stars = np.where(shown["few"], "*", "")
    ax.set_yticks(
        range(len(shown)),
        [f"{short(str(v))} ({k}){s}" for v, k, s in zip(shown[by], shown["judgements"], stars, strict=True)],
    )
    ax.invert_yaxis()
    half = shown["neutral"] / 2
    reach = max(1.0, float((half + shown[["oppose", "support"]].max(axis=1)).max())) * 1.08
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    notes = [f"{len(shown)} of {len(table):,} shown"] if len(table) > len(shown) else []
    notes += [f"* fewer than {FEW} mentions"] if shown["few"].any() else []
    notes += [f"paler: score below {UNSURE}"] if shown["unsure"].any() else []
    more = "\n" + " · ".join(notes) if notes else ""
    ax.set_xlabel(f"← oppose     mentions of the target     support →{more}")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=3, frameon=False, fontsize="small")
    set_content(ax, shown, marks)
    return ax


def _towards(rows: pd.DataFrame) -> str:
    targets = rows["target"].dropna().unique()
    if not len(targets):
        return ""
    return f" towards “{short(targets[0], 40)}”" if len(targets) == 1 else f" towards {len(targets)} targets together"


def _pale(rows: pd.DataFrame, by: str, articles: pd.DataFrame | None, shown: pd.DataFrame) -> pd.DataFrame:
    """How many of each one's mentions of each stance are unsure."""
    if "score" not in rows:
        return pd.DataFrame(0, index=shown.index, columns=list(STANCES))
    unsure = rows[rows["score"].lt(UNSURE).fillna(False)]
    counts = stance_summary(unsure, by, articles=articles).set_index(by)[list(STANCES)]
    return counts.reindex(shown[by], fill_value=0).reset_index(drop=True)


def _bars(ax: Axes, shown: pd.DataFrame, pale: pd.DataFrame, by: str) -> list[Mark]:
    half = shown["neutral"] / 2
    marks = []
    for stance in STANCES:
        sure = shown[stance] - pale[stance]
        begins = {"neutral": -half, "oppose": -half, "support": half}[stance]
        sign = -1 if stance == "oppose" else 1
        for part, alpha in ((sure, 1.0), (pale[stance], _PALE)):
            bars = ax.barh(
                range(len(shown)),
                sign * part,
                left=begins,
                color=COLORS[stance],
                alpha=alpha,
                height=0.78,
                label=stance if alpha == 1.0 else None,
                hatch=_HATCHES[stance],
                edgecolor="white",
                linewidth=0.5,
            )
            begins = begins + sign * part
            certainty = "" if alpha == 1.0 else ", unsure"
            marks += [
                Mark(bar, f"{name}: {plural(int(count), 'mention')}, {stance}{certainty}", _filters(by, name, stance))
                for bar, name, count in zip(bars, shown[by].astype(str), part, strict=True)
                if count
            ]
    return marks


def _filters(by: str, name: str, stance: str) -> dict[str, str]:
    return {by: name, "stance": stance} if by in ("speaker", "source", "target") else {"stance": stance}


def stance_over_time(
    stances: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "month",
    target: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws how the balance of support and opposition changes, with its 95 % interval and the number of mentions.

    A hollow point stands for fewer than 10 mentions. The data behind it: what `tk.stance_summary` gives, in the order
    of time. Raises ValueError for another `by`.

    Parameters
    ----------
    stances
        with `target`, `stance` and `article_id`.
    articles
        the articles table, with `published`.
    by
        month or year.
    target
        one target; otherwise all that are in the table, together.
    """
    require(stances, "stances", ["target", "stance", "article_id"])
    require(articles, "articles", ["published"])
    if by not in ("month", "year"):
        raise ValueError(f"by must be month or year, not {by!r}.")
    rows = stances if target is None else stances[stances["target"] == target]
    title = f"Stance over time{_towards(rows)}"
    table = stance_summary(rows, by, articles=articles).sort_values(by, ignore_index=True)
    ax = axes(ax)
    if table.empty:
        return nothing(ax, title, _NOTHING if rows.empty else "None of the articles has a date.")
    days = pd.to_datetime(table[by])
    ax.set_title(title)
    ax.axhline(0, color="#777777", linewidth=0.8)
    ax.vlines(days, table["low"], table["high"], color=COLORS["count"], alpha=0.45, linewidth=4)
    ax.plot(days, table["balance"], color=COLORS["count"], linewidth=1, alpha=0.6)
    enough = ~table["few"]
    points = [
        ax.scatter(days[kept], table["balance"][kept], s=40, zorder=3, facecolors=fill, edgecolors=COLORS["count"])
        for kept, fill in ((enough, COLORS["count"]), (~enough, "white"))
        if kept.any()
    ]
    for day, row in zip(days, table.itertuples(), strict=True):
        ax.annotate(f"{row.judgements}", (mdates.date2num(day), 1.06), ha="center", va="bottom", fontsize="x-small")
    span = max(days.max() - days.min(), pd.Timedelta(days=200 if by == "month" else 2_000))
    middle = days.min() + (days.max() - days.min()) / 2
    ax.set_xlim(mdates.date2num(middle - span * 0.56), mdates.date2num(middle + span * 0.56))
    ax.set_ylim(-1.05, 1.25)
    ax.set_yticks([-1, 0, 1], ["all oppose", "balanced", "all support"])
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=2, maxticks=8))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    undated = int(articles["published"].reindex(rows["article_id"]).isna().sum())
    notes = ["number: mentions judged · bar: 95 % interval"]
    notes += [f"hollow: fewer than {FEW} mentions"] if table["few"].any() else []
    notes += [f"{plural(undated, 'mention')} without a date not shown"] if undated else []
    ax.set_xlabel("\n".join([notes[0], " · ".join(notes[1:])]).strip(), fontsize="small")
    set_content(ax, table, _points(points, table, days, (enough, ~enough), by))
    return ax


def _points(points: list[Any], table: pd.DataFrame, days: pd.Series, kept: tuple[Any, Any], by: str) -> list[Mark]:
    """The points are drawn together, so a mark for each is an invisible bar over its place."""
    ax = points[0].axes
    width = 25 if by == "month" else 300
    return [
        Mark(
            ax.bar(day, 2.0, bottom=-1.0, width=width, alpha=0)[0],
            f"{getattr(row, by)}: {row.oppose} oppose, {row.neutral} neutral, {row.support} support"
            + (" (few)" if row.few else ""),
            {
                "since": day.to_period("M" if by == "month" else "Y").start_time.date().isoformat(),
                "until": day.to_period("M" if by == "month" else "Y").end_time.date().isoformat(),
            },
        )
        for day, row in zip(days, table.itertuples(), strict=True)
    ]


def stance_by_threshold(stances: pd.DataFrame, kind: str = "stance", *, ax: Axes | None = None) -> Axes:
    """Draws what moving the threshold between neutral and not would change.

    The data behind it: what `toolkit.analysis.stances.by_threshold` gives. Apply a threshold with
    `Study.with_threshold`.

    Parameters
    ----------
    stances
        with the probabilities of the labels.
    kind
        stance or sentiment.
    """
    table = by_threshold(stances, kind)
    title = f"What the threshold of {kind} changes"
    ax = axes(ax)
    total = int(table.iloc[0, 1:].sum())
    if not total:
        return nothing(ax, title, _NOTHING)
    labels = list(table.columns[1:])
    for label, like in zip(labels, STANCES, strict=True):
        dash = {"oppose": "--", "neutral": ":", "support": "-"}[like]
        color = "#777777" if like == "neutral" else COLORS[like]
        ax.plot(table["threshold"], table[label] / total, dash, color=color, label=label)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    ax.legend(frameon=False, fontsize="small")
    ax.set_xlim(0.33, 1.0)
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlabel(f"probability that {labels[0]} or {labels[2]} must have ({plural(total, 'judgement')})")
    ax.set_title(title)
    set_content(ax, table)
    return ax
