"""The table of statements."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from toolkit.analysis.stances import UNSURE
from toolkit.widgets.grid import Grid

_COLUMNS = [
    {"id": "published", "name": "Date", "width": 92},
    {"id": "source", "name": "Source", "width": 105},
    {"id": "speaker", "name": "Speaker", "width": 165},
    {"id": "cue", "name": "Cue", "width": 90},
    {"id": "kind", "name": "Kind", "width": 70},
    {"id": "text", "name": "Statement", "width": 430, "wide": True},
    {"id": "stance", "name": "Stance", "width": 120},
    {"id": "because", "name": "Why", "width": 230},
]


class StatementTable(Grid):
    """A grid over statements; `quote_ids` is their order on the screen."""

    def __init__(self, on_select: Callable[[str], None], on_order: Callable[[], None], **kwargs: Any) -> None:
        self._places: dict[str, int] = {}
        self._on_select = on_select
        self._on_order = on_order
        empty = "No statement passes the filters."
        super().__init__(label="Statements", empty=empty, columns=_COLUMNS, **kwargs)

    @property
    def quote_ids(self) -> list[str]:
        """The statements in the order of the grid."""
        return list(self._places)

    def position(self, quote_id: str) -> int:
        """The row of a statement, or -1 where it is not in the grid."""
        return self._places.get(quote_id, -1)

    def show(self, table: pd.DataFrame) -> None:
        """Shows these statements (see `Selector.statements`), in the order that was chosen last."""
        super().show(table)
        self._places = {quote: place for place, quote in enumerate(self.table["quote_id"].to_numpy(dtype=object))}

    def sort(self, column: str, ascending: bool) -> None:
        """Orders the statements by a column, and says so."""
        super().sort(column, ascending)
        self._on_order()

    def cells(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The cells of one statement; its stance with the certainty."""
        cells = super().cells({**row, "stance": None})
        if isinstance(row["stance"], str):
            certainty = float(row["certainty"])
            unsure = certainty < UNSURE
            cells["stance"] = {"stance": row["stance"], "certainty": f"{certainty:.2f}", "unsure": unsure}
        return cells

    def selected(self, row: int) -> None:
        """Opens the statement that was chosen."""
        self._on_select(str(self.table["quote_id"].iloc[row]))
