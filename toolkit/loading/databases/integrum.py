"""Integrum: many articles in one HTML file, with fields such as ^ИС (source) and ^ЗГ (headline), or in a Word file.

The Word file holds a page (word/afchunk.htm) of headings and paragraphs: the headline, the source, the day, the text.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.dates import read_day
from toolkit.loading.decode import decode
from toolkit.loading.markup import line_of
from toolkit.loading.papers.packages import check_size, kind_of

_FIELDS = {
    "ИС": "source",
    "РБ": "section",
    "ДТ": "published",
    "АВ": "byline",
    "ЗГ": "headline",
    "ПЗ": "standfirst",
    "ИА": "agency",
}
_PAGE = "word/afchunk.htm"
_FIELD = re.compile(r"\^([А-ЯA-Z]{2}):\s*([^^]*)")


def _accepts(path: Path, head: bytes) -> bool:
    if kind_of(path, head) == "docx":
        return _PAGE in zipfile.ZipFile(path).namelist()
    if b"<" not in head[:200]:
        return False
    return b"<title>Report " in head or bool(
        re.search(r"\^(?:ИС|ЗГ):", head.decode("cp1251", "replace") + head.decode("utf-8", "replace"))
    )


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    if zipfile.is_zipfile(path):
        yield from _of_word(path)
        return
    from lxml import html

    data = path.read_bytes()
    charset = re.search(rb"charset=[\"']?([\w-]+)", data[:2_000])
    text = data.decode(charset[1].decode(), "replace") if charset else decode(data)[0]
    for part in re.split(r"<a name=\"?\d+\"?>", text)[1:]:
        tree = html.fromstring(f"<div>{part}</div>")
        header = tree.find(".//table")
        if header is None:
            continue
        record: dict[str, Any] = {"language": "ru"}
        for name, value in _FIELD.findall(header.text_content()):
            if name in _FIELDS and value.strip():
                record[_FIELDS[name]] = " ".join(value.split()).rstrip(",")
        record["published"] = read_day(record.get("published"), ("ru",), day_first=True)
        body = tree.find(".//pre")
        record["body"] = _paragraphs(body.text_content() if body is not None else "")
        yield {name: value for name, value in record.items() if value}


def _of_word(path: Path) -> Iterator[dict[str, Any]]:
    from lxml import html

    check_size(path)
    with zipfile.ZipFile(path) as package:
        tree = html.fromstring(package.read(_PAGE), parser=html.HTMLParser(encoding="utf-8"))
    record: dict[str, Any] = {}
    for part in tree.iter("h1", "h2", "p"):
        text = line_of(part)
        if part.tag == "h1" and record:
            yield record
            record = {}
        if part.tag == "h1":
            record = {"language": "ru", "headline": text}
        elif part.tag == "h2" and record:
            day = read_day(text, ("ru",), day_first=True)
            record |= {"published": day} if day else {"source": text}
        elif text and record:
            record["body"] = f"{record['body']}\n\n{text}" if "body" in record else text
    if record:
        yield record


def _paragraphs(text: str) -> str:
    """Joins wrapped lines; a paragraph begins after a blank line or with an indented one."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip() or line.startswith((" ", "\t")):
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append(line.strip())
    return "\n\n".join(" ".join(lines) for lines in paragraphs if lines)


INTEGRUM = Reader("integrum", _accepts, _read, "Integrum: many articles in one HTML or Word file.")
