"""Factiva: many articles in one HTML or RTF file, as lines in a fixed order or, with indexing, behind two-letter codes.

The codes are those of Factiva's own display: HD headline, BY author, PD date, ET time, SN source, SE section, LA
language, LP and TD the first and the other paragraphs, ART captions.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.databases.labels import language_code
from toolkit.loading.dates import read_day
from toolkit.loading.decode import decode
from toolkit.loading.markup import line_of
from toolkit.loading.papers.documents import is_rtf, read_rtf

_WORDS = re.compile(
    r"^[\d.,\s]+\s*(?:words|W.{1,2}rter|mots|palabras|parole|palavras|woorden|字|語|слов)\b", re.IGNORECASE
)
_WORDS_CHINESE = re.compile(r"^[\d,]+\s*[字語]$")
_TIME = re.compile(r"^\d{1,2}[:.]\d{2}(?:\s*[AP]M)?$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^(?:\(c\)|©|copyright\b|版权|版權)|\bcopyright\b.{0,20}\b(?:19|20)\d\d\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"^(?:Document|Dokument|Documento|文件|Документ)\s+[A-Za-z]\w{9,}$")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)
_FURNITURE = re.compile(r"\bFactiva, Inc\b|^Page \d+(?: of \d+)?$|^Search Summary$|^HYPERLINK\b", re.IGNORECASE)
_CODE = re.compile(
    r"^\|?\s*(HD|BY|CR|WC|PD|ET|SN|SC|ED|SE|PG|LA|CY|LP|TD|ART|CLM|CO|IN|NS|RE|IPD|IPC|PUB|AN|VOL|RF|CX|CT)\s*(?:\||\t|$)"
)
_COLUMNS = {"HD": "headline", "BY": "byline", "SN": "source", "SE": "section", "ART": "captions"}


def _accepts(path: Path, head: bytes) -> bool:
    if is_rtf(head):
        return b"Factiva" in head or bool(re.search(rb"Document [A-Za-z]{2,}\d{8,}\w+", path.read_bytes()))
    return b"<" in head[:200] and (b"Factiva" in head or b"articleParagraph" in head)


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    data = path.read_bytes()
    if is_rtf(data):
        for lines in _articles_of(read_rtf(path).splitlines()):
            yield read_codes(lines) if any(_CODE.match(line) for line in lines) else read_lines(lines)
        return
    text, remark = decode(data)
    if remark and re.search(r"charset=[\"']?utf-?8", text[:4_000], re.IGNORECASE):
        text = data.decode("utf-8", "replace")
    elif remark:
        yield remark
    from lxml import html

    for article in html.fromstring(text).xpath('//div[contains(concat(" ", @class, " "), "Article ")]'):
        rows = [_cells(row) for row in article.xpath(".//tr")]
        coded = [row for row in rows if len(row) == 2 and _CODE.match(row[0][0] if row[0] else "")]
        if coded:
            yield read_codes([line for code, texts in coded for line in (f"{code[0]}|", *texts)])
        else:
            yield _read_article(article)


def _cells(row: Any) -> list[list[str]]:
    """The paragraphs of each cell of a row."""
    cells = []
    for cell in row.iterchildren("td"):
        paragraphs = cell.xpath(".//p[not(.//p)]") or [cell]
        cells.append([line for line in (_text([part]) for part in paragraphs) if line])
    return cells


def _read_article(article: Any) -> dict[str, Any]:
    """Reads an article whose lines are boxes of HTML, of which the headline and the paragraphs are marked."""
    headline = _text(article.xpath('.//*[contains(@class, "Headline")]'))
    head = [_text([div]) for div in article.iterchildren("div")]
    counted = next((i for i, line in enumerate(head) if _is_count(line)), len(head))
    record = _describe(head[counted + 1 :])
    record["headline"] = headline
    record["byline"] = _BYLINE.sub("", _text(article.xpath('.//div[@class="author"]')))
    titled = next((i for i, line in enumerate(head[:counted]) if headline and line == headline), 0)
    record["section"] = next(filter(None, head[:titled]), None)
    texts = [
        re.sub(r"\s*\n\s*", " ", part.text_content()).strip(" \t\r\n")
        for part in article.xpath('.//p[contains(@class, "articleParagraph")]')
    ]
    record["body"] = "\n\n".join(t for t in texts if t and not _DOCUMENT.match(t) and not _COPYRIGHT.match(t))
    return {name: value for name, value in record.items() if value}


def _is_count(line: str) -> bool:
    return bool(_WORDS.match(line) or _WORDS_CHINESE.match(line))


def _describe(lines: Sequence[str]) -> dict[str, Any]:
    """The lines behind the number of words: date, time, source, codes, language."""
    after = [line for line in lines if line]
    record: dict[str, Any] = {"published": read_day(after.pop(0)) if after else None}
    if after and _TIME.match(after[0]):
        after.pop(0)
    record["source"] = after[0] if after else None
    codes = (language_code(line) for line in reversed(after) if len(line) < 25)
    record["language"] = next(filter(None, codes), None)
    return record


def _articles_of(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article of an RTF file; each ends with its number, "Document TGRD000020210302eh320003t"."""
    article: list[str] = []
    for line in lines:
        if _DOCUMENT.match(line.strip()) or _DOCUMENT.match(line.replace("AN|", "").strip(" |")):
            yield article
            article = []
        elif not _FURNITURE.search(line):
            article.append(line.strip())


