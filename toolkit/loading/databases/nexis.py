"""Nexis: many articles in one text, HTML or RTF file, each under "3 of 262 DOCUMENTS"."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.databases.labels import language_code, read_dated, read_label
from toolkit.loading.decode import decode
from toolkit.loading.papers.documents import is_rtf, read_rtf

_COUNT = re.compile(  # with the word: "2 of 5" alone may stand in any article
    r"^\s*(?:(?:Dokument|Document|Documento)\s+\d+\s+(?:of|von|de|sur|di|van)\s+\d+"
    r"|\d+\s+(?:of|von|de|sur|di|van)\s+\d+\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?))\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_COUNTED = re.compile(r"\b\d+ (?:of|von|de|sur) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?)\b")
_COPYRIGHT = re.compile(
    r"^\s*(?:copyright\b|©|all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|todos los derechos reservados|版权所有)",
    re.IGNORECASE,
)


def _accepts(path: Path, head: bytes) -> bool:
    start = head.decode("utf-8", "replace")
    if is_rtf(head):
        return bool(_COUNTED.search(path.read_bytes().decode("cp1252", "replace")))
    if re.search(r"<DOCFULL>|<A NAME=\"?DOC_ID_", start, re.IGNORECASE):
        return True
    return path.suffix.lower() in (".txt", ".text", "") and bool(_COUNT.search(start))


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    data = path.read_bytes()
    if is_rtf(data):
        text, remark = read_rtf(path).replace("\n", "\n\n"), None  # a line of RTF is a paragraph
    else:
        text, remark = decode(data)
    if remark:
        yield remark
    documents = _of_html(text) if re.search(r"<DOCFULL>|<A NAME=\"?DOC_ID_", text, re.IGNORECASE) else _of_text(text)
    for lines in documents:
        yield read_document(lines)


def _of_html(text: str) -> Iterator[list[str]]:
    """The paragraphs of each document; an empty one stands between the blocks of a document."""
    from lxml import html

    mark = (
        r"<A NAME=\"?DOC_ID_[^>]*>" if re.search(r"<A NAME=\"?DOC_ID_", text, re.IGNORECASE) else r"<DOCFULL>(?: *-->)?"
    )
    for part in re.split(mark, text, flags=re.IGNORECASE)[1:]:
        tree = html.fromstring(f"<div>{part}</div>")
        lines: list[str] = []
        for block in tree.iter("div"):
            if block is tree:
                continue
            paragraphs = [" ".join(p.text_content().split(" ")).strip(" \r\n\t") for p in block.iter("p")]
            lines += [*(re.sub(r"\s*\n\s*", " ", p) for p in paragraphs if p.strip()), ""]
        yield lines


def _of_text(text: str) -> Iterator[list[str]]:
    """The paragraphs of each document, joined where the file only wraps its lines."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    places = [match.end() for match in _COUNT.finditer(text)]
    for start, end in zip(places, [*(m.start() for m in _COUNT.finditer(text)), len(text)][1:], strict=True):
        paragraphs = re.split(r"\n[ \t]*\n", text[start:end])
        yield [" ".join(line.strip() for line in paragraph.splitlines()).strip() for paragraph in paragraphs]


def read_document(lines: list[str]) -> dict[str, Any]:
    """Reads one document: source, date and headline, then labelled lines, the body, and labelled lines again."""
    record: dict[str, Any] = {}
    captions: list[str] = []
    head: list[str] = []
    body: list[str] = []
    labelled = False
    for line in lines:
        if not line.strip() or _COUNT.match(line) or _COPYRIGHT.match(line):
            continue
        found = read_label(line)
        if found is not None and (not body or found[0] in ("", "language", "captions") or line.split(":")[0].isupper()):
            column, value = found
            labelled = True
            if column == "captions":
                captions.append(value)
            elif column and value:
                record.setdefault(column, value)
        elif not labelled and len(head) < 6:
            head.append(line.strip())
        else:
            body.append(line.strip(" \t\r\n"))
    _name_head(head, record, body)
    if captions:
        record["captions"] = "\n".join(captions)
    record["body"] = "\n\n".join(body)
    record["language"] = language_code(record.get("language"))
    if isinstance(record.get("section"), str):
        record["section"] = record["section"].split(";")[0].strip()
    if isinstance(record.get("byline"), str):
        record["byline"] = re.sub(r"^(?:by|von|par)\s+", "", record["byline"], flags=re.IGNORECASE)
    return {name: value for name, value in record.items() if value}


def _name_head(head: list[str], record: dict[str, Any], body: list[str]) -> None:
    """Names the lines before the labels: the source, the date (with edition and time), the headline."""
    dated = next((i for i, line in enumerate(head[:4]) if read_dated(line)), None)
    if dated is None:
        record.setdefault("source", head.pop(0) if head else None)
    else:
        record.setdefault("published", read_dated(head[dated]))
        record.setdefault("source", head[0] if dated else None)
        head = head[dated + 1 :]
    if head:
        record.setdefault("headline", head.pop(0))
    body[:0] = head


NEXIS = Reader("nexis", _accepts, _read, "Nexis: many articles in one text, HTML or RTF file.")
