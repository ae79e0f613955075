"""The readers that come with the toolkit: text files and CSV. Others are plugins, on the same hook."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.hooks import hookimpl
from toolkit.loading.decode import decode
from toolkit.loading.press import has_text, parse_press_text
from toolkit.loading.tables import read_csv

MAX_CHARACTERS = 5_000_000
"""The longest text that is taken for one article: some 800,000 words, more than any press article has."""


class UnreadableFile(ValueError):
    """A file has no article in it that can be read; the message says why."""


def _read_text(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, guessed = decode(path.read_bytes())
    if guessed:
        yield f"read as {guessed}, which is a guess: the file is not UTF-8"
    yield from read_pasted(text, options)


def read_pasted(text: str, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Yields the one record of a pasted article. Raises UnreadableFile where there is no article in it."""
    if not text.strip():
        raise UnreadableFile("empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(
            f"{len(text):,} characters long, which is no single article (at most {MAX_CHARACTERS:,}); split it first"
        )
    record = parse_press_text(text, options.get("year"))
    if not has_text(record):
        raise UnreadableFile("no headline or body was found in it")
    yield record


def _read_csv(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, guessed = decode(path.read_bytes())
    if guessed:
        yield f"read as {guessed}, which is a guess: the file is not UTF-8"
    if not text.strip():
        raise UnreadableFile("empty: there is no text in it")
    yield from read_csv(text, options)


def _has_suffix(*suffixes: str) -> Any:
    def accepts(path: Path, head: bytes) -> bool:
        return path.suffix.lower() in suffixes

    return accepts


TEXT = Reader("text", _has_suffix(".txt", ".text"), _read_text, "One pasted article in a text file.")
CSV = Reader("csv", _has_suffix(".csv", ".tsv"), _read_csv, "A table with one article a row.")


@hookimpl
def toolkit_readers() -> list[Reader]:
    """The readers of this module."""
    return [TEXT, CSV]
