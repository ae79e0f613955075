"""Any source → the articles table, with a report of what was read, guessed and skipped."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from toolkit.additions import Reader
from toolkit.articles import TEXT_FIELDS, article_id, is_missing, make_articles
from toolkit.loading.duplicates import mark_duplicates
from toolkit.loading.language import language_of
from toolkit.loading.press import split_dateline
from toolkit.loading.reading import Reading
from toolkit.loading.report import Report
from toolkit.plugins import find_plugins

__all__ = ["load"]

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def load(
    source: Any,
    *,
    columns: Mapping[str, str] | None = None,
    year: int | None = None,
    format: str | None = None,  # noqa: A002 - the name that pandas and others use
    duplicates: bool = True,
    progress: bool = True,
) -> pd.DataFrame:
    """Loads articles from anything into one table.

    Parameters
    ----------
    source : a file, a folder with its subfolders, a glob such as "exports/**/*.txt", the pasted text of an
        article (a string of more than one line), a DataFrame or Arrow table with an article a row, or a list of these.
    columns : for tables, which of your columns holds which column of the articles table:
        {"body": "Full text", "published": "Datum"}. Columns that are not named are guessed by their names.
    year : completes a dateline such as "MOSCOW, July 13", which has none. Without it the date stays missing.
    format : the reader to use for every file, such as "nexis", where it should not be found out from the content;
        `toolkit plugins` lists the readers.
    duplicates : mark articles that repeat the text of an earlier one, with another headline or paragraphs cut.
        Articles that are the same to the letter are marked in any case. `tk.drop_duplicates(articles)` drops both.
    progress : show a progress bar while more than a few files are read.

    Returns
    -------
    A DataFrame indexed by `article_id` with the columns `source`, `url`, `section`, `headline`, `standfirst`,
    `byline`, `agency`, `place`, `published` (UTC), `dateline`, `language`, `body`, `captions`, `words`, `path`,
    `duplicate_of`, `similarity`, then the further columns of your own table. `attrs["report"]` is a table of what was
    read, guessed and skipped.

    Raises FileNotFoundError for a path or glob that matches nothing, and ValueError for a format that no reader has
    and for a DataFrame in which no column holds text. Anything wrong with one file is a line in the report.
    """
    options = {"columns": columns, "year": year}
    report = Report()
    readers = _readers(format)
    records: dict[str, dict[str, Any]] = {}
    reading = Reading(readers, options, report, progress)
    try:
        for name, rows in reading.read(source):
            _take(name, rows, records, report, year)
    except KeyboardInterrupt:
        report.add("", "skipped", "interrupted: what had been read by then is in the table")
    articles = make_articles(records.values())
    if duplicates:
        articles = mark_duplicates(articles)
    _report_missing(articles, report)
    _report_duplicates(articles, report)
    articles.attrs["report"] = report.table()
    return articles


def _readers(name: str | None) -> list[Reader]:
    """All readers, or the one of that name, which then takes every file."""
    readers = find_plugins().readers()
    if name is None:
        return readers
    chosen = [reader for reader in readers if reader.name == name]
    if not chosen:
        known = ", ".join(sorted(reader.name for reader in readers))
        raise ValueError(f"There is no reader for format={name!r}; there are {known}.")
    return [replace(chosen[0], accepts=lambda path, head: True)]


def _take(
    name: str, rows: list[Mapping[str, Any]], records: dict[str, dict[str, Any]], report: Report, year: int | None
) -> None:
    """Adds the records of one file to those before; an article that was read before is marked as its duplicate."""
    new = 0
    empty = 0
    for row in rows:
        if all(is_missing(row.get(field)) for field in TEXT_FIELDS):
            empty += 1
            continue
        read = dict(row)
        split_dateline(read, year)
        record = {**read, "article_id": article_id(read), "path": name}
        if record["article_id"] in records:
            first = str(record["article_id"])
            number = next(n for n in itertools.count(2) if f"{first}-{n}" not in records)
            record |= {"article_id": f"{first}-{number}", "duplicate_of": first, "similarity": 1.0}
        text = "\n".join(str(row[field]) for field in TEXT_FIELDS if not is_missing(row.get(field)))
        if is_missing(record.get("language")):
            record["language"] = language_of(text)
        body = record.get("body")
        record["words"] = len(_WORD.findall(body)) if isinstance(body, str) else 0
        if is_missing(record.get("source")):
            record["source"] = record.get("agency") or _host(record.get("url"))
        records[record["article_id"]] = record
        new += 1
    if empty:
        report.add(name, "skipped", f"{empty} rows without headline, standfirst or body")
    report.add(name, "read", "", articles=new)


def _report_duplicates(articles: pd.DataFrame, report: Report) -> None:
    marked = articles[articles["duplicate_of"].notna()]
    paths = articles["path"].to_dict()
    for row in marked.itertuples():
        how = "is the same article as" if row.similarity == 1 else f"shares {row.similarity:.0%} of its text with"
        report.add(str(row.path), "duplicate", f"{row.Index} {how} {row.duplicate_of} in {paths[row.duplicate_of]}")


def _host(url: object) -> str | None:
    """The site of an address, as the source of an article that names none."""
    try:
        host = urlsplit(str(url or "")).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _report_missing(articles: pd.DataFrame, report: Report) -> None:
    undated = articles.index[articles["published"].isna()]
    for article in undated:
        dateline = articles.at[article, "dateline"]
        why = "no date was found"
        if isinstance(dateline, str) and re.search(r"\d", dateline):
            why = f"the dateline {dateline!r} has no year; give it with year=…"
        report.add(str(articles.at[article, "path"]), "missing", f"published: {why}")
