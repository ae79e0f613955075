"""The report of a load: a line for everything that was read, skipped, guessed or doubtful."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

COLUMNS = ("path", "outcome", "articles", "message")


class ReportTable(list[dict[str, Any]]):
    """A report as it lies in `articles.attrs`: the list of its rows, which shows and answers as a DataFrame.

    pandas copies attrs with every step, compares them when it concatenates, and writes them as JSON into Parquet files,
    none of which a DataFrame in there survives. So this is a list of dicts for pandas; everything that a DataFrame
    can do (`report["outcome"]`, `report[mask]`, `report.query(…)`) it does by `frame`, which makes one.
    """

    @property
    def frame(self) -> pd.DataFrame:
        """The report as a DataFrame with `COLUMNS`."""
        frame = pd.DataFrame(list(self), columns=list(COLUMNS))
        return frame.astype({"path": "str", "outcome": "str", "articles": "int64", "message": "str"})

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(key) if isinstance(key, (int, slice)) else self.frame[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.frame, name)

    @property
    def index(self) -> Any:
        """The index of `frame`; a list's own method of that name would hide it."""
        return self.frame.index

    def __deepcopy__(self, memo: object) -> "ReportTable":
        return self

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return str(self.frame._repr_html_())  # type: ignore[operator]


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
