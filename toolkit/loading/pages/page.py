"""A saved web page → an article."""

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree, html

from toolkit.additions import Reader
from toolkit.loading.decode import decode
from toolkit.loading.pages.body import find_body
from toolkit.loading.pages.metadata import read_metadata

_FEWEST_WORDS = 8  # in an article; what is shorter is a word of the menu


def read_page(text: str, url: str | None = None) -> dict[str, Any]:
    """Reads one page: the body, and headline, standfirst, byline, date, source and more from its metadata.

    Gives an empty record for what is no HTML.
    """
    try:
        tree = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return {}
    record = read_metadata(tree)
    body = find_body(text, record.pop("article_body", None))
    first, _, rest = body.partition("\n\n")
    if rest and " ".join(first.split()) in _titles(tree, record):
        body = rest
    if len(body.split()) >= _FEWEST_WORDS:
        record["body"] = body
    if url:
        record.setdefault("url", url)
    return record


def _titles(tree: Any, record: Mapping[str, Any]) -> set[str]:
    """What the page calls itself: its headline, and the headings above the article."""
    return {str(record.get("headline")), *(" ".join(heading.text_content().split()) for heading in tree.iter("h1"))}


def _accepts(path: Path, head: bytes) -> bool:
    start = head[:2_000].lstrip().lower()
    return path.suffix.lower() in (".html", ".htm", ".xhtml", ".mhtml", ".mht") or start.startswith(
        (b"<!doctype html", b"<html")
    )


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    data = path.read_bytes()
    text, url = _of_mhtml(data) if _is_mhtml(data) else (_of_html(data), None)
    record = read_page(text, url)
    if not record.get("body"):
        raise ValueError("a web page with no article in it" if record else "no HTML in it")
    yield record


def _of_html(data: bytes) -> str:
    """Decodes a page by what it says of its own encoding."""
    stated = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", data[:4_096], re.IGNORECASE)
    if stated:
        try:
            return data.decode(stated[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return decode(data)[0]


def _is_mhtml(data: bytes) -> bool:
    return b"multipart/related" in data[:4_096].lower() and b"mime-version" in data[:4_096].lower()


def _of_mhtml(data: bytes) -> tuple[str, str | None]:
    """The page within a web archive, and its address."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return _of_html(payload if isinstance(payload, bytes) else b""), url
    return "", None


PAGE = Reader("page", _accepts, _read, "Saved web pages (HTML, MHTML).")
