"""What a plugin can add beside analyzers: readers, charts, panels, linkers, exporters, and lists to ask for by name."""

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

    What the function may yield is said at `Reader`. A second parameter of it gets the options of `tk.load`. Its
    docstring's first line is what `toolkit plugins` tells of it. Raises ValueError where neither suffixes nor starts
    say which files are meant.

    Parameters
    ----------
    name
        the reader's name, as in `tk.load(…, format=name)`.
    suffixes
        the endings of the names of its files, such as ".wire".
    starts
        what the content of its files begins with. Where both are given, either is enough.
    opens
        the function yields `Member` objects, files inside its file, instead of articles.
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


@dataclass(frozen=True)
class Exporter:
    """A kind of file that tables are exported to: `write(table, path, provenance)` writes a table to a path.

    `table` is a DataFrame whose `article_id` is a column; columns of spans hold lists. `provenance` is a line on how
    the table was made, or None; with `keeps_provenance` the file has it, otherwise a text file beside it. `suffixes`
    are the endings of the names of its files, the first one is that of the explorer's tab "Export". A ValueError
    says why a table cannot be written.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Any, Path, str | None], None]
    summary: str = ""
    keeps_provenance: bool = False


def exporter(name: str, *, suffixes: str | Iterable[str]) -> Callable[[Callable[..., None]], Exporter]:
    """Makes an exporter of a function that takes a table and the path to write it to.

    A third parameter of the function gets the line on how the table was made, which it writes into the file. Its
    docstring's first line is what `toolkit plugins` tells of it. Raises ValueError for no suffix, or one without a dot.

    Parameters
    ----------
    name
        the exporter's name, as the explorer shows it.
    suffixes
        the endings of the names of its files, such as ".dta"; `tk.export_table(table, "statements.dta")` goes by them.
    """
    endings = tuple(ending.lower() for ending in ([suffixes] if isinstance(suffixes, str) else suffixes))
    if not endings or not all(ending.startswith(".") and len(ending) > 1 for ending in endings):
        raise ValueError(
            f"Exporter {name!r} must say how the names of its files end, such as '.dta', not {suffixes!r}."
        )

    def decorate(function: Callable[..., None]) -> Exporter:
        keeps = len(inspect.signature(function).parameters) > 2

        def write(table: Any, path: Path, provenance: str | None) -> None:
            function(table, path, provenance) if keeps else function(table, path)

        return Exporter(name, endings, write, (inspect.getdoc(function) or "").partition("\n")[0], keeps)

    return decorate


@dataclass(frozen=True)
class TargetList:
    """Targets to ask for by one name, as in `tk.analyze(articles, targets="list:climate-policies")`.

    `targets` is what the option `targets` takes: phrases, or a mapping of each to its synonyms.
    """

    name: str
    targets: Iterable[str] | Mapping[str, Any]
    summary: str = ""


@dataclass(frozen=True)
class AliasList:
    """Aliases to apply by one name, as in `tk.analyze(articles, aliases="list:heads-of-state")`.

    `aliases` is `tk.Aliases`, or the path of its CSV file.
    """

    name: str
    aliases: Any
    summary: str = ""
