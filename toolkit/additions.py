"""What a plugin can add beside analyzers: readers, charts and panels."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Member:
    """A file inside another, or behind an address: its name, and where it has been unpacked, or why it was not.

    `url` is where it was on the web, and `written` when it was fetched or saved (with a time zone), where known.
    """

    name: str
    path: Path | None = None
    problem: str | None = None
    url: str | None = None
    written: datetime | None = None


@dataclass(frozen=True)
class Written:
    """When a file says that it was written; completes the dates without a year of the records that follow it."""

    when: datetime


@dataclass(frozen=True)
class Reader:
    """A kind of file that can be read.

    `accepts(path, head)` looks at the path and the first 65,536 bytes and says whether the file is of this kind.
    `read(path, options)` yields

    - a dict for each article, with columns of the articles table; `published` as a datetime, or as the text that states
      it; further keys become further columns;
    - a str, which is a remark for the report;
    - `Written`, by which dates without a year are completed;
    - `Member`, a file inside, which is read as a file of its own; a reader that yields these says so with `opens`.

    A ValueError says what is wrong with the file: its message is the file's line in the report.
    `options` are `columns`, `year`, `pages` and `fetch`, as `tk.load` has them.
    """

    name: str
    accepts: Callable[[Path, bytes], bool]
    read: Callable[[Path, Mapping[str, Any]], Iterator[Any]]
    summary: str = ""
    opens: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart: `draw(study)` gives matplotlib axes; `title` is the name of its tab in the explorer."""

    name: str
    title: str
    draw: Callable[..., Any]
    summary: str = ""


@dataclass(frozen=True)
class Panel:
    """A tab of the explorer: `build(view)` gives an ipywidget; `view.study` is what is filtered at the moment."""

    name: str
    title: str
    build: Callable[[Any], Any]
    summary: str = ""
