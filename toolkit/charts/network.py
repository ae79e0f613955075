"""Who and what is named together, as a network."""

import math
from collections.abc import Container

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from toolkit.analysis.cooccurrence import network
from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content, short

_SEED = 4


def entity_network(
    pairs: pd.DataFrame,
    *,
    nodes: int = 30,
    unit: str = "sentence",
    clickable: Container[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws the entities that are named most, with a line between those that are named together more than by chance.

    Parameters
    ----------
    pairs : what `tk.cooccurrences` gives.
    nodes : entities shown, those that are named most.
    unit : what they are together in, for the labels.
    clickable : entities by which a click in the explorer filters; all otherwise.
    ax : axes to draw on.

    The data behind it: the pairs shown, with the columns of `pairs`; the graph is exported as GraphML and GEXF, too.
    """
    require(pairs, "pairs", ["one", "other", "together", "of_one", "of_other", "npmi"])
    title = f"Named in the same {unit}"
    graph = network(pairs, nodes=nodes)
    ax = axes(ax, 14)
    if not graph:
        return nothing(ax, title, f"No entities to show: no two are named together in more than one {unit}.")
    places = _layout(graph)
    edges = list(graph.edges(data=True))
    heaviest = max(data["weight"] for _, _, data in edges)
    lines = [(places[a], places[b]) for a, b, _ in edges]
    widths = [0.4 + 3.2 * math.sqrt(data["weight"] / heaviest) for _, _, data in edges]
    ax.add_collection(LineCollection(lines, linewidths=widths, colors="#8A8A8A", alpha=0.45, zorder=1))
    largest = max(data["count"] for _, data in graph.nodes(data=True))
    marks = []
    for name, data in graph.nodes(data=True):
        radius = 0.018 + 0.042 * math.sqrt(data["count"] / largest)
        x, y = places[name]
        disc = ax.add_patch(Circle((x, y), radius, color=COLORS["count"], zorder=2, linewidth=0))
        ax.text(x, y - radius - 0.012, short(name, 24), ha="center", va="top", fontsize=7.5, zorder=3)
        beside = max(graph[name].items(), key=lambda item: (item[1]["weight"], item[0]))
        label = f"{name}: in {plural(data['count'], unit)}; most with {beside[0]} ({beside[1]['weight']})"
        filters = {"entity": name} if clickable is None or name in clickable else {}
        marks.append(Mark(disc, label, filters))
    ax.set_aspect("equal")
    ax.set_xlim(-0.12, 1.12)
    ax.set_ylim(-0.1, 1.06)
    ax.set_axis_off()
    ax.set_title(title)
    shown = pairs[[graph.has_edge(a, b) for a, b in zip(pairs["one"], pairs["other"], strict=True)]]
    set_content(ax, shown.reset_index(drop=True), marks, graph=graph)
    return ax


def _layout(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Places in a square of 1 by 1; what is together much lies close."""
    distance = 2.2 / math.sqrt(len(graph))
    raw = nx.spring_layout(graph, k=distance, seed=_SEED, weight="npmi", iterations=150)
    xs, ys = zip(*raw.values(), strict=True)
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return {
        name: (float((x - min(xs)) / wide), float((y - min(ys)) / high)) if len(graph) > 1 else (0.5, 0.5)
        for name, (x, y) in raw.items()
    }
