"""What every reader holds."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.additions import Member, Reader, Written
from toolkit.articles import COLUMNS, TEXT_FIELDS, is_missing
from toolkit.loading.gather import load
from toolkit.testing.broken import ContractBroken

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
