"""Which column of a user's table is which column of the articles table."""

import re
from collections.abc import Iterable, Mapping

from toolkit.articles import COLUMNS

_ALIASES = {
    "headline": (
        "headline title head heading hed article_title headline_text webtitle titel überschrift titre titular "
        "título titulo заголовок 标题"
    ),
    "body": (
        "body text content article bodytext fulltext full_text article_text body_text article_body maintext "
        "main_text story content_text content_html volltext artikeltext inhalt texte contenu texto "
        "contenido текст анонс 正文"
    ),
    "standfirst": (
        "standfirst trailtext subtitle subheadline subhead description summary lead lede abstract teaser deck "
        "excerpt vorspann unterzeile chapeau entradilla"
    ),
    "published": (
        "published date pubdate webpublicationdate date_published pub_date publication_date published_at datetime "
        "timestamp datum erscheinungsdatum fecha дата 日期 publish_date time created_at day"
    ),
    "source": (
        "source outlet newspaper publication media medium publisher source_name media_name pubtitle domain site quelle "
        "zeitung fuente периодическое_издание источник 来源"
    ),
    "byline": "byline author authors writer by_line creator autor autoren auteur auteurs автор 作者",
    "url": "url link href uri web_url documenturl webpage address адрес оригинал",
    "section": "section section_name category rubric desk topic_section ressort rubrik rubrique sección рубрика",
    "agency": "agency wire wire_agency news_agency",
    "place": "place location city",
    "dateline": "dateline",
    "language": "language lang sprache langue idioma язык",
    "captions": "captions caption image_caption",
}
"""Names that users' columns have, in lower case and several languages."""


class ColumnError(ValueError):
    """A table's columns do not say where an article's text is."""


def map_columns(names: Iterable[str], given: Mapping[str, str] | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Finds which of `names` holds which column of the articles table.

    `given` maps columns of the articles table to the user's own and always wins. Gives the whole mapping
    (articles column → user's column) and the part of it that was guessed from the names.

    Raises ColumnError where `given` names a column that does not exist, and where no column holds text.
    """
    names = [str(name) for name in names]
    mapping = _check_given(names, given or {})
    guessed = guess_columns(names, mapping)
    mapping |= guessed
    if "body" not in mapping and "headline" not in mapping:
        raise ColumnError(
            f"no column holds an article's text: its columns are {', '.join(names[:20]) or 'none'}; "
            "say which with columns={'body': 'NAME OF YOUR COLUMN'}"
        )
    return mapping, {column: name for column, name in guessed.items() if column != name}


def guess_columns(names: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Guesses by their names which of `names` hold which columns of the articles table, beside those `given`."""
    given = given or {}
    taken = set(given.values())
    known = _known(names)
    guessed: dict[str, str] = {}
    for column, aliases in _ALIASES.items():
        name = next((known[a] for a in map(_fold, aliases.split()) if a in known and known[a] not in taken), None)
        if column not in given and name is not None:
            guessed[column] = name
            taken.add(name)
    return guessed


_FOLDED = {column: {re.sub(r"[\W_]+", "", alias) for alias in aliases.split()} for column, aliases in _ALIASES.items()}
_OWN_NAMES = ("name", "title", "main", "original", "text", "value", "")
"""What a part of an object is called that stands for the whole: source.name, headline.main."""


def _known(names: Iterable[str]) -> dict[str, str]:
    """The names by their folded forms; one inside an object ("fields.bodyText") also by itself, or by its object."""
    known: dict[str, str] = {}
    inside: dict[str, str] = {}
    for name in map(str, names):
        known.setdefault(_fold(name), name)
        outer, _, own = name.partition(".")
        if not own:
            continue
        if any(_fold(outer) in aliases for aliases in _FOLDED.values()):
            if own.lower() in _OWN_NAMES:
                inside.setdefault(_fold(outer), name)
        else:
            inside.setdefault(_fold(name.rpartition(".")[2]), name)
    return {**inside, **known}


def _fold(name: str) -> str:
    """One form for "Full text", "full_text" and "fullText"."""
    return re.sub(r"[\W_]+", "", name.lower())


def _check_given(names: list[str], given: Mapping[str, str]) -> dict[str, str]:
    for column, name in given.items():
        if column not in COLUMNS:
            hint = f"; did you mean {{{name!r}: {column!r}}}?" if name in COLUMNS and column in names else ""
            raise ColumnError(
                f"columns= maps {column!r}, which is no column of the articles table ({', '.join(COLUMNS)}){hint}"
            )
        if name not in names:
            raise ColumnError(f"columns= names {name!r}, but the table has {', '.join(names[:20])}")
    return dict(given)


def describe(guessed: Mapping[str, str]) -> str:
    """Says a guess aloud: "headline ← title, body ← text"."""
    return ", ".join(f"{column} ← {name}" for column, name in guessed.items())
