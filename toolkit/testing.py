"""What every analyzer and every reader holds, as one call for a plugin's own tests."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Member, Reader, Written
from toolkit.analysis import analyze
from toolkit.analysis.names import ADDED
from toolkit.analysis.study import Study
from toolkit.analyzer import Analyzer
from toolkit.articles import COLUMNS, TEXT_FIELDS, article_id, is_missing, make_articles
from toolkit.loading import load

_NEWS = (
    "MINISTER SAYS NO",
    "“We will not agree to any unilateral concessions,” said Foreign Minister Ana Petrov. “None,” she added.\n\n"
    "According to the ministry, talks resume on Monday. Petrov stressed that sanctions must go.",
)
_ODD = {
    "empty body": ("Only a headline", None),
    "no-break spaces": ("A headline", "Sergey\u00a0Ryabkov said\u00a0that it\u202fis 10\u00a0%."),
    "emoji and combining marks": ("👩‍👩‍👧 é e\u0301", "“👍🏽 Yes,” said José\u0301. 🇺🇳🇺🇳 a\u0300\u0316b"),
    "right-to-left": ("كلمة و word", "قال الوزير: \u202b«لن نوافق»\u202c and he said “yes”."),
    "lone quotation marks": ("\"'“ ”", '“ " ” « ‘ ’ ‘ said " he ” said “ that "' * 20),
    "markup": ("<script>alert(1)</script>", '<b>Ivan Petrov</b> said: "<img src=x onerror=alert(1)>" & more.'),
    "capitals": ("EVERYTHING IS IN CAPITALS", "WE WILL NOT AGREE, SAID JOHN SMITH OF THE UNITED NATIONS ON MONDAY."),
    "no full stop": ("word", "said the minister and " * 400),
    "very long": ("Long", "The minister said that nothing would change and the talks went on. " * 3_000),
    "control characters": ("a\x0bb", "He said\x0c “yes\u2028no”\u2029 and \ufeffleft."),
}


class ContractBroken(AssertionError):
    """A plugin does not hold what every one of its kind must; the message says what, on which text, and what to do."""


def odd_articles() -> pd.DataFrame:
    """Articles with which an analyzer has to cope: one as in a newspaper, and one of each oddity."""
    rows: list[dict[str, Any]] = [{"headline": _NEWS[0], "body": _NEWS[1], "section": "news"}]
    rows += [{"headline": head, "body": body, "section": name} for name, (head, body) in _ODD.items()]
    return make_articles([{**row, "language": "en", "article_id": article_id(row)} for row in rows])


def check_analyzer(
    analyzer: Analyzer, *, articles: pd.DataFrame | None = None, options: Mapping[str, Any] | None = None
) -> Study:
    """Tries on an analyzer what every analyzer must hold, and gives the study for further tests.

    Tried are: no error on any of `odd_articles()` and on `articles` of your own; each row's text stands where the
    row says; the declared columns with their types; the same rows again, whatever the size of the batch and the
    order of the articles; a sound table from no articles at all. `options` are passed to `tk.analyze`.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    given = odd_articles() if articles is None else pd.concat([odd_articles(), articles])
    given = given[~given.index.duplicated()]
    study = _run(analyzer, given, options)
    for row in study.problems[study.problems["analyzer"] == analyzer.name].to_dict("records"):
        section = given.at[row["article_id"], "section"]
        raise ContractBroken(f"{analyzer.name} failed on the article {section!r}: {row['message']}")
    for name, declared in analyzer.makes.items():
        _check_columns(analyzer, name, study.tables[name], list(declared.all_columns()))
        if declared.spans:
            _check_places(analyzer, name, study.tables[name], given)
    _check_same(analyzer, study, _run(analyzer, given, options), "running it a second time")
    _check_same(analyzer, study, _run(analyzer, given, options, partition_size=1), "one article in a batch")
    _check_same(analyzer, study, _run(analyzer, given.iloc[::-1], options), "the articles in another order")
    nothing = _run(analyzer, given.iloc[:0], options)
    for name, declared in analyzer.makes.items():
        _check_columns(analyzer, name, nothing.tables[name], list(declared.all_columns()))
    return study


def _run(analyzer: Analyzer, articles: pd.DataFrame, options: Mapping[str, Any] | None, **how: Any) -> Study:
    return analyze(articles, plugins=[analyzer], only=[analyzer.name], progress=False, **how, **(options or {}))


def _check_columns(analyzer: Analyzer, name: str, table: pd.DataFrame, columns: list[str]) -> None:
    if [column for column in table.columns if column in columns or column not in ADDED] != columns:
        raise ContractBroken(f"{analyzer.name} made {name} with the columns {list(table.columns)}, declared: {columns}")


def _check_places(analyzer: Analyzer, name: str, table: pd.DataFrame, articles: pd.DataFrame) -> None:
    for row in table.to_dict("records"):
        found = str(articles.at[row["article_id"], row["field"]])[row["start"] : row["end"]]
        if found != row["text"]:
            raise ContractBroken(
                f"{analyzer.name} says in {name} that {row['text'][:40]!r} stands at "
                f"{row['field']}[{row['start']}:{row['end']}] of {row['article_id']}, where {found[:40]!r} does; "
                "make rows with document.span(field, start, end)."
            )