def read_lines(lines: Sequence[str]) -> dict[str, Any]:
    """Reads an article of lines: section, headline, author, number of words, date, source, copyright, paragraphs."""
    counted = next((i for i, line in enumerate(lines) if _is_count(line)), None)
    if counted is None:
        return {"body": "\n\n".join(filter(None, lines))}
    rest = list(lines[counted + 1 :])
    copyright_at = next((i for i, line in enumerate(rest[:16]) if _COPYRIGHT.search(line)), None)
    if copyright_at is None:
        copyright_at = next((i for i, line in enumerate(rest[:16]) if language_code(line) and len(line) < 25), 2)
    record = _describe(rest[:copyright_at] if _COPYRIGHT.search(rest[copyright_at]) else rest[: copyright_at + 1])
    record |= _read_head(lines[:counted])
    record["body"] = "\n\n".join(line for line in rest[copyright_at + 1 :] if line and not _COPYRIGHT.match(line))
    return {name: value for name, value in record.items() if value}


def _read_head(lines: Sequence[str]) -> dict[str, Any]:
    """The lines above the number of words; the first article has the cover and the list of all above its own."""
    own: list[str] = []
    for line in reversed(lines):
        if not line and own:
            break
        own = [line, *own] if line else own
    record: dict[str, Any] = {}
    author = next((line for line in own[1:] if _BYLINE.match(line) and len(line) < 100), None)
    if author:
        record["byline"] = _BYLINE.sub("", author)
        own = own[: own.index(author)]
    if len(own) > 1 and len(own[0].split()) <= 4 and len(own[0]) < len(own[1]):
        record["section"] = own.pop(0)
    record["headline"] = own[0] if own else None
    return record


def read_codes(lines: Sequence[str]) -> dict[str, Any]:
    """Reads an article of lines behind codes; a line without one goes on with the code above it."""
    texts: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line)
        if match:
            code = match[1]
        value = (line[match.end() :] if match else line).strip(" |\t\r\n")
        if value and code:
            texts.setdefault(code, []).append(value)
    record: dict[str, Any] = {column: " ".join(texts.get(code, [])) for code, column in _COLUMNS.items()}
    record["byline"] = _BYLINE.sub("", record["byline"])
    day = " ".join(texts.get("PD", []))
    record["published"] = read_day(f"{day} {' '.join(texts.get('ET', []))}") or read_day(day)
    record["language"] = language_code(" ".join(texts.get("LA", [])))
    record["body"] = "\n\n".join([*texts.get("LP", []), *texts.get("TD", [])])
    return {name: value for name, value in record.items() if value}


def _text(elements: list[Any]) -> str:
    return line_of(elements[0] if elements else None)


FACTIVA = Reader("factiva", _accepts, _read, "Factiva: many articles in one HTML or RTF file.")
