"""What every exporter holds."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Exporter
from toolkit.testing.broken import ContractBroken
from toolkit.testing.writing import nothing_written

_MADE_BY = "press-toolkit · a test"


def odd_table() -> pd.DataFrame:
    """A table as analyzers make them, with texts, numbers, moments and spans that are hard to write."""
    texts = ["“Quoted”, with a comma", "a\nline\tand a tab", "=1+1", "قال 👍🏽 e\u0301", "a \"b\" 'c'; d", None]
    return pd.DataFrame(
        {
            "article_id": pd.Series(["a1", "a1", "b2", "b2", "c3", "c3"], dtype="str"),
            "text": pd.Series(texts, dtype="str"),
            "start": pd.Series([0, 5, None, 2, 9, 12], dtype="Int64"),
            "score": pd.Series([0.5, 1, None, 0.25, 0, 1], dtype="Float64"),
            "published": pd.to_datetime(pd.Series(["2021-07-13T10:00:00Z", None] * 3), utc=True),
            "parts": pd.Series([[[0, 4]], [[5, 9], [11, 14]], [], None, [[9, 10]], [[12, 13]]], dtype="object"),
        }
    )


def check_exporter(
    exporter: Exporter, table: pd.DataFrame | None = None, *, read: Callable[[Path], pd.DataFrame] | None = None
) -> Path:
    """Tries on an exporter what every exporter must hold, and gives a file that it wrote for further tests.

    Tried are, with `table` or an odd one of our own, and with none of its rows: a file is written at the path that is
    given, also where its name has blanks and letters of other scripts, and in place of an older one; nothing is written
    elsewhere; the table is as it was before. With `read`, which reads a file back as a table: as many rows, and, but
    for what disarms formulas, the same texts.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    given = odd_table() if table is None else table
    folder = Path(tempfile.mkdtemp())
    plain = folder / f"table{exporter.suffixes[0]}"
    for suffix in exporter.suffixes:
        _written(exporter, given, folder / f"таблица of {suffix[1:]}{suffix}", read)
    _written(exporter, given.iloc[:0], plain, read)
    return _written(exporter, given, plain, read)


def _written(exporter: Exporter, table: pd.DataFrame, path: Path, read: Any) -> Path:
    before = table.copy()
    try:
        with nothing_written(exporter.name, "an exporter writes to the path that it is given"):
            exporter.write(table, path, _MADE_BY)
    except ContractBroken:
        raise
    except Exception as error:
        raise ContractBroken(
            f"{exporter.name} raised {type(error).__name__} ({error}) on a table of {len(table)} rows; a column may "
            "hold nothing, lists, or moments with a time zone."
        ) from error
    if not table.equals(before):
        raise ContractBroken(f"{exporter.name} changed the table that it was given; work on a copy.")
    if not path.is_file() or not path.stat().st_size:
        raise ContractBroken(f"{exporter.name} wrote nothing to {path.name}; write to the path that is given.")
    if read is not None:
        found = read(path)
        if len(found) != len(table):
            raise ContractBroken(f"{exporter.name} wrote {len(found)} rows of {len(table)}.")
        for name in map(str, table.select_dtypes("str") if len(table) else ()):
            for one, other in zip(table[name].fillna(""), found[name].fillna(""), strict=True):
                if one != str(other).removeprefix("'"):
                    raise ContractBroken(f"{exporter.name} wrote {name} as {other!r}, which was {one!r}.")
    return path