def _check_same(analyzer: Analyzer, first: Study, second: Study, after: str) -> None:
    for name in analyzer.makes:
        one, two = _sorted(first.tables[name]), _sorted(second.tables[name])
        try:
            pd.testing.assert_frame_equal(one, two)
        except AssertionError as error:
            raise ContractBroken(
                f"{analyzer.name} gave other rows in {name} after {after}; "
                f"a row may depend on its own article only. {error}"
            ) from None


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("article_id", "field", "start", "end") if name in table]
    return table.sort_values(keys, kind="stable", ignore_index=True)


_OTHERS = {
    "article.txt": b"MINISTER SAYS NO\n\nThe minister said on Monday that nothing would change.\n",
    "page.html": b"<!DOCTYPE html><html><body><p>The minister said that nothing would change.</p></body></html>",
    "table.csv": b"title,text\nMinister says no,Nothing would change.\n",
    "lines.jsonl": b'{"title": "Minister says no", "text": "Nothing would change."}\n',
    "paper.pdf": b"%PDF-1.7\n",
    "book.xlsx": b"PK\x03\x04",
}


def check_reader(reader: Reader, *files: str | Path) -> pd.DataFrame:
    """Tries on a reader what every reader must hold, with files of its kind, and gives the articles for further tests.

    Tried are, for each file: the reader takes it; its articles have text and columns of the right kinds; they are the
    same when it is read again; `tk.load` reads it with this reader. Then that it leaves files of other kinds alone, and
    that a file that is cut off, empty or full of noise costs no more than itself: a ValueError that says what is wrong.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    if not files:
        raise ValueError("check_reader needs at least one file of the reader's kind.")
    paths = [Path(file) for file in files]
    for path in paths:
        if not reader.accepts(path, _head(path)):
            raise ContractBroken(f"{reader.name} does not take {path}; look at its suffixes or starts.")
        first, second = list(reader.read(path, {})), list(reader.read(path, {}))
        if repr(first) != repr(second):
            raise ContractBroken(f"{reader.name} gave something else when it read {path} a second time.")
        for number, row in enumerate(first):
            _check_row(f"{reader.name}, record {number} of {path.name}", row)
        if not any(isinstance(row, (Mapping, Member)) for row in first):
            raise ContractBroken(f"{reader.name} found no article in {path}.")
        if not reader.opens and any(isinstance(row, Member) for row in first):
            raise ContractBroken(f"{reader.name} yields members, and must say so with opens=True.")
    with tempfile.TemporaryDirectory() as folder:
        _check_others(reader, Path(folder))
        _check_damaged(reader, paths[0], Path(folder))
    return load(paths, plugins=[reader], progress=False)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(65_536)


_TEXTS = frozenset(COLUMNS) - {"published", "words", "similarity"}


def _check_row(where: str, row: Any) -> None:
    if isinstance(row, (str, Written, Member)):
        return
    if not isinstance(row, Mapping):
        raise ContractBroken(f"{where} is of type {type(row).__name__}; yield a dict for each article.")
    if all(is_missing(row.get(name)) for name in TEXT_FIELDS):
        raise ContractBroken(f"{where} has no {', '.join(TEXT_FIELDS)}; its keys are {', '.join(map(str, row))}.")
    for name, value in row.items():
        dated = isinstance(value, datetime) and value.tzinfo is not None
        if name == "published" and not (value is None or isinstance(value, str) or dated):
            raise ContractBroken(f"{where}: published must be a text or a datetime with a time zone, not {value!r}.")
        if name in _TEXTS and not isinstance(value, (str, type(None))):
            raise ContractBroken(f"{where}: {name} must be a text or None, not {value!r}.")


def _check_others(reader: Reader, folder: Path) -> None:
    for name, data in _OTHERS.items():
        path = folder / name
        path.write_bytes(data)
        if reader.accepts(path, data):
            raise ContractBroken(f"{reader.name} takes {name}, too, which has a reader of its own; ask for more.")


def _check_damaged(reader: Reader, path: Path, folder: Path) -> None:
    for what, data in _damaged(path.read_bytes()):
        damaged = folder / f"damaged{path.suffix}"
        damaged.write_bytes(data)
        try:
            list(reader.read(damaged, {}))  # a record without text does no harm: tk.load says so in the report
        except (ValueError, OSError):
            continue
        except Exception as error:
            raise ContractBroken(
                f"{reader.name} raised {type(error).__name__} ({error}) on a file that is {what}; "
                "raise ValueError with what is wrong with the file."
            ) from error


def _damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    for tenth in range(1, 10):
        yield f"cut off after {tenth} tenths", data[: len(data) * tenth // 10]
    yield "noise behind its first bytes", data[:20] + random.Random(3).randbytes(2_000)
