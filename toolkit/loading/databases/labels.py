"""The labels by which databases name the parts of an article, in the languages of their interfaces."""

import re
from datetime import datetime
from functools import cache

from toolkit.loading.dates import read_day

_LABELS = {
    "byline": "byline author autor autoren auteur auteurs autor/a autores par von 作者 署名",
    "section": "section ressort rubrik rubrique seccion sección 版块 版面",
    "standfirst": "highlight lead vorspann chapeau entradilla resumen abstract",
    "dateline": "dateline ortszeile datierung",
    "language": "language sprache langue langage idioma lengua 语言",
    "captions": "graphic grafik graphique grafico gráfico 图片",
    "headline": "headline titel titre titular 标题",
    "source": "source quelle fuente 来源",
    "url": "url",
    "published": "date datum fecha 日期",
    "": "length länge laenge umfang longueur longitud extensión 长度 load-date load date update aktualisierung "
    "erfassungsdatum date-de-chargement fecha-de-carga publication-type publication type publikationstyp "
    "type-de-publication document-type acc-no accession-no journal-code journal code issn copyright "
    "subject thema sujet tema themen organization company ticker industry person city state country geographic "
    "region series type correction correction-date name cited keywords notes",
}
_COLUMN = {
    label.replace("_", " "): column for column, labels in _LABELS.items() for label in re.split(r"\s+", labels) if label
}
_COLUMN |= dict.fromkeys(("load date", "publication type", "journal code"), "")
_LABEL = re.compile(r"^\s*([^\W\d_][\w /’'-]{1,24}?)\s*[:：]\s*", re.UNICODE)


def read_label(line: str) -> tuple[str, str] | None:
    """Reads "BYLINE: Ann Lee": the column of the articles table ("" for what is no part of it) and the value.

    None where the line begins with no label that a database uses.
    """
    match = _LABEL.match(line)
    if match is None:
        return None
    column = _COLUMN.get(match[1].strip().lower())
    return None if column is None else (column, line[match.end() :].strip())


_INTERFACES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja")


@cache
def _languages() -> dict[str, str]:
    """Names of languages in the languages of the interfaces (Unicode CLDR, by Babel) → ISO 639-1."""
    import babel

    names: dict[str, str] = {}
    for interface in _INTERFACES:
        for code, name in babel.Locale(interface).languages.items():
            if len(code) == 2:
                names.setdefault(name.lower(), code)
                if interface in ("zh", "ja"):  # 英语 and 英語 are 英文, too
                    names.setdefault(re.sub("[语語]$", "文", name), code)
    return names


_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")


def read_dated(line: str) -> datetime | None:
    """Gives the date of a line that states a year of a newspaper and a whole date, or None."""
    return read_day(line) if _YEAR.search(line) else None


def language_code(name: str | None) -> str | None:
    """Gives ISO 639-1 for the name of a language, also "English; anglais"; None for one that is not known."""
    words = re.findall(r"[^\W\d_]+", (name or "").lower())
    return next((_languages()[word] for word in words if word in _languages()), None)
