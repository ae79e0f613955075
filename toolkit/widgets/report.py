"""The report of a load as a widget: what was read, what was not and why, in which languages and from which days."""

from collections.abc import Mapping
from typing import Any

import anywidget
import babel
import pandas as pd
import traitlets

from toolkit.charts.figure import plural
from toolkit.widgets.assets import script, styles
from toolkit.widgets.elsewhere import Told
from toolkit.widgets.grid import Grid

_COLUMNS = [
    {"id": "outcome", "name": "Outcome", "width": 92},
    {"id": "articles", "name": "Articles", "width": 78},
    {"id": "path", "name": "File", "width": 330, "least": 130, "most": 420},
    {"id": "message", "name": "Message", "width": 430, "wide": True},
]
_OUTCOMES = ("read", "skipped", "guess", "missing", "duplicate")
_MOST_BARS = 8  # languages
_MOST_DAYS = 62
_MOST_MONTHS = 60


class Summary(anywidget.AnyWidget):
    """Figures, languages and dates of a load; `outcome` and `search` are what of the report is asked for."""

    _esm = script("report")
    _css = styles("report")

    headline = traitlets.Unicode().tag(sync=True)
    counts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    languages: traitlets.List[Any] = traitlets.List().tag(sync=True)
    dates: traitlets.List[Any] = traitlets.List().tag(sync=True)
    undated = traitlets.Int(0).tag(sync=True)
    outcome = traitlets.Unicode().tag(sync=True)
    search = traitlets.Unicode().tag(sync=True)


class ReportView(Told):
    """The report of a load to look through; made by `tk.show_report`. `shown` is what of it is on the screen."""

    def __init__(self, articles: pd.DataFrame) -> None:
        self._report = pd.DataFrame(articles.attrs["report"].frame)
        self.summary = Summary(
            headline=_headline(articles, self._report),
            counts=[[name, int(count)] for name, count in _counts(self._report).items()],
            languages=_languages(articles["language"]),
            dates=_dates(articles["published"]),
            undated=int(articles["published"].isna().sum()),
        )
        empty = "Nothing in the report is like that."
        self._grid = Grid(label="Report", empty=empty, columns=_COLUMNS, fits=True)
        super().__init__([self.summary, self._grid])
        self.add_class("press-toolkit-report")
        self.summary.observe(lambda _: self._show(), ["outcome", "search"])
        self._show()

    def told(self) -> str:
        return self.summary.headline

    @property
    def shown(self) -> pd.DataFrame:
        """The lines of the report that are shown, in their order."""
        return self._grid.table

    def _show(self) -> None:
        lines = self._report
        if self.summary.outcome:
            lines = lines[lines["outcome"] == self.summary.outcome]
        wanted = self.summary.search.strip().lower()
        if wanted:
            found = lines["path"] + "\n" + lines["message"]
            lines = lines[found.str.lower().str.contains(wanted, regex=False)]
        self._grid.show(lines)


def show_report(articles: pd.DataFrame) -> ReportView:
    """Shows what was read, skipped, guessed, doubled and missing when the articles were loaded.

    The result is a widget; `shown` of it is what is on the screen, as a DataFrame with `path`, `outcome`, `articles`
    and `message`. Raises ValueError for articles without a report, such as those put together by hand.
    """
    if "report" not in articles.attrs:
        raise ValueError("These articles have no report: tk.load makes one, and joining tables with pandas drops it.")
    return ReportView(articles)


def _counts(report: pd.DataFrame) -> Mapping[str, int]:
    """How many lines each outcome has, in an order of their own."""
    return {name: int((report["outcome"] == name).sum()) for name in _OUTCOMES}


def _headline(articles: pd.DataFrame, report: pd.DataFrame) -> str:
    files = report[(report["outcome"] == "read") & (report["articles"] > 0)]["path"].nunique()
    return f"{plural(len(articles), 'article')} from {plural(files, 'file')}"


def _languages(codes: pd.Series) -> list[list[Any]]:
    """The languages with their numbers of articles, the most frequent first; rarer ones together."""
    counts = codes.fillna("").value_counts()
    bars = [[_name(str(code)), int(count)] for code, count in counts.iloc[:_MOST_BARS].items()]
    rest = counts.iloc[_MOST_BARS:]
    return [*bars, [f"{len(rest)} others", int(rest.sum())]] if len(rest) else bars


def _name(code: str) -> str:
    if not code:
        return "not known"
    try:
        return str(babel.Locale.parse(code).english_name or code)
    except (ValueError, babel.UnknownLocaleError):
        return code


def _dates(published: pd.Series) -> list[list[Any]]:
    """The days, months or years from the first to the last, with their numbers of articles."""
    days = published.dropna().dt.tz_localize(None)
    if days.empty:
        return []
    span = days.max() - days.min()
    period = "D" if span.days < _MOST_DAYS else "M" if span.days < 31 * _MOST_MONTHS else "Y"
    counts = days.dt.to_period(period).value_counts()
    every = pd.period_range(counts.index.min(), counts.index.max(), freq=period)
    return [[str(when), int(count)] for when, count in counts.reindex(every, fill_value=0).items()]
