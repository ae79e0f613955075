"""How much of what is said stands in quotation marks: a chart of statements by source and kind."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

import toolkit as tk

KINDS = {"direct": "#0072b2", "mixed": "#56b4e9", "indirect": "#e69f00"}
"""The kinds of statements with their colours, of the palette by Okabe and Ito that colour-blind readers tell apart."""
_SOURCES = 12


def counts_of(study: tk.Study) -> pd.DataFrame:
    """How many statements of each kind (columns) each source (index) has, the sources with most first."""
    quotes = study.tables.get("quotes")
    if quotes is None or quotes.empty:
        return pd.DataFrame(columns=list(KINDS), dtype="int64")
    sources = quotes["article_id"].map(study.articles["source"]).fillna("no source")
    table = pd.crosstab(sources, quotes["kind"]).reindex(columns=list(KINDS), fill_value=0)
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(_SOURCES)


def draw(study: tk.Study, ax: Any = None) -> Any:
    """Draws a bar for each source, of its direct, mixed and indirect statements. A click on a part filters by it."""
    ax = Figure(layout="constrained").add_subplot() if ax is None else ax
    table = counts_of(study)
    marks = []
    left = pd.Series(0, index=table.index)
    for kind, color in KINDS.items():
        bars = ax.barh(table.index, table[kind], left=left, color=color, label=kind)
        left = left + table[kind]
        for bar, (source, count) in zip(bars, table[kind].items(), strict=True):
            filters = {"kind": kind} if source == "no source" else {"kind": kind, "source": str(source)}
            marks.append(tk.charts.Mark(bar, f"{source}: {count} {kind}", filters))
    if table.empty:
        ax.set_title("No statement passes the filters.")
    else:
        ax.invert_yaxis()
        ax.set_xlabel("statements")
        ax.legend(frameon=False)
    tk.charts.set_content(ax, table.reset_index(names="source"), marks)
    return ax


speech = tk.Chart("speech", "Direct or indirect", draw, "Statements by source, in quotation marks or not.")


@tk.hookimpl
def toolkit_charts() -> list[tk.Chart]:
    """The charts of this plugin."""
    return [speech]
