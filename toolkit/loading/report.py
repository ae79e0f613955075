"""The report of a load: a line for everything that was read, skipped, guessed or doubtful."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

COLUMNS = ("path", "outcome", "articles", "message")


class ReportTable(pd.DataFrame, list):  # type: ignore[misc]
    """A report as a DataFrame that lies in `articles.attrs`.

    pandas copies attrs with every step, compares them when it concatenates, and writes them as JSON into Parquet
    files. So a report is not copied, is compared as a whole, and gives its rows (dicts) where it is iterated over, as
    JSON does; in everything else, and in everything made from it, it is a plain DataFrame.
    """

    def __init__(self, rows: Iterable[Mapping[Any, Any]] = ()) -> None:
        frame = pd.DataFrame([dict(row) for row in rows], columns=list(COLUMNS))
        super().__init__(frame.astype({"path": "str", "outcome": "str", "articles": "int64", "message": "str"}))

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def __iter__(self) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        return iter([dict(zip(COLUMNS, row, strict=True)) for row in self.itertuples(index=False, name=None)])

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, ReportTable) and self.equals(other)

    __hash__ = None

    def __deepcopy__(self, memo: object) -> "ReportTable":
        return self

    def __reduce__(self) -> Any:
        return ReportTable, (self.to_dict("records"),)


@dataclass
class Report:
    """Collects the lines of one load.

    `outcome` is one of: read (a file, with the number of its articles), skipped (nothing of it is in the
    table), duplicate (the same article was read before), guess (something was decided that the user may
    overrule), missing (an article lacks something that analyses need).
    """

    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, path: str, outcome: str, message: str, articles: int = 0) -> None:
        """Adds one line about `path` (or about the name of a table)."""
        self.rows.append({"path": path, "outcome": outcome, "articles": articles, "message": message})

    def table(self) -> ReportTable:
        """Gives the report as a table with `COLUMNS`, in the order in which things happened."""
        return ReportTable(self.rows)
