"""What a plugin can add beside analyzers: readers, charts and panels."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
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


def reader(
    name: str, *, suffixes: str | Iterable[str] = (), starts: str | bytes = b"", opens: bool = False
) -> Callable[[Callable[..., Any]], Reader]:
    """Makes a reader of a function that takes the path of a file and yields a dict for each article in it.

    Parameters
    ----------
    name : the reader's name, as in `tk.load(…, format=name)`.
    suffixes : the endings of the names of its files, such as ".wire".
    starts : what the content of its files begins with. Where both are given, either is enough.
    opens : the function yields `Member`s, files inside its file, instead of articles.

    What the function may yield is said at `Reader`. A second parameter of it gets the options of `tk.load`. Its
    docstring's first line is what `toolkit plugins` tells of it. Raises ValueError where neither suffixes nor starts
    say which files are meant.
    """
    endings = tuple(ending.lower() for ending in ([suffixes] if isinstance(suffixes, str) else suffixes))
    mark = starts.encode() if isinstance(starts, str) else starts
    if not endings and not mark:
        raise ValueError(f"Reader {name!r} must say which files are its own: give suffixes, starts, or both.")

    def decorate(function: Callable[..., Any]) -> Reader:
        with_options = len(inspect.signature(function).parameters) > 1

        def accepts(path: Path, head: bytes) -> bool:
            return path.name.lower().endswith(endings) or bool(mark and head.startswith(mark))

        def read(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
            found = function(path, options) if with_options else function(path)
            yield from [found] if isinstance(found, Mapping) else found or ()

        summary = (inspect.getdoc(function) or "").partition("\n")[0]
        return Reader(name, accepts, read, summary, opens)

    return decorate


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


@dataclass(frozen=True)
class Linker:
    """Gives one name for all that a corpus calls someone: `link(names)` is called once, after all articles.

    `names` is a DataFrame with a row for each name of each article: `article_id`, `name` (what the article calls
    someone in full), `type` (person, organisation, place, group, unnamed, or another label in lower case), `mentions`,
    `title` and `gender`. `link` gives a DataFrame with the same index and `entity` (the one name) and `score` (0 to 1).
    """

    name: str
    link: Callable[[Any], Any]
    summary: str = ""
