"""The exporters that come with the toolkit, on the hook on which plugins add theirs."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Exporter, exporter
from toolkit.hooks import hookimpl

_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767  # characters, Excel's limit
_MOST_ROWS = 1_048_575  # Excel's limit, less the header


@exporter("csv", suffixes=".csv")
def csv(table: pd.DataFrame, path: Path) -> None:
    """UTF-8 with a byte order mark, so that spreadsheets read it; formulas are disarmed."""
    _plain(table).map(_harmless).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


@exporter("xlsx", suffixes=".xlsx")
def xlsx(table: pd.DataFrame, path: Path, provenance: str | None) -> None:
    """A workbook; formulas are text, how it was made is on a sheet of its own."""
    if len(table) > _MOST_ROWS:
        raise ValueError(
            f"{len(table):,} rows are more than XLSX can hold ({_MOST_ROWS:,}); export to .csv or .parquet."
        )
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        _plain(table).map(_cell).to_excel(writer, sheet_name="data", index=False)
        if provenance:
            pd.DataFrame({"provenance": [_cell(provenance)]}).to_excel(writer, sheet_name="provenance", index=False)
        for sheet in writer.sheets.values():
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        cell.data_type = "s"


@exporter("parquet", suffixes=".parquet")
def parquet(table: pd.DataFrame, path: Path) -> None:
    """Exact, with types, for pandas, R and Arrow."""
    table.assign().to_parquet(path, index=False)


@hookimpl
def toolkit_exporters() -> list[Exporter]:
    """The exporters of this module."""
    return [csv, xlsx, parquet]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Takes off what text formats cannot hold: time zones and lists."""
    plain = frame.copy()
    for name in plain.columns:
        if isinstance(plain[name].dtype, pd.DatetimeTZDtype):
            plain[name] = plain[name].dt.tz_convert(None)
        elif plain[name].dtype == object:
            plain[name] = plain[name].map(_as_json)
    return plain


def _as_json(value: Any) -> Any:
    return json.dumps(value, default=str) if isinstance(value, (list, tuple, dict)) else value


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    return value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
