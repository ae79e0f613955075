"""What a user names → the jobs of reading it: folders walked, archives opened, addresses fetched."""

import os
import re
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from toolkit.additions import Member, Reader
from toolkit.loading.jobs import Done, Job, Settings, find_reader, why
from toolkit.loading.sources import find_files
from toolkit.loading.tables.columns import ColumnError, map_columns
from toolkit.loading.web.fetch import Fetcher

MOST_NESTED = 3
"""Archives within archives are opened so deep."""
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_OTHER_URL = re.compile(r"[a-z][a-z+.-]+://\S*$", re.IGNORECASE)

Task = Job | Done
"""Something to read, or what is known of it already: that it cannot be read."""


@dataclass(frozen=True)
class Reading:
    """One call of `tk.load`; `bar.total` grows with what there is to read."""

    settings: Settings
    bar: Any

    def tasks(self, source: Any) -> Generator[Task]:
        """Yields what is to be read of a source, or of a list of sources, in a stable order."""
        single = isinstance(source, (str, os.PathLike, pd.DataFrame)) or hasattr(source, "__arrow_c_stream__")
        parts = [source] if single else list(source)
        urls = [part for part in parts if _is_url(part)]
        fetched = self._fetched(urls)
        for part in parts:
            yield from next(fetched) if _is_url(part) else self._of_part(part)

    def _of_part(self, source: Any) -> Iterator[Task]:
        if isinstance(source, (str, os.PathLike)) and "\n" not in os.fspath(source).strip():
            if not os.fspath(source).strip():
                raise ValueError("Nothing to load: the path is empty.")
            if _OTHER_URL.match(os.fspath(source)):
                raise ValueError(f"Only http and https addresses can be fetched, not {source!r}.")
            files = list(find_files(source))
            self.bar.total += len(files)
            for found in files:
                if found.problem:
                    yield _problem(found.path, found.problem)
                else:
                    yield from self._of_file(Job(found.path, Path(found.path), found.named))
        elif isinstance(source, str):
            yield Job("pasted text", source)
        elif isinstance(source, pd.DataFrame) or hasattr(source, "__arrow_c_stream__"):
            frame = source if isinstance(source, pd.DataFrame) else pa.table(source).to_pandas()
            try:
                map_columns(frame.columns, self.settings.options.get("columns"))
            except ColumnError as error:
                raise ValueError(f"This DataFrame cannot be loaded: {error}.") from None
            yield Job("DataFrame", frame)
        else:
            raise TypeError(
                f"Cannot load {type(source).__name__}; give a path, an address, a glob, pasted text or a DataFrame."
            )

    def _of_file(self, job: Job, depth: int = 0) -> Iterator[Task]:
        """Yields the job of reading a file, or those of the files inside it where it is an archive."""
        assert isinstance(job.source, Path)
        reader = self._opener(job.source)
        if reader is None:
            yield job
            return
        if depth >= MOST_NESTED:
            yield _problem(job.name, f"nested more than {MOST_NESTED} deep")
            return
        try:
            for found in reader.read(job.source, self.settings.options):
                if isinstance(found, Member):
                    yield from self._of_member(found, f"{job.name}/{found.name}", depth + 1)
                else:
                    done = Done(job.name, failed=True)
                    done.report.add(job.name, "guess", str(found))
                    yield done
        except Exception as error:  # a reader is a plugin
            yield _problem(job.name, why(error))

    def _opener(self, path: Path) -> Reader | None:
        """The reader that opens a file as an archive; None where it is none, or one of another reader's own."""
        opening = [reader for reader in self.settings.readers if reader.opens]
        try:
            if find_reader(path, opening, []) is None:  # most files are told by these few alone
                return None
            reader = find_reader(path, self.settings.readers, [])
        except OSError:  # told where it is read
            return None
        return reader if reader is not None and reader.opens else None

    def _of_member(self, member: Member, name: str, depth: int) -> Iterator[Task]:
        if member.path is None or member.problem:
            yield _problem(name, member.problem or "not a file")
        else:
            job = Job(name, member.path, passing=True, url=member.url, written=member.written)
            self.bar.total += 1
            yield from self._of_file(job, depth)

    def _fetched(self, urls: list[str]) -> Iterator[Iterator[Task]]:
        """Yields the tasks of each address in turn; nothing is fetched before the first is asked for."""
        if not urls:
            return
        fetcher = self.settings.options.get("fetch") or Fetcher()
        with tempfile.TemporaryDirectory(prefix="press-toolkit-") as folder:
            for member in fetcher.fetch_all(urls, Path(folder)):
                yield self._of_member(member, member.name, 0)


def _is_url(source: Any) -> bool:
    return isinstance(source, str) and bool(_URL.match(source.strip()))


def _problem(name: str, message: str) -> Done:
    done = Done(name, failed=True)
    done.report.add(name, "skipped", message)
    return done
