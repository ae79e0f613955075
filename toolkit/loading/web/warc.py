"""Web archives (WARC, ISO 28500): as crawlers and browsers write them, and as fetched pages are kept on disk."""

import mimetypes
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from toolkit.additions import Member, Reader

MOST_BYTES = 50_000_000
"""The largest page that is read."""
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")


def _accepts(path: Path, head: bytes) -> bool:
    name = path.name.lower()
    return head.startswith(b"WARC/") or name.endswith((".warc", ".warc.gz"))


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Member | str]:
    """Yields the pages of an archive; what is no page (pictures, scripts, requests) is counted."""
    from warcio.archiveiterator import ArchiveIterator  # imported where it is used: few loads are of web archives
    from warcio.exceptions import ArchiveLoadFailed

    others = pages = 0
    with tempfile.TemporaryDirectory(prefix="press-toolkit-") as folder, path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if not _is_page(record):
                    others += record.rec_type in ("response", "resource", "revisit")
                    continue
                pages += 1
                yield read_member(record, Path(folder))
        except ArchiveLoadFailed as error:
            raise ValueError(f"a damaged web archive: {error}") from None
    if not others and not pages:
        raise ValueError("no web archive, or one with nothing in it")
    if others:
        yield f"{others} records that are no pages (pictures, scripts, redirects, errors) were passed over"


def _is_page(record: Any) -> bool:
    if record.rec_type == "resource":
        return str(record.content_type or "").split(";")[0] in _PAGES
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def read_member(record: Any, folder: Path) -> Member:
    """Writes the body of an archived answer into `folder`, and says its address and when it was fetched."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    body = record.content_stream().read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return Member(url, problem=f"larger than {MOST_BYTES:,} bytes")
    if getattr(record.raw_stream, "limit", 0):
        return Member(url, problem="cut off: the web archive ends within it")
    target = folder / f"page{_suffix(url, kind)}"
    target.write_bytes(_in_unicode(body, kind))
    return Member(url, target, url=url, written=_moment(record.rec_headers.get_header("WARC-Date")))


def _suffix(url: str, kind: str) -> str:
    plain = kind.split(";")[0].strip().lower()
    of_name = PurePosixPath(urlsplit(url).path).suffix[:10]
    if "xml" in plain and "xhtml" not in plain and "officedocument" not in plain:
        return ".xml"
    if plain in ("", "text/plain", "application/octet-stream"):
        return of_name or ".txt"
    return mimetypes.guess_extension(plain) or of_name


def _in_unicode(body: bytes, kind: str) -> bytes:
    """Text in the encoding that its HTTP header states goes on as UTF-8 with a mark, which says so in any format."""
    stated = re.search(r"charset=[\"']?([\w-]+)", kind, re.IGNORECASE)
    if stated is None or not kind.startswith("text/") or body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return body
    try:
        return body.decode(stated[1]).encode("utf-8-sig")
    except (LookupError, UnicodeDecodeError):  # the header errs, as it does at times: the page itself is asked
        return body


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "").astimezone(UTC)
    except ValueError:
        return None


def keep(target: Path, url: str, status: str, headers: Mapping[str, str], body: bytes) -> None:
    """Writes one answer into a web archive of its own; the file is there whole or not at all."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    packed = ("content-encoding", "transfer-encoding", "content-length")
    plain = [(name, value) for name, value in headers.items() if name.lower() not in packed]
    answer = StatusAndHeaders(status, [*plain, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        record = writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=answer)
        writer.write_record(record)
    part.replace(target)


def open_kept(path: Path, folder: Path) -> Member:
    """Opens an answer that `keep` wrote, whatever its kind."""
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        return read_member(next(iter(ArchiveIterator(file))), folder)


WARC = Reader("warc", _accepts, _read, "Web archives (WARC); each page in them is read as a page.", opens=True)
