"""ProQuest: many articles in one text file, between lines of underscores, each as fields such as "Full text: …"."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import Reader
from toolkit.loading.databases.labels import language_code
from toolkit.loading.decode import decode

_LINE = re.compile(r"^_{20,}\s*$", re.MULTILINE)
_FIELDS = {
    "headline": "title titel titre título titolo",
    "byline": "author authors autor auteur autores",
    "source": "publication_title titel_der_publikation publikationstitel titre_de_la_publication título_de_publicación",
    "published": "publication_date publikationsdatum veröffentlichungsdatum date_de_publication fecha_de_publicación",
    "standfirst": "abstract zusammenfassung résumé resumen",
    "body": "full_text volltext texte_intégral texto_completo",
    "section": "section rubrik rubrique sección",
    "language": "language_of_publication language publikationssprache langue_de_publication idioma_de_la_publicación",
    "captions": "illustration caption abbildung",
    "url": "document_url dokument-url url_du_document url_del_documento",
}
_COLUMN = {label.replace("_", " "): column for column, labels in _FIELDS.items() for label in labels.split()}
_OTHERS = (
    "Publication info|Publication year|Links|Subject|Location|People|Company / organization|Publisher|Pages|Volume"
    "|Issue|Place of publication|Country of publication|Publication subject|ISSN|e-ISSN|Source type|Document type"
    "|Credit|Document feature|Copyright|Last updated|Database|Supplement|Narrow subject|Broad subject|Edition|Dateline"
    "|Identifier / keyword|First page|Accession number|Number of pages|Business indexing term|Classification|CODEN"
    "|Alternate title|Correspondence author|Column|Features|Product name|Number of references|Document status"
)
_FIELD = re.compile(
    rf"^({'|'.join(map(re.escape, _COLUMN))}|{_OTHERS}|[^\W\d_][\w -]{{2,30}} ProQuest|ProQuest[^:\n]{{0,30}})\s?: ?",
    re.IGNORECASE | re.MULTILINE,
)
_DOCUMENT = re.compile(r"^(?:Document|Dokument|Documento) \d+ (?:of|von|de|sur) \d+\s*$", re.IGNORECASE | re.MULTILINE)


def _accepts(path: Path, head: bytes) -> bool:
    if path.suffix.lower() not in (".txt", ".text", ""):
        return False
    start = head.decode("utf-8", "replace")
    return bool(_LINE.search(start) and "ProQuest" in start and len(set(_FIELD.findall(start))) > 3)


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    text, remark = decode(path.read_bytes())
    if remark:
        yield remark
    for block in _LINE.split(text.replace("\r\n", "\n")):
        record = read_document(_DOCUMENT.sub("", block).strip())
        if record.get("body") or (record.get("headline") and record.get("source")):
            yield record


def read_document(block: str) -> dict[str, Any]:
    """Reads one article: its fields, of which the first line, without a label, is the title."""
    before, body, after = _around_text(block)
    first = _FIELD.split(before, maxsplit=1)[0].strip()
    record: dict[str, Any] = {"body": _paragraphs(body)}
    info = None
    for label, value in [*_fields(before), *_fields(after)]:
        column = _COLUMN.get(label.lower())
        if column and value and value.lower() not in ("not available", "none available"):
            record.setdefault(column, _paragraphs(value) if column == "standfirst" else " ".join(value.split()))
        elif label.lower() == "publication info":
            info = re.split(r"\s*[;:]", value)[0]
    record.setdefault("headline", " ".join(first.split()))
    record.setdefault("source", info)
    if record.get("standfirst") and record["body"].startswith(record["standfirst"].rstrip(". …[]")):
        del record["standfirst"]  # the abstract is the beginning of the text
    record["language"] = language_code(record.get("language"))
    return {name: value for name, value in record.items() if value}


def _around_text(block: str) -> tuple[str, str, str]:
    """What stands before the full text, the text, and the fields after it.

    A paragraph of the text may begin as a field does ("People: they waited"): the fields are those at the very end.
    """
    start = next((match for match in _FIELD.finditer(block) if _COLUMN.get(match[1].lower()) == "body"), None)
    if start is None:
        return block, "", ""
    rest = block[start.end() :].strip()
    gap = "\n\n" if re.search(r"\n\s*\n", rest) else "\n"
    parts = re.split(r"\n\s*\n", rest) if gap == "\n\n" else rest.split("\n")
    end = len(parts)
    while end > 1 and _FIELD.match(parts[end - 1]):
        end -= 1
    return block[: start.start()], gap.join(parts[:end]), gap.join(parts[end:])


def _fields(text: str) -> list[tuple[str, str]]:
    parts = _FIELD.split(text)[1:]
    return [(label, value.strip()) for label, value in zip(parts[::2], parts[1::2], strict=True)]


def _paragraphs(text: str) -> str:
    """A paragraph is a line, or lines up to a blank one."""
    parts = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")
    return "\n\n".join(" ".join(part.split("\n")).strip() for part in parts if part.strip())


PROQUEST = Reader("proquest", _accepts, _read, "ProQuest: many articles in one text file.")
