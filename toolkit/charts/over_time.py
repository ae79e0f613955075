"""Statements over time."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes

from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content

_STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_MOST_BARS = 62


def statements_over_time(
    quotes: pd.DataFrame, articles: pd.DataFrame, *, by: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draws the number of statements published in each day, week, month or year.

    Parameters
    ----------
    quotes : statements, with `article_id`.
    articles : the articles table, with `published`.
    by : day, week, month or year; otherwise the finest that gives at most 62 bars.
    ax : axes to draw on.

    The data behind it: `from` and `until` (days, both included), `statements`. Statements without a date are told
    under the chart. Raises ValueError for another `by` or a missing column.
    """
    require(quotes, "quotes", ["article_id"])
    require(articles, "articles", ["published"])
    if by is not None and by not in _STEPS:
        raise ValueError(f"by must be one of {', '.join(_STEPS)}, not {by!r}.")
    ax = axes(ax)
    title = "Statements over time"
    published = quotes["article_id"].map(articles["published"]).dt.tz_convert(None)
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
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=2, maxticks=8))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.yaxis.get_major_locator().set_params(integer=True)
    ax.grid(axis="y", alpha=0.3)
    ax.set_ylabel(f"Statements per {step}")
    ax.set_title(title)
    left_out = len(published) - len(dated)
    if left_out:
        ax.set_xlabel(f"{plural(left_out, 'statement')} without a date not shown", fontsize="small")
    data = pd.DataFrame({"from": begins.date, "until": ends.date, "statements": counts.to_numpy()})
    marks = [
        Mark(bar, f"{row.since:%d %b %Y} – {row.until:%d %b %Y}: {plural(row.n, 'statement')}"
             if row.since != row.until else f"{row.since:%d %b %Y}: {plural(row.n, 'statement')}",
             {"since": row.since.isoformat(), "until": row.until.isoformat()})
        for bar, row in zip(bars, data.set_axis(["since", "until", "n"], axis=1).itertuples(), strict=True)
        if row.n
    ]
    set_content(ax, data, marks)
    return ax


def _bars(dates: pd.Series, step: str) -> int:
    first, last = dates.min().to_period(_STEPS[step]), dates.max().to_period(_STEPS[step])
    return int(last.ordinal - first.ordinal) + 1
