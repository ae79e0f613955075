"""The table of statements, as a grid whose rows are fetched when they are seen."""

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import pandas as pd
import traitlets

from toolkit.widgets.assets import script, styles, vendored

UNSURE = 0.6  # a stance whose certainty is below this is shown as unsure
MOST_ROWS = 1_000  # at most so many go over in one answer
_SHOWN_CHARACTERS = 400
_COLUMNS = ("published", "source", "speaker", "cue", "kind", "text", "stance")


class StatementTable(anywidget.AnyWidget):
    """A grid over statements; `quote_ids` is their order on the screen."""

    _esm = vendored("slickgrid.js") + "\n" + script("table")
    _css = vendored("slickgrid.css") + styles("table")

    total = traitlets.Int(0).tag(sync=True)
    version = traitlets.Int(0).tag(sync=True)
    current = traitlets.Int(-1).tag(sync=True)

    def __init__(self, on_select: Callable[[str], None], on_order: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rows = pd.DataFrame(columns=["quote_id", *_COLUMNS])
        self._places: dict[str, int] = {}
        self._sort: tuple[str, bool] | None = None
        self._on_select = on_select
        self._on_order = on_order
        self.on_msg(self._receive)

    @property
    def quote_ids(self) -> list[str]:
        """The statements in the order of the grid."""
        return list(self._places)

    def position(self, quote_id: str) -> int:
        """The row of a statement, or -1 where it is not in the grid."""
        return self._places.get(quote_id, -1)

    def show(self, statements: pd.DataFrame) -> None:
        """Shows these statements (see `Selector.statements`), in the order that was chosen last."""
        rows = statements
        if self._sort is not None:
            column, ascending = self._sort
            keys = rows[column]
            if not isinstance(keys.dtype, pd.DatetimeTZDtype):
                keys = keys.astype("str").str.lower()
            order = keys.sort_values(ascending=ascending, kind="stable", na_position="last").index
            rows = rows.loc[order]
        self._rows = rows
        self._places = {quote: place for place, quote in enumerate(rows["quote_id"])}
        with self.hold_sync():
            self.total = len(rows)
            self.version += 1

    def rows(self, first: int, last: int) -> list[dict[str, Any]]:
        """The cells of the rows from `first` up to `last`, as the grid shows them."""
        first = max(0, first)
        part = self._rows.iloc[first : min(last, first + MOST_ROWS)]
        return [_cells(row) for row in part.to_dict("records")]

    def _receive(self, _widget: Any, message: Mapping[str, Any], _buffers: Any) -> None:
        kind = message.get("type")
        if kind == "rows":
            first = int(message["first"])
            rows = self.rows(first, int(message["last"]))
            self.send({"type": "rows", "first": first, "rows": rows, "version": message.get("version")})
        elif kind == "sort" and message.get("column") in _COLUMNS:
            self._sort = (str(message["column"]), bool(message.get("ascending")))
            self.show(self._rows)
            self._on_order()
        elif kind == "select" and 0 <= int(message.get("row", -1)) < self.total:
            self._on_select(str(self._rows["quote_id"].iloc[int(message["row"])]))


def _cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {
        name: row[name][:_SHOWN_CHARACTERS] if isinstance(row[name], str) else ""
        for name in ("source", "speaker", "cue", "kind", "text")
    }
    cells["text"] = " ".join(cells["text"].split())
    published = row["published"]
    cells["published"] = f"{published:%Y-%m-%d}" if pd.notna(published) else ""
    if isinstance(row["stance"], str):
        certainty = float(row["certainty"])
        cells["stance"] = {
            "stance": row["stance"],
            "certainty": f"{certainty:.2f}",
            "unsure": certainty < UNSURE,
        }
    return cells
