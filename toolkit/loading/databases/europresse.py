"""Europresse: many articles in one HTML file, each an <article> whose parts have classes of their own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.dates import read_day
from toolkit.loading.decode import decode
from toolkit.loading.markup import line_of, parse_html

_PARTS = {
    "source": ("DocPublicationName",),
    "headline": ("rdp__articletitle", "titreArticleVisu", "titreArticle"),
    "standfirst": ("rdp__subtitle",),
    "byline": ("docAuthors", "sm-margin-bottomNews"),
}
_TEXT = ("docOcurrContainer", "DocText")
_DAY = re.compile(
    r"(?:\d{1,2}(?:er)?\s+[^\W\d]+\s+(?:19|20)\d\d|[^\W\d]+\s+\d{1,2},\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_WEEKDAY = re.compile(
    r"(?:^|[,\s]+)(?:\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?[,\s]*$", re.IGNORECASE
)
_SEEN_IN = re.compile(
    r"^(?:cet article est paru dans|this article appeared in|lire aussi\b.{0,200}https?:)", re.IGNORECASE
)


def _accepts(path: Path, head: bytes) -> bool:
    return b"DocPublicationName" in head or (b"<article" in head and b"titreArticle" in head)


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, remark = decode(path.read_bytes())
    if remark:
        yield remark
    for article in parse_html(text).iter("article"):
        yield read_document(article)


def read_document(article: Any) -> dict[str, Any]:
    """Reads one article: the newspaper with its edition, section and date, title, subtitle, author, paragraphs."""
    record: dict[str, Any] = {}
    for column, classes in _PARTS.items():
        record[column] = next(filter(None, (line_of(_find(article, name)) for name in classes)), None)
    record["source"] = re.split(r"\s*(?:\(|,|;| - |\bno\. )", record["source"] or "")[0].strip()
    about = line_of(_find(article, "DocHeader")) or line_of(article.find(".//header"))
    day = _DAY.search(about or "")
    if day:
        record["published"] = read_day(re.sub(r"^1er\b", "1", day[0]))
        section = _WEEKDAY.sub("", about[: day.start()])
        record["section"] = section if record["source"] not in section else None
    box = next(filter(lambda found: found is not None, (_find(article, name) for name in _TEXT)), None)
    if box is not None:
        record["url"] = next((link.get("href") for link in box.iter("a") if _SEEN_IN.match(line_of(link))), None)
        texts = [line_of(part) for part in box.iter("p", "h2", "h3", "li")] or [line_of(box)]
        record["body"] = "\n\n".join(text for text in texts if text and not _SEEN_IN.match(text))
    return {name: value for name, value in record.items() if value}


def _find(article: Any, name: str) -> Any:
    found = article.xpath(f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]')
    return found[0] if found else None


EUROPRESSE = Reader("europresse", _accepts, _read, "Europresse: many articles in one HTML file.")
