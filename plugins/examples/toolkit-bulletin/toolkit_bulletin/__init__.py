"""Reads bulletins: an invented format of a press agency, with many articles in a file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import toolkit as tk

_START = "BULLETIN "
_END = "=== END ==="
_COLUMNS = {"Title": "headline", "Desk": "section", "By": "byline", "Filed": "published", "City": "place"}


@tk.reader("bulletin", suffixes=".bulletin", starts=_START)
def bulletin(path: Path) -> Iterator[Any]:
    """Bulletins of a press agency: "BULLETIN agency, moment", then articles that end in a line "=== END ==="."""
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    agency, _, moment = first.removeprefix(_START).rpartition(", ")
    if not first.startswith(_START) or not agency:
        raise ValueError(f"no bulletin: it must begin with '{_START}AGENCY, MOMENT', not {first[:40]!r}")
    try:
        written = datetime.fromisoformat(moment)
    except ValueError:
        raise ValueError(f"the bulletin's moment {moment!r} is none, such as 2021-07-13T10:15+03:00") from None
    if written.tzinfo is None:
        raise ValueError(f"the bulletin's moment {moment!r} has no time zone, such as +03:00")
    yield tk.Written(written)
    *articles, left = rest.split(_END)
    for number, article in enumerate(articles, 1):
        yield {"agency": agency, **_record(article, number)}
    if left.strip():
        raise ValueError(f"cut off in article {len(articles) + 1}: there is no line {_END!r} behind it")


def _record(article: str, number: int) -> dict[str, Any]:
    head, _, body = article.strip().partition("\n\n")
    record: dict[str, Any] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(": ")
        if not colon:
            raise ValueError(f"article {number} has a line that is no 'Name: value': {line[:40]!r}")
        record[_COLUMNS.get(name, name.lower())] = value.strip() or None
    if "headline" not in record:
        raise ValueError(f"article {number} has no line 'Title: …'")
    paragraphs = (" ".join(part.split("\n")) for part in body.split("\n\n"))
    return {**record, "body": "\n\n".join(part.strip() for part in paragraphs if part.strip())}


@tk.hookimpl
def toolkit_readers() -> list[tk.Reader]:
    """The readers of this plugin."""
    return [bulletin]
