"""One file, table or text → rows of the articles table and lines of the report, in this process or another."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Reader, Written
from toolkit.articles import is_missing
from toolkit.loading.duplicates import sketch_of
from toolkit.loading.readers import UnreadableFile, read_pasted
from toolkit.loading.records import Notes, complete_record
from toolkit.loading.report import Report
from toolkit.loading.tables.frames import read_frame

HEAD = 65_536
"""Bytes of a file by which readers tell whether it is theirs."""
_CHUNK = 1_000  # records that are handed on at once


@dataclass(frozen=True)
class Job:
    """Something to read, and the name it has in the report.

    `source` is a file, a table or a pasted text. `named`: the user named the file itself, so that it is read as text
    where no reader knows its kind. `passing`: the file is there only until the next job is asked for.
    """

    name: str
    source: Path | pd.DataFrame | str
    named: bool = False
    passing: bool = False
    url: str | None = None
    written: datetime | None = None


@dataclass(frozen=True)
class Packed:
    """A job whose file travels with it, to a process that reads it after it has passed."""

    job: Job
    suffix: str
    data: bytes


@dataclass
class Done:
    """What came of a job so far: rows of the articles table with their sketches, and lines of the report.

    `failed` says that it broke off. A sketch is what near-duplicates are found by.
    """

    name: str
    records: list[dict[str, Any]] = field(default_factory=list)
    sketches: list[bytes | None] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    failed: bool = False


@dataclass(frozen=True)
class Settings:
    """How everything of one load is read; `sketch` if near-duplicates are to be found."""

    readers: Sequence[Reader]
    options: Mapping[str, Any]
    sketch: bool = False


def pack(job: Job) -> Job | Packed:
    """Makes a job ready to travel."""
    if not job.passing or not isinstance(job.source, Path):
        return job
    return Packed(job, job.source.suffix, job.source.read_bytes())


def do_all(jobs: Sequence[Job | Packed], settings: Settings) -> list[Done]:
    """Does several jobs, each to its end."""
    return [done for job in jobs for done in _do_packed(job, settings)]


def _do_packed(packed: Job | Packed, settings: Settings) -> Iterator[Done]:
    if isinstance(packed, Job):
        yield from do(packed, settings)
        return
    with tempfile.TemporaryDirectory(prefix="press-toolkit-") as folder:
        path = Path(folder) / f"file{packed.suffix}"
        path.write_bytes(packed.data)
        yield from do(replace(packed.job, source=path, passing=False), settings)


def do(job: Job, settings: Settings) -> Iterator[Done]:
    """Does a job; whatever a reader raises is a line in the report, and what it gave before is kept."""
    done = Done(job.name)
    notes = Notes()
    written = job.written
    year = settings.options.get("year")
    try:
        for row in _rows(job, settings):
            if isinstance(row, str):
                done.report.add(job.name, "guess", row)
            elif isinstance(row, Written):
                written = row.when
            elif not isinstance(row, Mapping):
                raise TypeError(f"the reader yielded {type(row).__name__}, where a dict for each article is expected")
            else:
                given = {**row, "url": job.url} if job.url and is_missing(row.get("url")) else row
                record = complete_record(given, job.name, year, written, notes)
                if record is not None:
                    done.records.append(record)
                    done.sketches.append(sketch_of(record.get("body")) if settings.sketch else None)
            if len(done.records) >= _CHUNK:
                yield done
                done = Done(job.name)
    except Exception as error:  # a reader is a plugin
        done.failed = True
        done.report.add(job.name, "skipped", why(error))
    for remark in notes.remarks(written):
        done.report.add(job.name, "guess", remark)
    if notes.empty:
        done.report.add(job.name, "skipped", f"{notes.empty} rows without headline, standfirst or body")
    yield done


def why(error: Exception) -> str:
    """Says in the report what a reader raised."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _rows(job: Job, settings: Settings) -> Iterator[Any]:
    if isinstance(job.source, pd.DataFrame):
        return read_frame(job.source, settings.options)
    if isinstance(job.source, str):
        return read_pasted(job.source, settings.options)
    return _rows_of_file(job, job.source, settings)


def _rows_of_file(job: Job, path: Path, settings: Settings) -> Iterator[Any]:
    failures: list[str] = []
    reader = find_reader(path, settings.readers, failures)
    yield from failures
    if reader is None and job.named:  # the user says that it is an article, so it is read as one
        reader = next((reader for reader in settings.readers if reader.name == "text"), None)
    if reader is None:
        raise UnreadableFile(f"no installed reader takes {path.suffix or 'files without an extension'}")
    yield from reader.read(path, settings.options)


def find_reader(path: Path, readers: Sequence[Reader], failures: list[str]) -> Reader | None:
    """The first reader that takes a file, or None. Raises OSError where the file cannot be opened.

    A reader that fails to look at the file is passed over, with a line in `failures`.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    for reader in readers:
        try:
            if reader.accepts(path, head):
                return reader
        except Exception as error:  # a reader is a plugin
            failures.append(f"the reader {reader.name!r} could not look at it: {type(error).__name__}: {error}")
    return None
