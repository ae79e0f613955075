"""Who and what is named together, as a network."""

import math
from collections.abc import Container
from typing import TYPE_CHECKING

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle
from matplotlib.patheffects import AbstractPathEffect, withStroke

from toolkit.analysis.cooccurrence import cooccurrence_network
from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content, short

if TYPE_CHECKING:
    import networkx as nx

_WIDE = 1.3  # times as wide as high


def entity_network(
    pairs: pd.DataFrame,
    *,
    nodes: int = 24,
    unit: str = "sentence",
    clickable: Container[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws the entities that are named most, with a line between those that are named together more than by chance.

    The data behind it: the pairs shown, with the columns of `pairs`; the graph is exported as GraphML and GEXF, too.

    Parameters
    ----------
    pairs
        what `tk.cooccurrences` gives.
    nodes
        entities shown, those that are named most.
    unit
        what they are together in, for the labels.
    clickable
        entities by which a click in the explorer filters; all otherwise.
    ax
        axes to draw on.
    """
    require(pairs, "pairs", ["one", "other", "together", "of_one", "of_other", "npmi"])
    title = f"Named in the same {unit}"
    graph = cooccurrence_network(pairs, nodes=nodes)
    ax = axes(ax, 14)
    if not graph:
        return nothing(ax, title, f"No entities to show: no two are named together in more than one {unit}.")
    places = _layout(graph)
    edges = list(graph.edges(data=True))
    heaviest = max(data["weight"] for _, _, data in edges)
    lines = [np.array([places[a], places[b]]) for a, b, _ in edges]
    widths = [0.4 + 3.2 * math.sqrt(data["weight"] / heaviest) for _, _, data in edges]
    ax.add_collection(LineCollection(lines, linewidths=widths, colors="#8A8A8A", alpha=0.4, zorder=1))
    largest = max(data["count"] for _, data in graph.nodes(data=True))
    halo: list[AbstractPathEffect] = [withStroke(linewidth=2.2, foreground=_behind())]
    marks = []
    for name, data in graph.nodes(data=True):
        radius = 0.012 + 0.034 * math.sqrt(data["count"] / largest)
        x, y = places[name]
        disc = ax.add_patch(Circle((x, y), radius, color=COLORS["count"], alpha=0.85, zorder=2, linewidth=0))
        label = ax.text(x, y - radius - 0.008, short(name, 22), ha="center", va="top", fontsize=7.5, zorder=3)
        label.set_path_effects(halo)
        beside = max(graph[name].items(), key=lambda item: (item[1]["weight"], item[0]))
        told = f"{name}: in {plural(data['count'], unit)}; most with {beside[0]} ({beside[1]['weight']})"
        filters = {"entity": name} if clickable is None or name in clickable else {}
        marks.append(Mark(disc, told, filters))
    ax.set_aspect("equal")
    ax.set_xlim(-0.14, _WIDE + 0.14)
    ax.set_ylim(-0.1, 1.06)
    ax.set_axis_off()
    ax.set_title(title)
    shown = pairs[[graph.has_edge(a, b) for a, b in zip(pairs["one"], pairs["other"], strict=True)]]
    set_content(ax, shown.reset_index(drop=True), marks, graph=graph)
    return ax


def _behind() -> str:
    """The colour behind the text: of the page, light or dark."""
    return "#1E1E1E" if sum(to_rgb(matplotlib.rcParams["text.color"])) > 1.5 else "white"


def _layout(graph: "nx.Graph") -> dict[str, tuple[float, float]]:
    """Places in a rectangle (Kamada and Kawai 1989); what few steps part lies close."""
    if len(graph) < 3:
        return {name: (_WIDE * (i + 1) / (len(graph) + 1), 0.5) for i, name in enumerate(graph)}
    import networkx as nx

    raw = nx.kamada_kawai_layout(graph, weight=None)
    xs, ys = zip(*raw.values(), strict=True)
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return {name: (float(_WIDE * (x - min(xs)) / wide), float((y - min(ys)) / high)) for name, (x, y) in raw.items()}
