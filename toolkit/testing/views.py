"""What every chart and every panel holds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets
import pandas as pd
import traitlets
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from toolkit.additions import Chart, Panel
from toolkit.analysis.filters import Filters
from toolkit.analysis.run import analyze
from toolkit.analysis.study import Study
from toolkit.testing.analyzers import odd_articles
from toolkit.testing.broken import ContractBroken


class _View(traitlets.HasTraits):
    """What a panel sees of the explorer."""

    study = traitlets.Any()
    filters = traitlets.Any()
    selected = traitlets.Unicode()


def check_chart(chart: Chart, study: Study | None = None) -> Axes:
    """Tries on a chart what every chart must hold, and gives the axes for further tests.

    Tried are: it draws on the axes that it is given and returns them; of the study, and of the same study when filters
    leave nothing of it (a sentence such as "No statement passes the filters." will do); the result can be saved as SVG;
    the study is as it was before; no figure of pyplot's is left open. Without `study`, one of `odd_articles()` that no
    analyzer has read.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    study = _plain_study() if study is None else study
    _draw(chart, emptied(study), "when the filters leave nothing")
    return _draw(chart, study, "on the study")


def check_panel(panel: Panel, study: Study | None = None) -> ipywidgets.Widget:
    """Tries on a panel what every panel must hold, and gives the widget for further tests.

    Tried are: it builds an ipywidget, a new one for each explorer, of the study and of the same study when filters
    leave nothing of it; it takes another study, as filters make it; the study is as it was before. Without
    `study`, one of `odd_articles()` that no analyzer has read.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    study = _plain_study() if study is None else study
    none = emptied(study)
    first, view = _build(panel, study)
    second, _ = _build(panel, study)
    if first is second:
        raise ContractBroken(f"{panel.name} gave the same widget twice; build a new one for each explorer.")
    _build(panel, none)
    _unchanged(panel.name, study, lambda: setattr(view, "study", none), "when the filters left nothing")
    return first


def emptied(study: Study) -> Study:
    """The study when filters leave nothing of it."""
    tables = {name: table.iloc[:0] for name, table in study.tables.items()}
    return replace(study, articles=study.articles.iloc[:0], tables=tables, names=study.names.iloc[:0])


def _plain_study() -> Study:
    return analyze(odd_articles(), only=[], progress=False)


def _draw(chart: Chart, study: Study, when: str) -> Axes:
    figure, open_before = Figure(), set(pyplot.get_fignums())
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    drawn = _unchanged(chart.name, study, lambda: chart.draw(study, axes), when)
    if drawn is not axes:
        raise ContractBroken(f"{chart.name} must draw on the axes that it is given and return them, not {drawn!r}.")
    if set(pyplot.get_fignums()) - open_before:
        raise ContractBroken(f"{chart.name} opened a figure of pyplot's {when}; draw on the axes that are given.")
    _unchanged(chart.name, study, figure.canvas.draw, f"{when}, as it was rendered,")
    return axes


def _build(panel: Panel, study: Study) -> tuple[ipywidgets.Widget, _View]:
    view = _View(study=study, filters=Filters(), selected="")
    made = _unchanged(panel.name, study, lambda: panel.build(view), "when it was built")
    if not isinstance(made, ipywidgets.Widget):
        raise ContractBroken(f"{panel.name} must build an ipywidget, and gave {type(made).__name__}.")
    return made, view


def _unchanged(name: str, study: Study, act: Callable[[], Any], when: str) -> Any:
    """What an act gives. Raises ContractBroken where it raises, or changes a table of the study."""
    tables = {"articles": study.articles, **study.tables}
    before = {table: frame.copy() for table, frame in tables.items()}
    try:
        given = act()
    except Exception as error:
        raise ContractBroken(
            f"{name} raised {type(error).__name__} ({error}) {when}; a study may have any number of rows, also none, "
            "and columns may hold nothing."
        ) from error
    for table, frame in tables.items():
        try:
            pd.testing.assert_frame_equal(before[table], frame)
        except AssertionError:
            raise ContractBroken(f"{name} changed the study's table {table!r} {when}; work on a copy.") from None
    return given
