"""Documents of office programs and readers: DOCX, ODT, RTF, PDF, EPUB, Markdown. One article each."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document as Docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree, html
from pypdf import PdfReader
from pypdf.errors import PdfReadError
from striprtf.striprtf import rtf_to_text

from toolkit.additions import Reader
from toolkit.loading.dates import read_day
from toolkit.loading.decode import decode
from toolkit.loading.press import SENTENCE_END, has_text, paragraphs, parse_press_text

_FEWEST_LETTERS = 20  # in a PDF; what has fewer is a picture of text
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


Content = tuple[str, dict[str, Any]]
"""A file's text, and what its metadata say."""


def _reader(name: str, suffixes: tuple[str, ...], text_of: Callable[[Path], Content], summary: str) -> Reader:
    """Makes a reader of a function that gives a file's text and what its metadata say."""

    def accepts(path: Path, head: bytes) -> bool:
        return path.suffix.lower() in suffixes

    def read(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
        text, about = text_of(path)
        record: dict[str, object] = {"body": paragraphs(text)} if about.get("headline") else parse_press_text(text)
        if not has_text(record):
            raise ValueError("there is no text in it")
        yield {**{key: value for key, value in about.items() if value}, **record}

    return Reader(name, accepts, read, summary)


def _docx(path: Path) -> Content:
    try:
        document = Docx(str(path))
    except (KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise ValueError(f"a damaged or protected DOCX file: {error}") from None
    text = "\n\n".join(paragraph.text for paragraph in document.paragraphs)
    return text, {}


def _odt(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("content.xml"), _SAFE)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise ValueError(f"a damaged or protected ODT file: {error}") from None
    names = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    return "\n\n".join("".join(part.itertext()) for part in root.iter(f"{names}p", f"{names}h")), {}


def _rtf(path: Path) -> Content:
    return re.sub(r"\n+", "\n\n", rtf_to_text(path.read_bytes().decode("cp1252", "replace"), errors="ignore")), {}


def _pdf(path: Path) -> Content:
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
    return _rejoined(text), {}


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
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xhtml", ".html", ".htm"))]
            pages = [
                html.fromstring(archive.read(name)) for name in names if not re.search(r"nav|toc|cover", name.lower())
            ]
    except (zipfile.BadZipFile, etree.ParserError, KeyError) as error:
        raise ValueError(f"a damaged EPUB file: {error}") from None
    parts = [part for page in pages for part in page.iter("h1", "h2", "h3", "p", "li", "blockquote")]
    return "\n\n".join(" ".join(part.text_content().split()) for part in parts), {}


def _markdown(path: Path) -> Content:
    text = decode(path.read_bytes())[0]
    about: dict[str, Any] = {}
    front = re.match(r"\A---\s*\n(.*?)\n---\s*\n", text, re.DOTALL)
    if front:
        text = text[front.end() :]
        pairs = re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front[1], re.MULTILINE)
        keys = {"title": "headline", "author": "byline", "date": "published", "source": "source", "url": "url"}
        about = {keys[key.lower()]: value for key, value in pairs if key.lower() in keys}
        about["published"] = read_day(about.get("published"))
    heading = re.match(r"\s*#\s+(.+?)\s*#*\n", text)
    if heading and not about.get("headline"):
        about["headline"] = heading[1]
        text = text[heading.end() :]
    text = re.sub(r"^#{1,6}\s+(.*?)\s*#*$", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text), about


PAPERS = (
    _reader("docx", (".docx",), _docx, "One article in a DOCX file."),
    _reader("odt", (".odt",), _odt, "One article in an ODT file."),
    _reader("rtf", (".rtf",), _rtf, "One article in an RTF file."),
    _reader("pdf", (".pdf",), _pdf, "One article in the text layer of a PDF file."),
    _reader("epub", (".epub",), _epub, "An EPUB file as one article."),
    _reader("markdown", (".md", ".markdown"), _markdown, "One article in Markdown."),
)
