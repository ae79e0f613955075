"""What a user names → the records of each file in it, by the readers; whatever goes wrong is a line in the report."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from tqdm.auto import tqdm

from toolkit.additions import Member, Reader
from toolkit.loading.columns import ColumnError
from toolkit.loading.readers import UnreadableFile, read_pasted
from toolkit.loading.report import Report
from toolkit.loading.sources import find_files
from toolkit.loading.tables import read_frame

HEAD = 65_536
"""Bytes of a file by which readers tell whether it is theirs."""

MOST_NESTED = 3
"""Archives within archives are opened so deep."""

Named = tuple[str, list[Mapping[str, Any]]]
"""The name of a file or table, and its records."""


@dataclass(frozen=True)
class Reading:
    """One call of `tk.load`: the readers, their options and the report."""

    readers: list[Reader]
    options: Mapping[str, Any]
    report: Report
    progress: bool

    def read(self, source: Any) -> Iterator[Named]:
        """Yields the records of every file and table of a source, or of a list of them."""
        single = isinstance(source, (str, os.PathLike, pd.DataFrame)) or hasattr(source, "__arrow_c_stream__")
        for part in [source] if single else source:
            yield from self._read_one(part)

    def _read_one(self, source: Any) -> Iterator[Named]:
        if isinstance(source, (str, os.PathLike)) and "\n" not in os.fspath(source).strip():
            if not os.fspath(source).strip():
                raise ValueError("Nothing to load: the path is empty.")
            files = list(find_files(source))
            quiet = not self.progress or len(files) < 50
            for path, named in tqdm(files, desc="Loading", unit="file", disable=quiet):
                yield from self._read_file(path, str(path), named)
        elif isinstance(source, str):
            yield from self._guarded("pasted text", read_pasted(source, self.options))
        elif isinstance(source, pd.DataFrame) or hasattr(source, "__arrow_c_stream__"):
            frame = source if isinstance(source, pd.DataFrame) else pa.table(source).to_pandas()
            try:
                yield from self._records("DataFrame", read_frame(frame, self.options), [])
            except ColumnError as error:
                raise ValueError(f"This DataFrame cannot be loaded: {error}.") from None
        else:
            raise TypeError(f"Cannot load {type(source).__name__}; give a path, a glob, pasted text or a DataFrame.")

    def _read_file(self, path: Path, name: str, named: bool = False, depth: int = 0) -> Iterator[Named]:
        """Yields the records of one file, and of the files inside it where it is an archive."""
        yield from self._guarded(name, self._rows(path, named), depth)

    def _rows(self, path: Path, named: bool) -> Iterator[Any]:
        """What the reader that takes a file gives. Raises UnreadableFile where none does."""
        with path.open("rb") as file:
            head = file.read(HEAD)
        reader = next((reader for reader in self.readers if reader.accepts(path, head)), None)
        if reader is None and named:  # the user says that it is an article, so it is read as one
            reader = next(reader for reader in self.readers if reader.name == "text")
        if reader is None:
            raise UnreadableFile(f"no installed reader takes {path.suffix or 'files without an extension'}")
        yield from reader.read(path, self.options)

    def _guarded(self, name: str, rows: Iterator[Any], depth: int = 0) -> Iterator[Named]:
        """Goes on after whatever a reader raises, which is a line in the report; what it gave before is kept."""
        kept: list[Mapping[str, Any]] = []
        try:
            yield from self._records(name, rows, kept, depth)
        except OSError as error:
            self.report.add(name, "skipped", error.strerror or str(error))
        except ValueError as error:
            self.report.add(name, "skipped", str(error))
        except Exception as error:  # a reader is a plugin
            self.report.add(name, "skipped", f"{type(error).__name__}: {error}")
        else:
            return
        if kept:
            yield name, kept

    def _records(
        self, name: str, rows: Iterator[Any], kept: list[Mapping[str, Any]], depth: int = 0
    ) -> Iterator[Named]:
        """Sorts what a reader gives: records into `kept`, remarks into the report, members to their own readers."""
        members = False
        for row in rows:
            if isinstance(row, str):
                self.report.add(name, "guess", row)
                if row.startswith("columns read as"):
                    print(f"{name}: {row}")
            elif isinstance(row, Member):
                members = True
                inside = f"{name}/{row.name}"
                if row.problem or depth >= MOST_NESTED:
                    self.report.add(inside, "skipped", row.problem or f"nested more than {MOST_NESTED} deep")
                elif row.path is not None:
                    yield from self._read_file(row.path, inside, depth=depth + 1)
            else:
                kept.append(row)
        if kept or not members:
            yield name, kept
