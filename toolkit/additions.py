"""What a plugin can add beside analyzers: readers, charts and panels."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Member:
    """A file inside another: its name there, and where it has been unpacked; or the problem why it was not."""

    name: str
    path: Path | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Reader:
    """A kind of file that can be read.

    `accepts(path, head)` looks at the path and the first 65,536 bytes; `read(path, options)` yields the records of
    the file's articles (a dict with columns of the articles table), a str, which is a remark for the
    report, or a `Member`, which is read as a file of its own.
    """

    name: str
    accepts: Callable[[Path, bytes], bool]
    read: Callable[[Path, Mapping[str, Any]], Iterator[Any]]
    summary: str = ""


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
