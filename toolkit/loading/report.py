"""The report of a load: a line for everything that was read, skipped, guessed or doubtful."""

from dataclasses import dataclass, field

import pandas as pd

COLUMNS = ("path", "outcome", "articles", "message")


class ReportTable(pd.DataFrame):
    """A report as a DataFrame that lies in `articles.attrs`.

    pandas copies attrs with every step and compares them when it concatenates. So this one is compared as a whole
    and is not copied; everything else about it, and everything made from it, is a plain DataFrame's.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, pd.DataFrame) and self.equals(pd.DataFrame(other))

    __hash__ = None

    def __deepcopy__(self, memo: object) -> "ReportTable":
        return self


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
        frame = pd.DataFrame(self.rows, columns=list(COLUMNS))
        return ReportTable(frame.astype({"path": "str", "outcome": "str", "articles": "int64", "message": "str"}))
