"""Statements over time."""

from datetime import date
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content

_STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_MOST_BARS = 62
_FEWEST_SLOTS = 12


def statements_over_time(
    quotes: pd.DataFrame, articles: pd.DataFrame, *, by: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draws the number of statements published in each day, week, month or year.

    The data behind it: `from` and `until` (days, both included), `statements`. Statements without a date are told
    under the chart. Raises ValueError for another `by` or a missing column.

    Parameters
    ----------
    quotes
        statements, with `article_id`.
    articles
        the articles table, with `published`.
    by
        day, week, month or year; otherwise the finest that gives at most 62 bars.
    ax
        axes to draw on.
    """
    require(quotes, "quotes", ["article_id"])
    require(articles, "articles", ["published"])
    if by is not None and by not in _STEPS:
        raise ValueError(f"by must be one of {', '.join(_STEPS)}, not {by!r}.")
    ax = axes(ax)
    title = "Statements over time"
    published = quotes[["article_id"]].join(articles["published"], on="article_id")["published"].dt.tz_convert(None)
    dated = published.dropna()
    if dated.empty:
        return nothing(ax, title, "No statements to show." if quotes.empty else "None of the statements has a date.")
    step = by or next((name for name in _STEPS if _bars(dated, name) <= _MOST_BARS), "year")
    periods = dated.dt.to_period(_STEPS[step])
    every = pd.period_range(periods.min(), periods.max(), freq=_STEPS[step])
    counts = periods.value_counts().reindex(every, fill_value=0)
    begins, ends = every.start_time.normalize(), every.end_time.normalize()
    widths = (ends - begins).days + 1
    bars = ax.bar(begins, counts.to_numpy(), width=widths * 0.92, align="edge", color=COLORS["count"])
    lack = max(0, _FEWEST_SLOTS - len(every)) / 2  # one or two bars alone would fill the chart and tick by hours
    first = begins[0] - lack * pd.Timedelta(days=widths[0])
    last = ends[-1] + (lack + 0.1) * pd.Timedelta(days=widths[-1])
    ax.set_xlim(mdates.date2num(first), mdates.date2num(last))
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=2, maxticks=8))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y", alpha=0.3)
    ax.set_ylabel(f"Statements per {step}")
    ax.set_title(title)
    left_out = len(published) - len(dated)
    if left_out:
        ax.set_xlabel(f"{plural(left_out, 'statement')} without a date not shown", fontsize="small")
    data = pd.DataFrame({"from": begins.date, "until": ends.date, "statements": counts.to_numpy()})
    set_content(
        ax,
        data,
        [_mark(bar, *row) for bar, row in zip(bars, data.itertuples(index=False), strict=True) if row[2]],
    )
    return ax


def _mark(bar: Any, since: date, until: date, statements: int) -> Mark:
    days = f"{since:%d %b %Y}" if since == until else f"{since:%d %b %Y} – {until:%d %b %Y}"
    return Mark(
        bar,
        f"{days}: {plural(statements, 'statement')}",
        {"since": since.isoformat(), "until": until.isoformat()},
    )


def _bars(dates: pd.Series, step: str) -> int:
    first, last = dates.min().to_period(_STEPS[step]), dates.max().to_period(_STEPS[step])
    return int(last.ordinal - first.ordinal) + 1
