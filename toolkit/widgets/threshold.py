"""How sure a judgement must be to count as for or against, to be moved by hand, with a chart of what that changes."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets
from matplotlib.axes import Axes

from toolkit.additions import Chart
from toolkit.analysis.study import Study
from toolkit.charts.stance import stance_by_threshold
from toolkit.widgets.chart import ChartView

_STEPS = [("the most probable", 0.0), *((f"{value / 100:.2f}", value / 100) for value in range(35, 100, 5))]
_SUMMARY = "How many judgements would be for, against or neutral at each threshold."


class ThresholdPanel(widgets.VBox):
    """A slider that calls `decide(threshold)`, None for the most probable answer, and the chart below it."""

    def __init__(
        self,
        decide: Callable[[float | None], Any],
        filter_by: Callable[[Mapping[str, str]], None],
        saved: Callable[[Chart], str],
    ) -> None:
        self.slider = widgets.SelectionSlider(
            options=_STEPS,
            description="For or against where at least",
            continuous_update=False,
            style={"description_width": "initial"},
            layout=widgets.Layout(width="96%"),
        )
        self._chart = ChartView(Chart("stance_by_threshold", "Threshold", _draw, _SUMMARY), filter_by, saved)
        self.slider.observe(lambda change: decide(change["new"] or None), "value")
        super().__init__([self.slider, self._chart])

    def show(self, study: Study) -> None:
        """Draws what moving the threshold would change in a study."""
        self._chart.show(study)


def _draw(study: Any, ax: Axes | None = None) -> Axes:
    return stance_by_threshold(study.stances, ax=ax)
