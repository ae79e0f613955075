"""What every chart shares: its style, the data behind it, and which parts of it can be clicked."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's palette, which survives colour blindness; oppose and support also differ in lightness for print.
COLORS = {"oppose": "#D55E00", "neutral": "#B8B8B8", "support": "#0072B2", "count": "#3B6FB6"}
LONGEST_LABEL = 30

_STYLE: dict[Any, Any] = {
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": "medium",
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.axisbelow": True,
    "font.size": 9,
    "svg.hashsalt": "press-toolkit",
}
_DARK: dict[Any, Any] = {
    "text.color": "#E0E0E0",
    "axes.labelcolor": "#E0E0E0",
    "axes.edgecolor": "#9E9E9E",
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "xtick.color": "#E0E0E0",
    "ytick.color": "#E0E0E0",
    "grid.color": "#505050",
    "hatch.color": "#E0E0E0",
}


@dataclass(frozen=True)
class Mark:
    """A part of a chart that stands for something: what hovering tells, and the filters that a click sets."""

    artist: Artist
    label: str
    filters: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """The data behind a chart and its marks; for a network the graph, too (networkx)."""

    data: pd.DataFrame
    marks: tuple[Mark, ...] = ()
    graph: Any = None


_contents: "WeakKeyDictionary[Figure, Content]" = WeakKeyDictionary()


def set_content(ax: Axes, data: pd.DataFrame, marks: Iterable[Mark] = (), *, graph: Any = None) -> None:
    """Keeps the data behind a chart with it, for export and for the explorer."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        _contents[figure] = Content(data, tuple(marks), graph)


def content_of(ax: Axes | Figure) -> Content:
    """Gives the data and marks of a chart; of one that keeps none, an empty table."""
    figure = ax if isinstance(ax, Figure) else ax.get_figure(root=True)
    return _contents.get(figure, Content(pd.DataFrame())) if figure is not None else Content(pd.DataFrame())


@contextmanager
def style(dark: bool = False) -> Iterator[None]:
    """Draws charts in the toolkit's style, for a light or a dark background."""
    with matplotlib.rc_context({**_STYLE, **(_DARK if dark else {})}):
        yield


def axes(ax: Axes | None, rows: int | None = None) -> Axes:
    """Gives the axes to draw on: those given, or new ones, high enough for a number of bars."""
    if ax is not None:
        return ax
    height = 3.6 if rows is None else max(2.0, 0.9 + 0.27 * rows)
    _, made = plt.subplots(figsize=(6.4, height), layout="constrained")
    return made


def short(name: str, length: int = LONGEST_LABEL) -> str:
    """Cuts a long name for an axis. A dollar sign would start a formula in matplotlib, so it is escaped."""
    name = " ".join(str(name).split())
    cut = name if len(name) <= length else name[: length - 1].rstrip() + "…"
    return cut.replace("$", r"\$")


def nothing(ax: Axes, title: str, why: str) -> Axes:
    """Says on an empty chart why it is empty."""
    ax.set_title(title)
    ax.set_axis_off()
    ax.text(0.5, 0.5, why, ha="center", va="center", transform=ax.transAxes, wrap=True, alpha=0.75)
    set_content(ax, pd.DataFrame())
    return ax


def plural(number: int, noun: str) -> str:
    """1 statement, 2 statements."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def require(frame: Any, name: str, columns: Iterable[str]) -> None:
    """Raises TypeError or ValueError, in one sentence, unless `frame` is a DataFrame with these columns."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"{name} must be a DataFrame, not {type(frame).__name__}.")
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"{name} has no column {missing[0]!r}; it has {', '.join(map(str, frame.columns[:15]))}.")
