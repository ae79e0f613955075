"""Statements in which a speaker is for a target, beside those in which the same speaker is against it."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis.stances import contradictions
from toolkit.analysis.study import Study

_SHOWN = 40
_LONGEST = 320


class ContradictionsPanel(widgets.VBox):
    """The contradictions of a study, each with buttons that open its two statements."""

    def __init__(self, open_statement: Callable[[str], None]) -> None:
        self._open = open_statement
        self.table = pd.DataFrame()
        super().__init__([])
        self.add_class("ptk-contradictions")

    def show(self, study: Study) -> None:
        """Shows the contradictions among the statements of a study."""
        stances = study.tables.get("stances")
        if stances is None or not {"speaker", "target", "stance", "score", "quote_id"} <= set(stances):
            self.children = (widgets.HTML("There are no stances: ask for targets, as in <code>targets=[…]</code>."),)
            return
        self.table = contradictions(stances, study.quotes, study.articles)
        if self.table.empty:
            self.children = (widgets.HTML("No speaker is both for and against a target in what is filtered."),)
            return
        pairs = [self._pair(row) for row in self.table.head(_SHOWN).to_dict("records")]
        left = len(self.table) - len(pairs)
        more = [widgets.HTML(f"{left:,} more: <code>tk.contradictions(…)</code>")] if left else []
        self.children = (*pairs, *more)

    def _pair(self, row: dict[Any, Any]) -> widgets.Widget:
        head = (
            f"<b>{escape(str(row['speaker']))}</b> on “{escape(str(row['target']))}” "
            f"<span class='ptk ptk-quiet'>{row['supports']} for, {row['opposes']} against</span>"
        )
        sides = [self._side(row, side) for side in ("support", "oppose")]
        return widgets.VBox([widgets.HTML(head), widgets.HBox(sides)])

    def _side(self, row: dict[Any, Any], side: str) -> widgets.Widget:
        published = row[f"{side}_published"]
        day = f"{published:%d %B %Y}" if pd.notna(published) else "no date"
        text = str(row[f"{side}_text"])
        cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        button = widgets.Button(
            description=f"{side} ({row[f'{side}_score']:.2f}) · {day}", tooltip="Read it in its article"
        )
        button.layout = widgets.Layout(width="auto")
        quote = str(row[f"{side}_quote"])
        button.on_click(lambda _: self._open(quote))
        body = widgets.HTML(f"<div class='ptk ptk-side ptk-{side}'>{escape(cut)}</div>")
        return widgets.VBox([button, body], layout=widgets.Layout(flex="1 1 50%", min_width="0"))
