"""Documents of office programs and readers: DOCX, ODT, RTF, PDF, EPUB, Markdown. One article each."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.additions import Reader, Written
from toolkit.loading.decode import decode
from toolkit.loading.markup import line_of
from toolkit.loading.papers.packages import check_size, kind_of, written_of
from toolkit.loading.press import SENTENCE_END, has_text, paragraphs, parse_press_text

if TYPE_CHECKING:
    from pypdf import PdfReader

_FEWEST_LETTERS = 20  # in a PDF; what has fewer is a picture of text


@dataclass(frozen=True)
class Content:
    """A file's text, what its metadata say of the article, and when they say that it was written."""

    text: str
    about: Mapping[str, Any] = field(default_factory=dict)
    written: datetime | None = None


def _reader(
    name: str, suffixes: tuple[str, ...], is_one: Callable[[Path, bytes], bool], read_content: Any, summary: str
) -> Reader:
    """Makes a reader of a function that gives a file's content, for files that are of the kind by their content.

    A file that has only the name of the kind is taken, too, so that the report says what is wrong with it; a web page
    under such a name is left to the reader of pages.
    """

    def accepts(path: Path, head: bytes) -> bool:
        return is_one(path, head) or (path.suffix.lower() in suffixes and not head.lstrip().startswith(b"<"))

    def read(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
        content = read_content(path)
        named = bool(content.about.get("headline"))
        record: dict[str, object] = {"body": paragraphs(content.text)} if named else parse_press_text(content.text)
        if not has_text(record):
            raise ValueError("there is no text in it")
        if content.written:
            yield Written(content.written)
        yield {**{key: value for key, value in content.about.items() if value}, **record}

    return Reader(name, accepts, read, summary)


def _is_package(kind: str) -> Callable[[Path, bytes], bool]:
    return lambda path, head: kind_of(path, head) == kind


def read_docx(path: Path) -> list[str]:
    """Gives the paragraphs of a DOCX file, those in tables included. Raises ValueError for a damaged one."""
    from docx import Document as Docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    check_size(path)
    try:
        document = Docx(str(path))
    except (KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise ValueError(f"a damaged or protected DOCX file: {error}") from None
    return list(_paragraphs_of(document))


def _paragraphs_of(block: Any) -> Iterator[str]:
    for part in block.iter_inner_content():
        if hasattr(part, "rows"):
            cells = {cell._tc: cell for row in part.rows for cell in row.cells}  # one that spans several comes once
            for cell in cells.values():
                yield from _paragraphs_of(cell)
        else:
            yield part.text


def _docx(path: Path) -> Content:
    return Content("\n\n".join(read_docx(path)), written=written_of(path))


def _odt(path: Path) -> Content:
    from lxml import etree

    check_size(path)
    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("content.xml"), safe)
    except (KeyError, zipfile.BadZipFile, RuntimeError, etree.XMLSyntaxError) as error:
        raise ValueError(f"a damaged or protected ODT file: {error}") from None
    names = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    text = "\n\n".join("".join(part.itertext()) for part in root.iter(f"{names}p", f"{names}h"))
    return Content(text, written=written_of(path))


def is_rtf(head: bytes) -> bool:
    """Tells an RTF file by its first bytes."""
    return b"{\\rtf" in head[:1_024]


def read_rtf(path: Path) -> str:
    """Gives the text of an RTF file, a line for each of its paragraphs."""
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(path.read_bytes().decode("cp1252", "replace"), errors="ignore"))


def _rtf(path: Path) -> Content:
    made = re.search(
        rb"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})(?:\\hr(\d{1,2}))?(?:\\min(\d{1,2}))?", path.read_bytes()
    )
    try:
        written = datetime(*(int(part or 0) for part in made.groups()), tzinfo=UTC) if made else None  # type: ignore[arg-type,misc]
    except ValueError:
        written = None
    return Content(re.sub(r"\n+", "\n\n", read_rtf(path)), written=written)


def _pdf(path: Path) -> Content:
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("protected by a password")
        text = "\n".join(page.extract_text() or "" for page in reader.pages)
    except PdfReadError as error:
        raise ValueError(f"a damaged PDF file: {error}") from None
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        raise ValueError(
            f"a scan without text ({len(reader.pages)} pages): it has to go through text recognition first"
        )
    return Content(_rejoined(text), written=_made(reader))


def _made(reader: "PdfReader") -> datetime | None:
    from pypdf.errors import PdfReadError

    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except (ValueError, PdfReadError):
        return None
    return made.replace(tzinfo=UTC) if made and made.tzinfo is None else made


def _rejoined(text: str) -> str:
    """Joins the lines of a PDF into paragraphs: one ends with a short line that ends a sentence, or a blank one."""
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(len, lines), default=0)
    joined = [""]
    for line in lines:
        if not line:
            joined.append("")
            continue
        last = joined[-1]
        joined[-1] = last[:-1] + line if last.endswith("-") and line[:1].islower() else f"{last} {line}".strip()
        if len(line) < 0.7 * widest and (SENTENCE_END.search(line) or len(joined) < 3):
            joined.append("")
    return "\n\n".join(filter(None, joined))


def _epub(path: Path) -> Content:
    from lxml import etree, html

    check_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xhtml", ".html", ".htm"))]
            pages = [
                html.fromstring(archive.read(name)) for name in names if not re.search(r"nav|toc|cover", name.lower())
            ]
    except (zipfile.BadZipFile, etree.ParserError, KeyError) as error:
        raise ValueError(f"a damaged EPUB file: {error}") from None
    parts = [part for page in pages for part in page.iter("h1", "h2", "h3", "p", "li", "blockquote")]
    return Content("\n\n".join(line_of(part) for part in parts))


def _markdown(path: Path) -> Content:
    text = decode(path.read_bytes())[0]
    about: dict[str, Any] = {}
    front = re.match(r"\A---\s*\n(.*?)\n---\s*\n", text, re.DOTALL)
    if front:
        text = text[front.end() :]
        pairs = re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front[1], re.MULTILINE)
        keys = {"title": "headline", "author": "byline", "date": "published", "source": "source", "url": "url"}
        about = {keys[key.lower()]: value for key, value in pairs if key.lower() in keys}
    heading = re.match(r"\s*#\s+(.+?)\s*#*\n", text)
    if heading and not about.get("headline"):
        about["headline"] = heading[1]
        text = text[heading.end() :]
    text = re.sub(r"^#{1,6}\s+(.*?)\s*#*$", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return Content(re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text), about)


def _starts(mark: bytes) -> Callable[[Path, bytes], bool]:
    return lambda path, head: mark in head[:1_024]


def _never(path: Path, head: bytes) -> bool:
    return False


PAPERS = (
    _reader("docx", (".docx", ".doc"), _is_package("docx"), _docx, "One article in a DOCX file."),
    _reader("odt", (".odt",), _is_package("odt"), _odt, "One article in an ODT file."),
    _reader("rtf", (".rtf",), lambda path, head: is_rtf(head), _rtf, "One article in an RTF file."),
    _reader("pdf", (".pdf",), _starts(b"%PDF-"), _pdf, "One article in the text layer of a PDF file."),
    _reader("epub", (".epub",), _is_package("epub"), _epub, "An EPUB file as one article."),
    _reader("markdown", (".md", ".markdown"), _never, _markdown, "One article in Markdown."),
)
