"""What a page says of itself: JSON-LD, OpenGraph and other meta tags, <time>."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from toolkit.loading.markup import line_of

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "standfirst": ("og:description", "description", "twitter:description", "dc.description"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "byline": ("author", "article:author", "parsely-author", "dc.creator", "byl"),
    "published": (
        "article:published_time", "og:published_time", "date", "pubdate", "dc.date", "dc.date.issued",
        "parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "datepublished",
    ),
    "section": ("article:section", "parsely-section"),
    "language": ("og:locale", "content-language", "language", "dc.language"),
    "url": ("og:url",),
}  # fmt: skip


def read_metadata(tree: Any) -> dict[str, Any]:
    """Reads headline, standfirst, byline, source, published, section, language, url and captions of a page.

    JSON-LD goes before meta tags, and these before what the page shows. `published` is the text as the page has it;
    `article_body` is the text that the page's JSON-LD gives, where it gives one.
    """
    record = _of_json_ld(tree)
    metas = _metas(tree)
    for column, names in _META.items():
        value = next((metas[name] for name in names if metas.get(name)), None)
        if value and not record.get(column):
            record[column] = value
    if not record.get("headline"):
        record["headline"] = line_of(tree.find(".//h1")) or line_of(tree.find(".//title"))
    if not record.get("published"):
        times = (time.get("datetime") or line_of(time) for time in tree.iter("time"))
        record["published"] = next(filter(None, times), None)
    if not record.get("language"):
        root = tree if tree.tag == "html" else tree.getroottree().getroot()
        record["language"] = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if not record.get("url"):
        record["url"] = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    captions = [line_of(caption) for caption in tree.iter("figcaption")]
    record["captions"] = "\n".join(dict.fromkeys(filter(None, captions)))
    return _tidied(record)


def _tidied(record: dict[str, Any]) -> dict[str, Any]:
    if record.get("language"):
        record["language"] = re.split(r"[-_]", str(record["language"]).strip().lower())[0][:2]
    if str(record.get("byline", "")).startswith("http"):
        record["byline"] = None
    record["byline"] = re.sub(r"^by\s+", "", str(record.get("byline") or ""), flags=re.IGNORECASE)
    site = str(record.get("source") or "")
    if site and record.get("headline"):  # "Headline | The Herald"
        record["headline"] = re.sub(rf"\s*[|–—-]\s*{re.escape(site)}\s*$", "", str(record["headline"]))
    if record.get("standfirst") == record.get("headline"):
        record["standfirst"] = None
    return {name: value for name, value in record.items() if value}


def _of_json_ld(tree: Any) -> dict[str, Any]:
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            data = json.loads(script.text or "", strict=False)
        except ValueError:
            continue
        for thing in _things(data):
            if any(_ARTICLE.search(str(kind)) for kind in _list(thing.get("@type"))):
                return {
                    "headline": _plain(thing.get("headline") or thing.get("name")),
                    "standfirst": _plain(thing.get("description")),
                    "byline": ", ".join(dict.fromkeys(filter(None, map(_name, _list(thing.get("author")))))),
                    "source": _name(thing.get("publisher")),
                    "published": thing.get("datePublished"),
                    "section": _plain(next(iter(_list(thing.get("articleSection"))), None)),
                    "language": thing.get("inLanguage") if isinstance(thing.get("inLanguage"), str) else None,
                    "article_body": _plain(thing.get("articleBody")),
                }
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """All objects of a piece of JSON-LD, however they are nested."""
    if isinstance(data, list):
        for part in data:
            yield from _things(part)
    elif isinstance(data, dict):
        yield data
        for part in data.values():
            if isinstance(part, (dict, list)):
                yield from _things(part)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    value = next(iter(_list(value)), None)
    return _plain(value)


def _plain(value: Any) -> str | None:
    """Text without markup and entities; paragraphs stay apart."""
    if not isinstance(value, str):
        return None
    text = re.sub(r"</p>|<br\s*/?>", "\n", value)
    text = entities.unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"[ \t]+", " ", text).strip() or None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop") or ""
        ).lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found
