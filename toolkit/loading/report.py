"""The report of a load: a line for everything that was read, skipped, guessed or doubtful."""

from dataclasses import dataclass, field

import pandas as pd

COLUMNS = ("path", "outcome", "articles", "message")


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

    def table(self) -> pd.DataFrame:
        """Gives the report as a table with `COLUMNS`, in the order in which things happened."""
        frame = pd.DataFrame(self.rows, columns=list(COLUMNS))
        return frame.astype({"path": "str", "outcome": "str", "articles": "int64", "message": "str"})
