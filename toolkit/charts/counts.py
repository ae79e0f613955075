"""Bars of counts: who speaks most, and who or what is named most."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from toolkit.analysis.counts import names_something, ranked
from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content, short


def top_speakers(quotes: pd.DataFrame, *, n: int = 15, ax: Axes | None = None) -> Axes:
    """Draws the speakers with most statements.

    `quotes` needs `speaker`; statements without one are not counted, and told under the chart. The data behind
    it: `speaker`, `statements`, `share` (of all statements with a speaker).
    """
    require(quotes, "quotes", ["speaker"])
    return _bars(quotes["speaker"], "Speakers", "speaker", "statement", "without a speaker", n, ax)


def entity_counts(entities: pd.DataFrame, *, label: str | None = None, n: int = 15, ax: Axes | None = None) -> Axes:
    """Draws the entities that are named most, of one `label` (PERSON, ORG, PLACE, …) or of all but dates and money.

    `entities` needs `entity` and `label`. The data behind it: `entity`, `mentions`, `share` (of all mentions).
    """
    require(entities, "entities", ["entity", "label"])
    rows = entities[names_something(entities)] if label is None else entities[entities["label"] == label]
    title = "Entities" if label is None else f"Entities: {label}"
    return _bars(rows["entity"], title, "entity", "mention", "without a name", n, ax)


def _bars(names: pd.Series, title: str, facet: str, noun: str, without: str, n: int, ax: Axes | None) -> Axes:
    counts = ranked(names)
    total = int(counts["count"].sum())
    left_out = len(names) - total
    top = counts.head(n)
    ax = axes(ax, len(top))
    if top.empty:
        return nothing(ax, title, f"No {noun}s to show.")
    bars = ax.barh(range(len(top)), top["count"], color=COLORS["count"], height=0.78)
    ax.set_yticks(range(len(top)), [short(name) for name in top["value"]])
    ax.invert_yaxis()
    ax.bar_label(bars, padding=3, fontsize="small")
    ax.margins(x=0.1, y=0.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(f"{noun.capitalize()}s{f' ({plural(left_out, noun)} {without} not shown)' if left_out else ''}")
    more = "" if len(counts) <= n else f" (the {len(top)} most frequent of {len(counts):,})"
    ax.set_title(title + more)
    data = pd.DataFrame({facet: top["value"], f"{noun}s": top["count"], "share": (top["count"] / total).round(4)})
    marks = [
        Mark(bar, f"{row[0]}: {plural(row[1], noun)}, {row[2]:.0%} of {total:,}", {facet: row[0]})
        for bar, row in zip(bars, data.itertuples(index=False, name=None), strict=True)
    ]
    set_content(ax, data, marks)
    return ax
