"""Tables → files for a paper or a spreadsheet."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Exporter
from toolkit.plugins import find_plugins


class ExportError(ValueError):
    """A table cannot be exported; the message says why."""


def export_table(
    table: pd.DataFrame, path: str | os.PathLike[str], *, provenance: str | None = None, plugins: Any = ()
) -> Path:
    """Writes a table as CSV, XLSX, Parquet or what a plugin writes, by the path's suffix, and gives the path.

    A text that a spreadsheet would run as a formula ("=HYPERLINK(…)") is made harmless: in CSV an apostrophe is
    put before it, in XLSX the cell is marked as text and its text stays exact. Spans are written as JSON. XLSX holds
    no time zones (times are UTC), no control characters and at most 32,767 characters a cell (longer ones are cut
    and end in "…").

    `provenance` is a line on how the table was made; XLSX keeps it on a sheet of its own, other formats in a text file
    beside them unless their exporter keeps it. `plugins` are exporters beside those installed and this notebook's.
    Raises ValueError for another suffix, or for a table that the exporter cannot write, such as one with more rows than
    XLSX can hold.
    """
    target = Path(path)
    exporter = _exporter_of(target, find_plugins(plugins).exporters())
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        exporter.write(table.reset_index() if table.index.name else table, target, provenance)
    except (ValueError, OSError):
        raise
    except Exception as error:
        raise ExportError(
            f"The exporter {exporter.name!r} failed on {target.name}: {type(error).__name__}: {error}"
        ) from error
    if provenance and not exporter.keeps_provenance:
        target.with_name(target.name + ".provenance.txt").write_text(provenance + "\n", encoding="utf-8")
    return target


def _exporter_of(target: Path, exporters: Iterable[Exporter]) -> Exporter:
    """The exporter for a path; of several, the one with the longest suffix (".geo.json" before ".json")."""
    fitting = [
        (len(suffix), exporter)
        for exporter in exporters
        for suffix in exporter.suffixes
        if target.name.lower().endswith(suffix)
    ]
    if not fitting:
        *others, last = sorted(suffix for exporter in exporters for suffix in exporter.suffixes)
        raise ExportError(
            f"Cannot export to {target.name!r}: its suffix must be {', '.join(others)} or {last}, or a plugin's own."
        )
    return max(fitting, key=lambda one: one[0])[1]


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
