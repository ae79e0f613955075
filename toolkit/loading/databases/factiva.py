"""Factiva: many articles in one HTML file, each a box of lines without labels, then the paragraphs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import html

from toolkit.additions import Reader
from toolkit.loading.databases.labels import language_code
from toolkit.loading.dates import read_day
from toolkit.loading.decode import decode

_WORDS = re.compile(
    r"^[\d.,\s]+\s*(?:words|W.{1,2}rter|mots|palabras|parole|palavras|woorden|字|слов)\b", re.IGNORECASE
)
_TIME = re.compile(r"^\d{1,2}[:.]\d{2}(?:\s*[AP]M)?$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_DOCUMENT = re.compile(r"^(?:Document|Dokument|Documento|文件)\s+\w+$")


def _accepts(path: Path, head: bytes) -> bool:
    return b"<" in head[:200] and (b"Factiva" in head or b"articleParagraph" in head)


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    data = path.read_bytes()
    text, remark = decode(data)
    if remark and re.search(r"charset=[\"']?utf-?8", text[:4_000], re.IGNORECASE):
        text = data.decode("utf-8", "replace")
    elif remark:
        yield remark
    for article in html.fromstring(text).xpath('//div[contains(concat(" ", @class, " "), "Article ")]'):
        yield _read_article(article)


def _read_article(article: Any) -> dict[str, Any]:
    head = [" ".join(div.text_content().split()) for div in article.iterchildren("div")]
    record: dict[str, Any] = {"headline": _text(article.xpath('.//*[contains(@class, "Headline")]'))}
    record["byline"] = re.sub(r"^by\s+", "", _text(article.xpath('.//div[@class="author"]')), flags=re.IGNORECASE)
    counted = next((i for i, line in enumerate(head) if _WORDS.match(line)), None)
    if counted is not None:
        before = [
            line for line in head[:counted] if line not in (record["headline"], "") and not line.startswith("By ")
        ]
        record["section"] = before[0] if before else None
        after = [line for line in head[counted + 1 :] if line]
        record["published"] = read_day(after.pop(0)) if after else None
        if after and _TIME.match(after[0]):
            after.pop(0)
        record["source"] = after[0] if after else None
        record["language"] = next(
            (code for line in reversed(after) if (code := language_code(line)) and len(line) < 25), None
        )
    paragraphs = article.xpath('.//p[contains(@class, "articleParagraph")]')
    texts = [re.sub(r"\s*\n\s*", " ", p.text_content()).strip(" \t\r\n") for p in paragraphs]
    record["body"] = "\n\n".join(t for t in texts if t and not _DOCUMENT.match(t) and not _COPYRIGHT.match(t))
    return {name: value for name, value in record.items() if value}


def _text(elements: list[Any]) -> str:
    return " ".join(elements[0].text_content().split()) if elements else ""


FACTIVA = Reader("factiva", _accepts, _read, "Factiva: many articles in one HTML file.")
