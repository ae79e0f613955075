"""A chart of the explorer: what matplotlib drew, with its marks to hover over and click."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from toolkit.additions import Chart
from toolkit.analysis.study import Study
from toolkit.charts.figure import content_of, style
from toolkit.widgets.assets import script, styles

SIZE = (6.6, 4.9)  # inches


class ChartView(anywidget.AnyWidget):
    """Shows one chart of a study; drawn when it is seen, again when the study or the theme changes."""

    _esm = script("chart")
    _css = styles("chart")

    svg = traitlets.Unicode().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    regions: Any = traitlets.List().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    dark = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        chart: Chart,
        on_click: Callable[[Mapping[str, str]], None],
        on_save: Callable[[Chart], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.chart = chart
        self._study: Study | None = None
        self._on_click = on_click
        self._on_save = on_save
        self._filters: list[Mapping[str, str]] = []
        self.on_msg(self._receive)
        self.observe(lambda _: self.draw(), "dark")

    def show(self, study: Study) -> None:
        """Draws the chart for a study."""
        self._study = study
        self.said = ""
        self.draw()

    def draw(self) -> None:
        """Draws the chart again. What a chart raises, a plugin's among them, is shown in its place."""
        if self._study is None:
            return
        try:
            svg, marks = render(self.chart, self._study, self.dark)
        except Exception as error:
            with self.hold_sync():
                self.svg, self.regions = "", []
                self.error = f"The chart “{self.chart.title}” failed: {type(error).__name__}: {error}"
            return
        self._filters = [filters for _, _, filters in marks]
        with self.hold_sync():
            self.error = ""
            self.svg = svg
            self.alt = f"{self.chart.title}. {self.chart.summary}"
            self.regions = [{"box": box, "label": label} for box, label, _ in marks]

    def _receive(self, _widget: Any, message: Mapping[str, Any], _buffers: Any) -> None:
        if message.get("type") == "save":
            self.said = self._on_save(self.chart)
        elif message.get("type") == "click" and 0 <= int(message.get("region", -1)) < len(self._filters):
            self._on_click(self._filters[int(message["region"])])


def draw_figure(chart: Chart, study: Study, dark: bool = False) -> Figure:
    """Draws a chart on a figure of its own, apart from pyplot's."""
    with style(dark):
        figure = Figure(figsize=SIZE, layout="constrained")
        chart.draw(study, figure.add_subplot())
    return figure


def render(chart: Chart, study: Study, dark: bool) -> tuple[str, list[tuple[list[float], str, Mapping[str, str]]]]:
    """Gives a chart as SVG and its marks: each one's box (left, top, width, height as shares), label and filters."""
    figure = draw_figure(chart, study, dark)
    with style(dark):
        canvas = FigureCanvasSVG(figure)
        text = io.StringIO()
        canvas.print_svg(text, metadata={"Date": None, "Creator": "press-toolkit"})
    renderer = figure._get_renderer()  # type: ignore[attr-defined]
    whole = figure.bbox
    marks = []
    for mark in content_of(figure).marks:
        box = mark.artist.get_window_extent(renderer)
        shares = [
            box.x0 / whole.width,
            1 - box.y1 / whole.height,
            max(box.width / whole.width, 0.008),
            max(box.height / whole.height, 0.008),
        ]
        marks.append(([round(float(share), 5) for share in shares], mark.label, mark.filters))
    return text.getvalue(), marks
