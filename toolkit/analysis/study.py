"""The Study: articles, what the analyzers found in them, what went wrong, and how it was made."""

import html
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype

from toolkit.analysis.aliases import Aliases
from toolkit.analysis.failures import failures
from toolkit.analysis.lists import aliases_of
from toolkit.analysis.names import Naming
from toolkit.analysis.stances import decide
from toolkit.loading.report import ReportTable
from toolkit.plugins import find_plugins


@dataclass(frozen=True)
class Study:
    """The result of `tk.analyze`.

    `study.quotes`, `study.entities`, `study.stances` and every other table are DataFrames; `study.tables` has them
    by name. `problems` says which article an analyzer could not read and why. `provenance` says how the tables
    were made: versions, options, hashes of the articles, time. `names` says whom each article's names stand for (see
    `toolkit.analysis.names.COLUMNS`).
    """

    articles: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    problems: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
    names: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def aliases(self) -> Aliases:
        """The aliases that are applied."""
        return Aliases.from_records(self.provenance.get("aliases", ()))

    def with_aliases(self, aliases: Any) -> "Study":
        """Gives the study with other aliases, as `tk.analyze` takes them (None for none), without reading anything
        again. They take the place of those applied before and are kept in `provenance`.
        """
        return self.renamed(aliases_of(aliases, find_plugins().alias_lists()), Naming(self.tables, self.names))

    def renamed(self, aliases: Aliases, naming: Naming) -> "Study":
        """The same with a `Naming` of this study that is used again."""
        if self.names.empty:
            return self
        tables, names = naming.apply(aliases)
        provenance = {**self.provenance, "aliases": aliases.to_records()}
        return replace(self, tables=tables, names=names, provenance=provenance)

    def with_threshold(self, *, stance: float | None = None, sentiment: float | None = None) -> "Study":
        """Gives the study with its stances decided anew: how probable a label that is not neutral must be.

        `tk.charts.stance_by_threshold(study.stances)` shows what that changes; None is for the most probable label.
        Kept in `provenance`. Raises ValueError for a threshold outside 0 to 1 and for a study without stances.
        """
        if "stances" not in self.tables:
            raise ValueError("This study has no stances to decide anew.")
        stances = decide(self.tables["stances"], stance=stance, sentiment=sentiment)
        provenance = {**self.provenance, "threshold": {"stance": stance, "sentiment": sentiment}}
        return replace(self, tables={**self.tables, "stances": stances}, provenance=provenance)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if not name.startswith("_") and name in self.tables:
            return self.tables[name]
        raise AttributeError(f"This study has no table {name!r}; it has {', '.join(self.tables) or 'none'}.")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Writes the study into `folder`: a Parquet file for each table, `provenance.json`, and gives the folder.

        Raises FileExistsError where the folder holds other things than a study.
        """
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()) and not (path / "provenance.json").exists():
            raise FileExistsError(f"{path} is not empty and holds no study; choose another folder.")
        for old in path.glob("*.parquet"):
            old.unlink()
        articles = self.articles.copy()
        report = articles.attrs.pop("report", None)
        articles.to_parquet(path / "articles.parquet")
        if isinstance(report, ReportTable):
            report.frame.to_parquet(path / "report.parquet")
        self.problems.to_parquet(path / "problems.parquet")
        self.names.to_parquet(path / "names.parquet")
        for name, table in self.tables.items():
            table.to_parquet(path / f"{name}.parquet")
        text = json.dumps(dict(self.provenance), indent=2, ensure_ascii=False, default=str)
        (path / "provenance.json").write_text(text + "\n", encoding="utf-8")
        return path

    def __repr__(self) -> str:
        found = ", ".join(f"{len(table):,} {name}" for name, table in self.tables.items())
        failed = failures(self.articles, self.problems)
        told = "".join(f"\n  {what}" + (f"\n  Try it: {how}" if how else "") for what, how in failed)
        size = f"{len(self.articles):,} articles: {found or 'no tables'}; {len(self.problems):,} problems"
        return f"<Study of {size}>{told}"

    def _repr_html_(self) -> str:
        rows = {"articles": self.articles, **self.tables, "problems": self.problems}
        lines = "".join(
            f"<tr><th style='text-align:left'>{html.escape(name)}</th><td>{len(table):,}</td>"
            f"<td style='text-align:left'>{html.escape(', '.join(map(str, table.columns)))}</td></tr>"
            for name, table in rows.items()
        )
        kinds = self.problems["problem"].value_counts()
        trouble = "; ".join(f"{count:,} × {html.escape(str(kind))}" for kind, count in kinds.items())
        note = f"<p>Problems: {trouble}. See <code>study.problems</code>.</p>" if trouble else ""
        for what, how in failures(self.articles, self.problems):
            note += f"<p>{html.escape(what)}" + (f"<br>Try it: <code>{html.escape(how)}</code></p>" if how else "</p>")
        return (
            f"<table><tr><th>table</th><th>rows</th><th style='text-align:left'>columns</th></tr>{lines}</table>{note}"
        )


def open_study(folder: str | os.PathLike[str]) -> Study:
    """Opens a study that `Study.save` wrote. Raises FileNotFoundError where `folder` holds none."""
    path = Path(folder)
    if not (path / "provenance.json").is_file() or not (path / "articles.parquet").is_file():
        raise FileNotFoundError(f"{path} holds no study: articles.parquet and provenance.json are looked for.")
    frames = {file.stem: pd.read_parquet(file) for file in sorted(path.glob("*.parquet"))}
    articles = frames.pop("articles")
    problems = frames.pop("problems")
    names = frames.pop("names", pd.DataFrame())
    report = frames.pop("report", None)
    if report is not None:
        articles.attrs["report"] = ReportTable(
            {str(name): value for name, value in row.items()} for row in report.to_dict("records")
        )
    provenance = json.loads((path / "provenance.json").read_text(encoding="utf-8"))
    for table in frames.values():
        for column in [name for name in table.columns if is_object_dtype(table[name].dtype)]:
            table[column] = table[column].map(_plain)
    order = [name for name in provenance.get("rows", {}) if name in frames]
    return Study(articles, {name: frames[name] for name in order}, problems, provenance, names)


def _plain(value: Any) -> Any:
    """What Parquet gives for lists and mappings, as the analyzers made them."""
    if isinstance(value, (np.ndarray, list)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value.item() if isinstance(value, np.generic) else value
