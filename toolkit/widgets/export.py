"""The tab from which tables and charts are saved."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from toolkit.additions import Chart, Exporter
from toolkit.analysis.study import Study
from toolkit.charts.export import export_chart
from toolkit.export import export_table, provenance_line
from toolkit.widgets.chart import draw_figure

FOLDER = "exports"


class ExportPanel(widgets.VBox):
    """Saves the filtered tables and charts into a folder beside the notebook."""

    def __init__(
        self, charts: list[Chart], exporters: list[Exporter], plugins: Any, study: Callable[[], Study], **kwargs: Any
    ) -> None:
        self._charts = charts
        self._plugins = plugins
        self._study = study
        self.folder = widgets.Text(FOLDER, description="Folder", continuous_update=False)
        self.format = widgets.Dropdown(options=_formats(exporters), description="Tables as")
        tables = widgets.Button(
            description="Save tables", icon="table", tooltip="The statements and what is in them, as filtered"
        )
        figures = widgets.Button(
            description="Save charts", icon="image", tooltip="PNG, SVG and PDF, with their data as CSV"
        )
        self.said = widgets.HTML()
        tables.on_click(lambda _: self._say(self.save_tables))
        figures.on_click(lambda _: self._say(self.save_charts))
        about = widgets.HTML("Saves what passes the filters, with a line on how it was made.")
        row = widgets.HBox([tables, figures], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([about, self.folder, self.format, row, self.said], **kwargs)

    def save_tables(self) -> list[Path]:
        """Writes every table of the filtered study and gives the paths."""
        study = self._study()
        line = provenance_line(study.provenance)
        folder = self._folder()
        tables = {"articles": study.articles, **study.tables}
        return [
            export_table(table, folder / f"{name}{self.format.value}", provenance=line, plugins=self._plugins)
            for name, table in tables.items()
        ]

    def save_charts(self) -> list[Path]:
        """Writes every chart of the filtered study and gives the paths."""
        return [path for chart in self._charts for path in self.save_chart(chart)]

    def save_chart(self, chart: Chart) -> list[Path]:
        """Writes one chart of the filtered study and gives the paths."""
        study = self._study()
        figure = draw_figure(chart, study)
        return export_chart(figure, self._folder() / chart.name, provenance=provenance_line(study.provenance))

    def saved(self, chart: Chart) -> str:
        """Saves a chart and says what came of it."""
        return _outcome(lambda: self.save_chart(chart))

    def _say(self, save: Callable[[], list[Path]]) -> None:
        self.said.value = escape(_outcome(save))

    def _folder(self) -> Path:
        return Path(self.folder.value.strip() or FOLDER).expanduser()


def _formats(exporters: list[Exporter]) -> list[tuple[str, str]]:
    """The names of the formats, those that come with the toolkit first, with their suffixes."""
    return [(exporter.name, exporter.suffixes[0]) for exporter in reversed(exporters)]


def _outcome(save: Callable[[], list[Path]]) -> str:
    try:
        paths = save()
    except (OSError, ValueError) as error:
        return f"Nothing was saved: {error}"
    shown = ", ".join(path.name for path in paths[:4])
    return f"Saved in {paths[0].parent}: {shown}" + (f" and {len(paths) - 4} more" if len(paths) > 4 else "")
