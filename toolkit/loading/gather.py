"""Any source → the articles table, with a report of what was read, guessed and skipped."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from tqdm.auto import tqdm

from toolkit.additions import Reader
from toolkit.articles import make_articles
from toolkit.loading.duplicates import mark_duplicates
from toolkit.loading.jobs import Done, Settings
from toolkit.loading.reading import Reading, Task
from toolkit.loading.report import Report
from toolkit.loading.web.fetch import Fetcher
from toolkit.loading.workers import do_tasks
from toolkit.plugins import find_plugins

_PART = 5_000  # records that become a table of their own, so that they need not wait as dicts


def load(
    source: Any,
    *,
    columns: Mapping[str, str] | None = None,
    year: int | None = None,
    format: str | None = None,  # noqa: A002 - the name that pandas and others use
    duplicates: bool = True,
    pages: bool = False,
    fetch: Fetcher | None = None,
    workers: int | None = None,
    plugins: Any = (),
    progress: bool = True,
) -> pd.DataFrame:
    """Loads articles from anything into one table.

    Raises FileNotFoundError for a path or glob that matches nothing, and ValueError for a format that no reader has
    and for a DataFrame in which no column holds text. Anything wrong with one file is a line in the report.

    Parameters
    ----------
    source
        a file, a folder with its subfolders, a glob such as `exports/**/*.txt`, an http or https address, the pasted
        text of an article (a string of more than one line), a DataFrame or Arrow table with an article a row, or a list
        of these.
    columns
        for tables, which of your columns holds which column of the articles table: {"body": "Full text", "published":
        "Datum"}. Columns that are not named are guessed by their names.
    year
        completes a dateline such as "MOSCOW, July 13", which has none. Without it the date is completed by what the
        file says of itself, or stays missing.
    format
        the reader to use for every file, such as "nexis", where it should not be found out from the content; `toolkit
        plugins` lists the readers.
    duplicates
        mark articles that repeat the text of an earlier one, with another headline or paragraphs cut. Articles that are
        the same to the letter are marked in any case. `tk.drop_duplicates(articles)` drops both.
    pages
        for feeds, fetch the page behind each item and read the article there.
    fetch
        how addresses are fetched; see `tk.Fetcher`.
    workers
        processes to read with. None: this one, and all cores once that has taken some seconds. The result is the same.
    plugins
        readers beside those installed: objects, modules or paths of Python files.
    progress
        show a progress bar while more than a few files are read.

    Returns
    -------
    pandas.DataFrame
        Indexed by `article_id` with the columns `source`, `url`, `section`, `headline`, `standfirst`, `byline`,
        `agency`, `place`, `published` (UTC), `dateline`, `language`, `body`, `captions`, `words`, `path`,
        `duplicate_of`, `similarity`, then the further columns of your own table. `attrs["report"]` is a table of what
        was read, guessed and skipped; `tk.show_report(articles)` shows it.
    """
    options = {"columns": columns, "year": year, "pages": pages, "fetch": fetch}
    settings = Settings(_readers(format, plugins), options, sketch=duplicates)
    gathered = _Gathered()
    with tqdm(desc="Loading", unit=" files", total=0, delay=2.0, disable=not progress) as bar:
        tasks = Reading(settings, bar).tasks(source)
        try:
            for done in do_tasks(_counted(tasks, bar), settings, 1 if pages else workers):
                gathered.add(done)
        except KeyboardInterrupt:
            gathered.report.add("", "skipped", "interrupted: what had been read by then is in the table")
        finally:
            tasks.close()
    articles = gathered.table()
    if duplicates:
        articles = mark_duplicates(articles, gathered.sketches)
    _report_missing(articles, gathered.report)
    _report_duplicates(articles, gathered.report)
    articles.attrs["report"] = gathered.report.table()
    return articles


def _readers(name: str | None, plugins: Any) -> list[Reader]:
    """All readers, or the one of that name, which then takes every file, those in archives included."""
    readers = find_plugins(plugins).readers()
    if name is None:
        return readers
    chosen = next((reader for reader in readers if reader.name == name), None)
    if chosen is None:
        known = ", ".join(sorted(reader.name for reader in readers))
        raise ValueError(f"There is no reader for format={name!r}; there are {known}.")
    anything = replace(chosen, accepts=lambda path, head: True)
    return [anything] if chosen.opens else [*(reader for reader in readers if reader.opens), anything]


def _counted(tasks: Iterator[Task], bar: Any) -> Iterator[Task]:
    """The same tasks, counted by a progress bar."""
    for task in tasks:
        yield task
        bar.update(1)


class _Gathered:
    """What was read so far, most of it as tables; an article that was read before is marked as its duplicate."""

    def __init__(self) -> None:
        self.report = Report()
        self.sketches: list[bytes | None] = []
        self._parts: list[pd.DataFrame] = []
        self._records: list[dict[str, Any]] = []
        self._copies: dict[str, int] = {}
        self._name: str | None = None
        self._count = 0
        self._failed = False

    def add(self, done: Done) -> None:
        """Takes what came of a job; several in a row may be of the same one."""
        if done.name != self._name:
            self._end_file()
            self._name = done.name
        for line in done.report.rows:
            self.report.rows.append(line)
            if str(line["message"]).startswith("columns read as"):
                print(f"{done.name}: {line['message']}")
        self._failed |= done.failed
        self._count += len(done.records)
        self.sketches += done.sketches
        self._records += (self._marked(record) for record in done.records)
        if len(self._records) >= _PART:
            self._end_part()

    def table(self) -> pd.DataFrame:
        """The articles table of all that was taken."""
        self._end_file()
        if self._records or not self._parts:
            self._end_part()
        return self._parts[0] if len(self._parts) == 1 else pd.concat(self._parts)

    def _end_file(self) -> None:
        if self._name is not None and (self._count or not self._failed):
            self.report.add(self._name, "read", "", articles=self._count)
        self._name, self._count, self._failed = None, 0, False

    def _end_part(self) -> None:
        self._parts.append(make_articles(self._records))
        self._records = []

    def _marked(self, record: dict[str, Any]) -> dict[str, Any]:
        first = str(record["article_id"])
        copies = self._copies.get(first, 0)
        self._copies[first] = copies + 1
        if not copies:
            return record
        return record | {"article_id": f"{first}-{copies + 1}", "duplicate_of": first, "similarity": 1.0}


def _report_duplicates(articles: pd.DataFrame, report: Report) -> None:
    marks = articles[["path", "duplicate_of", "similarity"]]  # to filter all columns would copy the texts
    marked = marks[marks["duplicate_of"].notna()]
    paths = articles["path"].to_dict() if len(marked) else {}
    for row in marked.itertuples():
        how = "is the same article as" if row.similarity == 1 else f"shares {row.similarity:.0%} of its text with"
        report.add(str(row.path), "duplicate", f"{row.Index} {how} {row.duplicate_of} in {paths[row.duplicate_of]}")


def _report_missing(articles: pd.DataFrame, report: Report) -> None:
    """One line for each file and reason, however many articles it has."""
    undated = articles.loc[articles["published"].isna(), ["path", "dateline"]]
    reasons: dict[tuple[str, str], list[Any]] = {}
    for path, dateline in undated.itertuples(index=False, name=None):
        why = "no date was found"
        if isinstance(dateline, str) and re.search(r"\d", dateline):
            why = "the dateline {!r} has no year; give it with year=…"
        first = reasons.setdefault((str(path), why), [0, dateline])
        first[0] += 1
    for (path, why), (count, dateline) in reasons.items():
        articles_text = "" if count == 1 else f" of {count:,} articles"
        report.add(path, "missing", f"published{articles_text}: {why.format(dateline)}")
