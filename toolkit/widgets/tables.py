"""Every table of a study to look through; a row opens its article."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd
from pandas.api.types import is_numeric_dtype

from toolkit.analysis.study import Study
from toolkit.widgets.grid import Grid

_FIRST = ("quotes", "entities", "stances")
_PASSED = ("article_id", "quote_id", "start", "end", "analyzer_version")


class TablesPanel(widgets.VBox):
    """The tables of a study, those of the user's own analyzers first; `open_row(table, row)` shows a chosen row."""

    def __init__(self, open_row: Callable[[str, Mapping[Any, Any]], None]) -> None:
        self._open_row = open_row
        self._study: Study | None = None
        self.chosen = widgets.Dropdown(description="Table")
        self.about = widgets.HTML()
        self.grid: _RowsGrid | None = None
        self.chosen.observe(lambda _: self._list(), "value")
        super().__init__([self.chosen, self.about])

    def show(self, study: Study) -> None:
        """Offers the tables of a study and shows the one that was chosen last."""
        self._study = study
        tables = {**study.tables, "problems": study.problems}
        names = sorted(tables, key=lambda name: (name == "problems", name in _FIRST))
        options = [(f"{name} ({len(tables[name]):,})", name) for name in names]
        before = self.chosen.value
        self.chosen.options = options
        self.chosen.value = before if before in names else names[0]
        self._list()

    def _list(self) -> None:
        if self._study is None or self.chosen.value is None:
            return
        name = str(self.chosen.value)
        table = self._study.problems if name == "problems" else self._study.tables[name]
        if self.grid is None or self.grid.name != name or list(self.grid.table) != list(table):
            self.grid = _RowsGrid(name, table, self._open)
            self.children = (self.chosen, self.about, self.grid)
        self.grid.show(table)
        makers = ", ".join(dict.fromkeys(table["analyzer"].dropna())) if len(table) else ""
        self.about.value = f"<span class='ptk ptk-quiet'>made by {makers}</span>" if makers else ""

    def _open(self, name: str, row: Mapping[Any, Any]) -> None:
        if pd.notna(row["article_id"]):
            self._open_row(name, row)


class _RowsGrid(Grid):
    """The rows of one table."""

    def __init__(self, name: str, table: pd.DataFrame, on_select: Callable[[str, Mapping[Any, Any]], None]) -> None:
        self.name = name
        self._on_select = on_select
        passed = _PASSED if name == "problems" else (*_PASSED, "analyzer")  # who made the rows is said above them
        shown = [column for column in table.columns if column not in passed]
        columns = [_column(column, table[column]) for column in shown]
        if not any(column.get("wide") for column in columns) and columns:
            columns[-1]["wide"] = True
        super().__init__(label=name, empty="No row of this table passes the filters.", columns=columns)

    def selected(self, row: int) -> None:
        self._on_select(self.name, self.table.iloc[row].to_dict())


def _column(name: Any, values: pd.Series) -> dict[str, Any]:
    title = str(name).replace("_", " ")
    width = max(58, 9 * len(title) + 12) if is_numeric_dtype(values) else 120
    return {"id": str(name), "name": title, "width": width, **({"wide": True} if name in ("text", "message") else {})}
