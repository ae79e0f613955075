"""A saved web page → an article."""

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.additions import Reader, Written
from toolkit.loading.dates import read_day, read_sent
from toolkit.loading.decode import decode
from toolkit.loading.markup import line_of, parse_html
from toolkit.loading.pages.body import find_body
from toolkit.loading.pages.metadata import read_metadata

_FEWEST_WORDS = 8  # in an article; what is shorter is a word of the menu


def read_page(text: str, url: str | None = None) -> dict[str, Any]:
    """Reads one page: the body, and headline, standfirst, byline, date, source and more from its metadata.

    Gives an empty record for what is no HTML.
    """
    from lxml import etree

    try:
        tree = parse_html(text)
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
    return {str(record.get("headline")), *(line_of(heading) for heading in tree.iter("h1"))}


_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED = re.compile(
    r"<!--[^>]*?(?:saved date:\s*(?P<single>[^>]*?\b\d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4})"
    r"|by HTTrack[^>]*?, (?P<track>[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT))"
)
"""When SingleFile or HTTrack saved a page, as they write it into the page."""


def _accepts(path: Path, head: bytes) -> bool:
    known = path.suffix.lower() in (".html", ".htm", ".xhtml", ".mhtml", ".mht")
    return known or bool(_START.match(head)) or (_is_mhtml(head) and b"Snapshot-Content-Location" in head[:4_096])


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    data = path.read_bytes()
    if _is_mhtml(data):
        text, url, written = _of_mhtml(data)
    else:
        text, url = _of_html(data), None
        written = _saved(text)
    record = read_page(text, url)
    if not record.get("body"):
        raise ValueError("a web page with no article in it" if record or "<" in text else "no HTML in it")
    if written:
        yield Written(written)
    yield record


def _saved(text: str) -> datetime | None:
    found = _SAVED.search(text[:20_000]) or _SAVED.search(text[-5_000:])
    return read_day(re.sub(r"\s*\(.*", "", found["single"] or found["track"])) if found else None


def _of_html(data: bytes) -> str:
    """Decodes a page by what it says of its own encoding."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):  # a mark goes before what the page says
        return decode(data)[0]
    stated = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", data[:4_096], re.IGNORECASE)
    if stated:
        try:
            return data.decode(stated[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return decode(data)[0]


def _is_mhtml(data: bytes) -> bool:
    return b"multipart/related" in data[:4_096].lower() and b"mime-version" in data[:4_096].lower()


def _of_mhtml(data: bytes) -> tuple[str, str | None, datetime | None]:
    """The page within a web archive, its address, and when it was saved."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    saved = read_sent(message.get("Date"))
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return _of_html(payload if isinstance(payload, bytes) else b""), url, saved
    return "", None, saved


PAGE = Reader("page", _accepts, _read, "Saved web pages (HTML, MHTML).")
