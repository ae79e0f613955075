"""The explorer: filters, charts, the article and the table of statements, all linked."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets
import traitlets

from toolkit.additions import Panel
from toolkit.analysis.aliases import Aliases
from toolkit.analysis.filters import FACETS, Filters, Selector, as_filters
from toolkit.analysis.names import Naming
from toolkit.analysis.study import Study
from toolkit.charts.figure import plural
from toolkit.plugins import find_plugins
from toolkit.widgets.chart import ChartView
from toolkit.widgets.contradictions import ContradictionsPanel
from toolkit.widgets.elsewhere import Told
from toolkit.widgets.export import ExportPanel
from toolkit.widgets.filters import FilterBar
from toolkit.widgets.names import NamesPanel
from toolkit.widgets.options import OptionsPanel
from toolkit.widgets.reader import Reader
from toolkit.widgets.table import StatementTable
from toolkit.widgets.tables import TablesPanel
from toolkit.widgets.threshold import ThresholdPanel


class Explorer(Told):
    """A study to click through; made by `tk.explore`.

    `filters` is what is filtered on the screen; set it, or read it, in the next cell. `study` is the study that the
    filters leave. `selected` is the `quote_id` of the statement that is open in the reader.
    """

    filters = traitlets.Any()
    selected = traitlets.Unicode()

    def __init__(self, study: Study, filters: Filters | Mapping[str, Any] | None = None, plugins: Any = ()) -> None:
        self._selector = Selector(study)
        found = find_plugins(plugins)
        self.study = study
        self._bar = FilterBar(self._selector)
        self._table = StatementTable(self._select, self._show_selected)
        self._reader = Reader(self._select, self._step)
        usable = found.charts()
        self._export = ExportPanel(usable, found.exporters(), plugins, lambda: self.study)
        self._naming: Naming | None = None
        self._names = NamesPanel(study, self.rename)
        self._contradictions = ContradictionsPanel(self._select)
        self._charts = [ChartView(chart, self._filter_by, self._export.saved) for chart in usable]
        self._threshold = ThresholdPanel(self.decide, self._filter_by, self._export.saved)
        self._tables = TablesPanel(lambda name, row: self._reader.show_row(self._selector.study, name, row))
        self._options = OptionsPanel(lambda: self._selector.study, plugins, found.analyzers(), self.replace)
        panels = [_build(panel, self) for panel in found.panels()]
        self._tabs = widgets.Tab(
            [*self._seen(), *panels, self._names, self._options, self._export],
            titles=[
                *(chart.title for chart in usable),
                "Threshold",
                "Contradictions",
                "Tables",
                *(panel.title for panel in found.panels()),
                "Names",
                "Options",
                "Export",
            ],
        )
        self._tabs.layout = widgets.Layout(flex="1 1 430px", min_width="0")
        self._reader.layout = widgets.Layout(flex="1 1 400px", min_width="0")
        middle = widgets.Box(
            [self._tabs, self._reader], layout=widgets.Layout(flex_flow="row wrap", align_items="stretch")
        )
        super().__init__([self._bar, middle, self._table], filters=as_filters(filters or Filters()))
        self.add_class("press-toolkit")
        self._bar.observe(self._bar_changed, "value")
        self._tabs.observe(lambda _: self._draw_chart(), "selected_index")
        self._show()

    def told(self) -> str:
        return f"{plural(len(self.study.quotes), 'statement')} in {plural(len(self.study.articles), 'article')}"

    @traitlets.validate("filters")
    def _check_filters(self, proposal: Any) -> Filters:
        return as_filters(proposal["value"])

    @traitlets.observe("filters")
    def _filters_changed(self, change: Any) -> None:
        if change["old"] is not traitlets.Undefined and hasattr(self, "_tabs"):
            self._show()

    def _bar_changed(self, change: Any) -> None:
        try:
            self.filters = Filters.from_dict(change["new"])
        except ValueError:  # a day that is only half typed
            return

    def _show(self) -> None:
        """Shows everywhere what the filters leave."""
        self.study = self._selector.select(self.filters)
        kept = self._selector.statements.loc[self.study.quotes.index]
        self._bar.show(self.filters, len(kept))
        self._table.show(kept)
        self._drawn: set[int] = set()
        self._draw_chart()
        if self._table.position(self.selected) < 0:
            self.selected = next(iter(self._table.quote_ids), "")
        self._show_selected()

    def _draw_chart(self) -> None:
        """Draws the chart or panel that is seen, unless it shows the filtered study already."""
        index = self._tabs.selected_index
        shown = self._seen()
        if index is not None and index < len(shown) and index not in self._drawn:
            self._drawn.add(index)
            shown[index].show(self.study)

    def _seen(self) -> list[Any]:
        """The tabs that show the filtered study, drawn when they are looked at."""
        return [*self._charts, self._threshold, self._contradictions, self._tables]

    def _show_selected(self) -> None:
        place = self._table.position(self.selected)
        self._table.current = place
        if place < 0:
            self._reader.clear()
            return
        statements = self._selector.statements
        article = str(statements.loc[statements["quote_id"] == self.selected, "article_id"].iloc[0])
        self._reader.show(self._selector.study, article, self.selected, place, self._table.total)

    @property
    def aliases(self) -> Aliases:
        """The aliases that are applied; `rename` applies others."""
        return self._selector.study.aliases

    def rename(self, aliases: Aliases) -> Study:
        """Applies aliases to the study; everything on the screen follows. Gives the whole study with these names.

        Filters by a name that is another's now filter by that. Raises ValueError for aliases that go round in a circle.
        """
        before = self._selector.study
        if self._naming is None:
            self._naming = Naming(before.tables, before.names)
        study = before.renamed(aliases, self._naming)
        self._selector = self._selector.renamed(study)
        self._bar.offer(self._selector)
        filters = self.filters
        if filters.speaker or filters.entity:
            now = dict(zip(before.names["entity"], study.names["entity"], strict=True))
            speaker, entity = (tuple(now.get(n, n) for n in names) for names in (filters.speaker, filters.entity))
            filters = replace(filters, speaker=speaker, entity=entity)
        if filters == self.filters:
            self._show()
        else:
            self.filters = filters
        return study

    def decide(self, threshold: float | None) -> Study:
        """Decides stances anew: how probable for or against must be; everything on the screen follows.

        None is for the most probable answer. Gives the whole study. Raises ValueError as `Study.with_threshold` does.
        """
        study = self._selector.study.with_threshold(stance=threshold)
        self._take(study)
        return study

    def replace(self, study: Study) -> None:
        """Shows another study of the same kind in place of this one, with the same filters."""
        self._take(study)
        self._names.show(study)

    def _take(self, study: Study) -> None:
        self._selector, self._naming = Selector(study), None
        self._bar.offer(self._selector)
        self._show()

    def _select(self, quote_id: str) -> None:
        """Opens a statement; one of the article that the filters leave out stays where it is."""
        if self._table.position(quote_id) >= 0:
            self.selected = quote_id
            self._show_selected()

    def _step(self, by: int) -> None:
        place = self._table.position(self.selected) + by
        if 0 <= place < self._table.total:
            self._select(self._table.quote_ids[place])

    def _filter_by(self, values: Mapping[str, str]) -> None:
        """Sets the filters that a part of a chart stands for; a second click on it takes them off."""
        wanted = {name: (value,) if name in FACETS else value for name, value in values.items()}
        filters = replace(self.filters, **wanted)
        if filters == self.filters:
            filters = replace(self.filters, **{name: () if name in FACETS else None for name in wanted})
        self.filters = filters


def _build(panel: Panel, view: Explorer) -> widgets.Widget:
    """Builds a plugin's panel; what it raises is shown in its place."""
    try:
        return panel.build(view)
    except Exception as error:
        return widgets.HTML(escape(f"The panel “{panel.title}” failed: {type(error).__name__}: {error}"))


def explore(study: Study, *, filters: Filters | Mapping[str, Any] | None = None, plugins: Any = ()) -> Explorer:
    """Shows a study as linked filters, charts, article and table of statements.

    The result is a widget. `view.study` is the study as filtered on the screen, `view.filters` what is filtered.
    Raises ValueError for a study without statements and for a filter that does not exist.

    Parameters
    ----------
    study
        what `tk.analyze` gives; it must have the table `quotes`.
    filters
        filters to begin with, such as {"speaker": ["Sergey Ryabkov"]}.
    plugins
        charts, panels and exporters beside those installed: objects, modules or paths of Python files.
    """
    if not isinstance(study, Study):
        raise TypeError(f"tk.explore shows a Study, as tk.analyze gives it, not {type(study).__name__}.")
    return Explorer(study, filters, plugins)
