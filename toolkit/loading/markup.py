"""HTML → text: a page as a tree, an element as a line, a piece of markup as paragraphs."""

import re
from typing import Any

from toolkit.loading.press import paragraphs

_BLOCKS = re.compile(r"</(?:p|div|li|h\d|tr)>|<br\s*/?>", re.IGNORECASE)


def parse_html(text: str) -> Any:
    """Gives the tree of a page, whatever encoding the page says it has. Raises lxml's ParserError for an empty one."""
    from lxml import html

    return html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def line_of(element: Any) -> str:
    """Gives the text of an element on one line, "" where there is none."""
    return " ".join(element.text_content().split()) if element is not None else ""


def plain_text(markup: str) -> str:
    """Gives the text of a piece of HTML, its blocks as paragraphs."""
    if "<" not in markup:
        return paragraphs(markup)
    from lxml import etree, html

    try:
        text = html.fromstring(f"<div>{_BLOCKS.sub(chr(10) * 2, markup)}</div>").text_content()
    except etree.ParserError:
        return ""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
