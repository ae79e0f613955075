"""A grid over a table, whose rows are fetched when they are seen."""

from collections.abc import Mapping
from typing import Any

import anywidget
import pandas as pd
import traitlets

from toolkit.widgets.assets import script, styles, vendored

MOST_ROWS = 1_000  # at most so many go over in one answer
_SHOWN_CHARACTERS = 400


class Grid(anywidget.AnyWidget):
    """A grid; `columns` are its columns (`id`, `name`, `width` in pixels; the one that is `wide` takes the rest,
    one with `least` and `most` a third of what there is). `fits`: the grid is no higher than its rows.

    Rows are sorted here, so that the page never holds more than what was looked at.
    """

    _esm = vendored("slickgrid.js") + "\n" + script("grid")
    _css = vendored("slickgrid.css") + styles("grid")

    label = traitlets.Unicode().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    fits = traitlets.Bool(False).tag(sync=True)
    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)
    total = traitlets.Int(0).tag(sync=True)
    version = traitlets.Int(0).tag(sync=True)
    current = traitlets.Int(-1).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.table = pd.DataFrame(columns=[column["id"] for column in self.columns])
        self._sort: tuple[str, bool] | None = None
        self.on_msg(self._receive)

    def show(self, table: pd.DataFrame) -> None:
        """Shows the rows of a table in the order that was chosen last; `table` is then what is shown, in that order."""
        if self._sort is not None:
            column, ascending = self._sort
            keys = table[column]
            if not isinstance(keys.dtype, pd.DatetimeTZDtype) and not pd.api.types.is_numeric_dtype(keys):
                keys = keys.astype("str").str.lower()
            table = table.loc[keys.sort_values(ascending=ascending, kind="stable", na_position="last").index]
        self.table = table
        with self.hold_sync():
            self.total = len(table)
            self.version += 1

    def rows(self, first: int, last: int) -> list[dict[str, Any]]:
        """The cells of the rows from `first` up to `last`, as the grid shows them."""
        first = max(0, first)
        part = self.table.iloc[first : min(last, first + MOST_ROWS)]
        return [self.cells(row) for row in part.to_dict("records")]

    def cells(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The cells of one row: text on one line, whole numbers with commas, nothing where there is nothing."""
        return {column["id"]: _shown(row[column["id"]]) for column in self.columns}

    def sort(self, column: str, ascending: bool) -> None:
        """Orders the rows by a column, now and whenever others are shown."""
        self._sort = (column, ascending)
        self.show(self.table)

    def selected(self, row: int) -> None:
        """A row was chosen on the screen."""

    def _receive(self, _widget: Any, message: Mapping[str, Any], _buffers: Any) -> None:
        kind = message.get("type")
        if kind == "rows":
            first = int(message["first"])
            rows = self.rows(first, int(message["last"]))
            self.send({"type": "rows", "first": first, "rows": rows, "version": message.get("version")})
        elif kind == "sort" and message.get("column") in {column["id"] for column in self.columns}:
            self.sort(str(message["column"]), bool(message.get("ascending")))
        elif kind == "select" and 0 <= int(message.get("row", -1)) < self.total:
            self.selected(int(message["row"]))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value[:_SHOWN_CHARACTERS].split())
    if isinstance(value, int):
        return f"{value:,}" if value else ""
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
