"""What comes by itself: feeds (RSS, Atom) and newsletters in mailboxes (EML, MBOX)."""

import calendar
import email
import email.policy
import email.utils
import mailbox
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

from toolkit.additions import Member, Reader
from toolkit.loading.dates import read_sent
from toolkit.loading.decode import NotText, decode
from toolkit.loading.markup import plain_text
from toolkit.loading.pages.body import find_body
from toolkit.loading.pages.page import PAGE
from toolkit.loading.press import paragraphs
from toolkit.loading.web.fetch import Fetcher

_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b", re.DOTALL
)


def _accepts_feed(path: Path, head: bytes) -> bool:
    return path.suffix.lower() in (".rss", ".atom", ".xml") or bool(_FEED.match(head))


def _read_feed(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    import feedparser

    feed = feedparser.parse(path.read_bytes())
    if not feed.entries and not (feed.version and feed.feed.get("title")):
        raise ValueError(f"no feed: {feed.get('bozo_exception', 'it has no items')}")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield f"the feed is not well-formed, {len(feed.entries)} items were read: {feed.bozo_exception}"
    items = list(_items(feed))
    yield from _with_pages(items, options.get("fetch") or Fetcher()) if options.get("pages") else items


def _with_pages(items: list[dict[str, Any]], fetcher: Fetcher) -> Iterator[Any]:
    """The items, each with the article of its page; where there is none, a remark says why and the item stays."""
    urls = [str(item["url"]) for item in items if item.get("url")]
    with tempfile.TemporaryDirectory(prefix="press-toolkit-") as folder:
        pages = fetcher.fetch_all(urls, Path(folder))
        for item in items:
            if item.get("url"):
                yield from _of_page(item, next(pages))
            else:
                yield item


def _of_page(item: dict[str, Any], page: Member) -> Iterator[Any]:
    """The article of a page, and from the feed what the page does not say."""
    problem = page.problem
    dated = {"published": item["published"]} if "published" in item else {}  # the page may say "2 hours ago"
    if page.path is not None and not problem:
        try:
            for row in PAGE.read(page.path, {}):
                yield {**item, **row, **dated} if isinstance(row, dict) else row
            return
        except ValueError as error:
            problem = str(error)
    yield f"{page.name}: {problem}; the item is kept as the feed has it"
    yield item


def _items(feed: Any) -> Iterator[dict[str, Any]]:
    for entry in feed.entries:
        content = max((part.value for part in entry.get("content", [])), key=len, default="")
        summary = entry.get("summary", "")
        record = {
            "headline": plain_text(entry.get("title", "")).replace("\n\n", " "),
            "standfirst": plain_text(summary) if content and summary != content else None,
            "body": plain_text(content or summary),
            "byline": entry.get("author"),
            "source": feed.feed.get("title"),
            "url": entry.get("link"),
            "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
            "language": (feed.feed.get("language") or "")[:2].lower(),
            "section": next((tag.term for tag in entry.get("tags", []) if tag.get("term")), None),
        }
        yield {name: value for name, value in record.items() if value}


def _moment(parts: Any) -> datetime | None:
    return datetime.fromtimestamp(calendar.timegm(parts), tz=UTC) if parts else None


def _accepts_mail(path: Path, head: bytes) -> bool:
    if path.suffix.lower() in (".eml", ".mbox", ".mbx"):
        return True
    top = head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    if re.match(rb"From \S+.*\d{4}\r?\n", top):
        return True
    fields = {name.lower() for name in re.findall(rb"^([A-Za-z-]+):", top, re.MULTILINE)}
    saved = b"Snapshot-Content-Location" in top
    return {b"from", b"subject", b"date", b"mime-version"} <= fields and not saved


def _read_mail(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    with path.open("rb") as file:
        is_box = file.read(5) == b"From "
    if not is_box:
        yield _read_message(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
        return
    empty = 0
    for raw in mailbox.mbox(path):
        record = _read_message(email.message_from_bytes(raw.as_bytes(), policy=email.policy.default))
        if record.get("body"):
            yield record
        else:
            empty += 1
    if empty:
        yield f"{empty} messages without text were left out"


def _read_message(message: Message) -> dict[str, Any]:
    name, address = email.utils.parseaddr(str(message.get("From", "")))
    record: dict[str, Any] = {
        "headline": " ".join(str(message.get("Subject", "")).split()),
        "source": name or address.partition("@")[2],
        "published": read_sent(message.get("Date")),
        "body": _body_of(message),
    }
    return {key: value for key, value in record.items() if value}


def _body_of(message: Message) -> str:
    """The HTML of a newsletter as an article, or else its plain text."""
    parts: dict[str, str] = {}
    for part in message.walk() if isinstance(message, EmailMessage) else []:
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_filename() or kind in parts:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            parts[kind] = _decoded(payload, part.get_content_charset())
    found = find_body(parts["text/html"]) if "text/html" in parts else ""
    if len(found.split()) < 20 and "text/html" in parts:
        found = plain_text(parts["text/html"])
    return found or paragraphs(parts.get("text/plain", ""))


def _decoded(payload: bytes, charset: str | None) -> str:
    try:
        return payload.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        try:
            return decode(payload)[0]
        except NotText:
            return ""


FEED = Reader("feed", _accepts_feed, _read_feed, "The items of an RSS or Atom feed.")
MAIL = Reader("mail", _accepts_mail, _read_mail, "Newsletters in EML and MBOX files.")
