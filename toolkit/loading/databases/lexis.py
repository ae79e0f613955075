"""Nexis Uni and Lexis Advance: DOCX and RTF files of a cover page, a list, and articles up to "End of Document"."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.databases.labels import language_code, read_dated, read_label
from toolkit.loading.papers.documents import is_rtf, read_docx, read_rtf
from toolkit.loading.papers.packages import kind_of

_END = re.compile(
    r"^(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento|文档结束)$", re.IGNORECASE
)
_ENDS = re.compile(r"End of Document|Ende des Dokument|Fin du document|Fin del documento|文档结束")
_BODY = re.compile(r"^(?:Body|Text|Textkörper|Hauptteil|Corps|Cuerpo|正文)$", re.IGNORECASE)
_TAIL = re.compile(
    r"^(?:Classification|Klassifizierung|Classement|Clasificaci[óo]n|Graphic|Grafik|Notes|Correction|Load-?Date\b.*|分类)$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"^(?:copyright\b|©|all rights reserved)", re.IGNORECASE)


def _accepts(path: Path, head: bytes) -> bool:
    if is_rtf(head):
        data = path.read_bytes()
        return bool(_ENDS.search(data.decode("cp1252", "replace"))) or (
            b"\\u26463" in data and any(_END.match(line.strip()) for line in read_rtf(path).splitlines())
        )
    if kind_of(path, head) != "docx":
        return False
    try:
        with zipfile.ZipFile(path) as file, file.open("word/document.xml") as xml:
            text = re.sub(r"<[^>]+>", "", xml.read(20_000_000).decode("utf-8", "replace"))
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError):
        return False
    return bool(_ENDS.search(text))


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    with path.open("rb") as file:
        head = file.read(1_024)
    lines = read_rtf(path).splitlines() if is_rtf(head) else read_docx(path)
    start = 0
    for end in [number for number, line in enumerate(lines) if _END.match(line.strip())]:
        yield read_document(lines[start:end])
        start = end + 1


def read_document(lines: Sequence[str]) -> dict[str, Any]:
    """Reads one article: headline, source, date, copyright, labelled lines, "Body", the text, "Classification"."""
    cleaned = [line.replace("\u00a0", " ").strip() for line in lines]
    body_at = next((i for i, line in enumerate(cleaned) if _BODY.match(line)), len(cleaned))
    tail_at = next((i for i in range(body_at + 1, len(cleaned)) if _TAIL.match(cleaned[i])), len(cleaned))
    record = _read_head([line for line in cleaned[:body_at] if line])
    text = [line.strip(" \t\r\n") for line in lines[body_at + 1 : tail_at]]
    text = [line for line in text if line.strip()]
    if "FULL TEXT" in text and text[0] == "ABSTRACT":
        record["standfirst"] = "\n\n".join(text[1 : text.index("FULL TEXT")])
        text = text[text.index("FULL TEXT") + 1 :]
    record["body"] = "\n\n".join(text)
    for line in cleaned[tail_at:]:
        found = read_label(line)
        if found is not None and found[0] == "language":
            record["language"] = language_code(found[1])
    graphic = next(
        (i for i in range(tail_at, len(cleaned)) if re.match(r"^gra(?:ph|f)i", cleaned[i], re.IGNORECASE)), None
    )
    if graphic is not None:
        rest = [line for line in cleaned[graphic + 1 :] if line]
        record["captions"] = next((line for line in rest if not _TAIL.match(line) and read_label(line) is None), None)
    return {name: value for name, value in record.items() if value}


def _read_head(lines: list[str]) -> dict[str, Any]:
    """The lines above the body; whatever stands before the article (cover, list of documents) is passed over."""
    record: dict[str, Any] = {}
    copyright_at = next((i for i in range(len(lines) - 1, -1, -1) if _COPYRIGHT.match(lines[i])), None)
    labels_at = next((i for i, line in enumerate(lines) if i > (copyright_at or 0) and read_label(line)), len(lines))
    top = lines[: copyright_at if copyright_at is not None else labels_at]
    dated = next(
        (i for i in range(len(top) - 1, -1, -1) if read_dated(top[i])),
        None,
    )
    if dated is not None:
        record["published"] = read_dated(top[dated])
        record["source"] = top[dated - 1].rstrip(".") if dated >= 1 else None
        record["headline"] = top[dated - 2] if dated >= 2 else None
    elif top:
        record["headline"] = top[0]
    for line in lines[labels_at:]:
        found = read_label(line)
        if found is not None and found[0]:
            record.setdefault(found[0], found[1])
    if isinstance(record.get("section"), str):
        record["section"] = record["section"].split(";")[0].strip()
    return record


LEXIS = Reader("lexis", _accepts, _read, "Nexis Uni and Lexis Advance: many articles in one DOCX or RTF file.")
