"""Tables → files for a paper or a spreadsheet."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

FORMATS = ("csv", "xlsx", "parquet")

_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767  # characters, Excel's limit
_MOST_ROWS = 1_048_575  # Excel's limit, less the header


def export_table(table: pd.DataFrame, path: str | os.PathLike[str], *, provenance: str | None = None) -> Path:
    """Writes a table as CSV, XLSX or Parquet, by the path's suffix, and gives the path.

    A text that a spreadsheet would run as a formula ("=HYPERLINK(…)") is made harmless: in CSV an apostrophe is
    put before it, in XLSX the cell is marked as text and its text stays exact. Spans are written as JSON. XLSX holds
    no time zones (times are UTC), no control characters and at most 32,767 characters a cell (longer ones are cut
    and end in "…").

    `provenance` is a line on how the table was made; XLSX keeps it on a sheet of its own, Parquet in the metadata,
    CSV in a text file beside it. Raises ValueError for another suffix, or for more rows than XLSX can hold.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise ValueError(f"Cannot export to {target.name!r}: its suffix must be .csv, .xlsx or .parquet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    frame = table.reset_index() if table.index.name else table
    if kind == "parquet":
        frame.assign().to_parquet(target, index=False)
    elif kind == "csv":
        _plain(frame).map(_harmless).to_csv(target, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    else:
        _write_xlsx(_plain(frame), target, provenance)
    if provenance and kind != "xlsx":
        target.with_name(target.name + ".provenance.txt").write_text(provenance + "\n", encoding="utf-8")
    return target


def provenance_line(provenance: Any) -> str:
    """Says in one line how a study was made: versions, articles, options, filters, time."""
    analyzers = "; ".join(
        f"{a['name']} {a['version']}" + (f" {json.dumps(a['options'], ensure_ascii=False)}" if a.get("options") else "")
        for a in provenance.get("analyzers", [])
    )
    articles = provenance.get("articles", {})
    parts = [
        f"press-toolkit {provenance.get('toolkit', '?')}",
        f"{articles.get('count', '?')} articles (sha256 {str(articles.get('sha256', ''))[:12]})",
        analyzers,
        f"filters {json.dumps(provenance['filters'], ensure_ascii=False)}" if provenance.get("filters") else "",
        str(provenance.get("started", "")),
    ]
    return " · ".join(part for part in parts if part)


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


def _write_xlsx(frame: pd.DataFrame, target: Path, provenance: str | None) -> None:
    if len(frame) > _MOST_ROWS:
        raise ValueError(
            f"{len(frame):,} rows are more than XLSX can hold ({_MOST_ROWS:,}); export to .csv or .parquet."
        )
    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        frame.map(_cell).to_excel(writer, sheet_name="data", index=False)
        if provenance:
            pd.DataFrame({"provenance": [_cell(provenance)]}).to_excel(writer, sheet_name="provenance", index=False)
        for sheet in writer.sheets.values():
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        cell.data_type = "s"


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    return value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
