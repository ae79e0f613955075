"""Charts → files for a paper, with the data behind them and a line on how they were made."""

import os
from collections.abc import Iterable
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toolkit.analysis.cooccurrence import export_network
from toolkit.charts.figure import content_of, style
from toolkit.export import export_table

FORMATS = ("png", "svg", "pdf")
DPI = 300


def export_chart(
    chart: Axes | Figure,
    path: str | os.PathLike[str],
    *,
    formats: Iterable[str] = FORMATS,
    provenance: str | None = None,
) -> list[Path]:
    """Writes a chart as PNG (300 dpi), SVG and PDF, and the data behind it as CSV; a network as GraphML and GEXF, too.

    Gives the paths written. Raises ValueError for another format, and TypeError for what is no chart.

    Parameters
    ----------
    chart
        the axes that a chart function returned, or a figure.
    path
        where to, without a suffix: "figures/stance" gives figures/stance.png, .svg, .pdf and .csv.
    formats
        any of png, svg, pdf.
    provenance
        a line on how it was made; it is kept in each file's metadata and in a text file beside them.
    """
    figure = chart if isinstance(chart, Figure) else chart.get_figure(root=True) if isinstance(chart, Axes) else None
    if figure is None:
        raise TypeError(f"A chart must be matplotlib axes or a figure, not {type(chart).__name__}.")
    wanted = [formats] if isinstance(formats, str) else list(formats)
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise ValueError(f"Cannot write a chart as {unknown[0]!r}; use {', '.join(FORMATS)}.")
    stem = Path(path)
    stem = stem.with_suffix("") if stem.suffix.lstrip(".").lower() in FORMATS else stem
    stem.parent.mkdir(parents=True, exist_ok=True)
    line = provenance or "press-toolkit"
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Description": line, "Software": "press-toolkit"},
        "svg": {"Description": line, "Date": None, "Creator": "press-toolkit"},
        "pdf": {"Subject": line, "Creator": "press-toolkit", "CreationDate": None},
    }
    written = []
    for name in wanted:
        target = stem.with_name(f"{stem.name}.{name}")
        with style():
            figure.savefig(target, dpi=DPI, metadata=metadata[name], bbox_inches="tight", facecolor="white")
        written.append(target)
    content = content_of(figure)
    if content.graph is not None:
        written += export_network(content.graph, stem)
    data = content.data
    if len(data.columns):
        written.append(export_table(data, stem.with_name(f"{stem.name}.csv"), provenance=line))
    return written
