"""The article's text in a web page: two settings of trafilatura and a look at the paragraphs, and an arbiter.

trafilatura (Barbaresi, ACL 2021) alone now takes a teaser list for the article, now loses half of one that lies in
several boxes. The three readings seldom err in the same way, so the one that agrees most with the others is taken,
and one that holds less than half of the page's running paragraphs is not believed.
"""

import re
from collections import Counter
from typing import Any

from toolkit.loading.markup import line_of, parse_html

_LOST = 0.5  # of the words of the page's paragraphs; who finds less has lost some of the article
_TRUST = 0.35  # how much a reading counts for itself beside its agreement with the others
_WEIGHTS = (1.2, 1.0, 1.0)  # precise, default, paragraphs
_SHORTEST = 60  # characters of a running paragraph
_FURNITURE = "//script|//style|//nav|//footer|//aside|//header|//form|//figure|//noscript"
_ASIDE = re.compile(
    r"^[-•*\s]*(?:order reprints|print article|don['’]t miss|(?:read|see) (?:more|also)\b.{0,160}|advertisements?"
    r"|related(?: articles?| stories)?:?|click here to (?:subscribe|sign up|get the)\b.{0,80}|comments?"
    r"|share this\b.{0,40}|updated at \d.{0,30}|tell us what you think\W*|write to .{2,60} at \S+@\S+\.?)$"
    r"|^this copy is for your personal, non-commercial use|\bmay get a share of the sale\b"
    r"|^.{0,160}\bcontributed to this (?:report|story|article)\.?$"
    r"|^(?:get|sign up|subscribe|have a tip)\b.{0,200}\b(?:newsletters?|inbox|may be reached at|delivered)\b.{0,120}$",
    re.IGNORECASE,
)
"""Lines by which a page speaks to its reader, amid or behind an article."""

_TEXT = ("p", "h2", "h3", "li", "blockquote")


def find_body(text: str, own: str | None = None) -> str:
    """Gives the article's paragraphs, separated by blank lines.

    `own` is the text that the page's JSON-LD gives of itself; it is taken where the readings lost half of it.
    """
    import trafilatura

    precise = trafilatura.extract(text, include_comments=False, favor_precision=True) or ""
    usual = trafilatura.extract(text, include_comments=False) or ""
    running = _running_paragraphs(text)
    chosen = _most_agreed([precise, usual, running])
    if _words(chosen) < _LOST * _words(running):
        chosen = running
    if own and _words(own) >= 50 and _words(chosen) < _LOST * _words(own):
        chosen = own
    lines = (line.strip() for line in re.split(r"\n+", chosen))
    return "\n\n".join(line for line in lines if line and not _ASIDE.search(line))


def _running_paragraphs(text: str) -> str:
    """The text of the box in which most of the long paragraphs lie, nearer boxes before wider ones."""
    tree = parse_html(text)
    for element in tree.xpath(_FURNITURE):
        if element.getparent() is not None:
            element.drop_tree()
    scores: dict[Any, float] = {}
    for paragraph in tree.iter("p"):
        length = len(line_of(paragraph))
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        if length < _SHORTEST or linked > length / 2:
            continue
        weight = 1.0
        for box in list(paragraph.iterancestors())[:4]:
            scores[box] = scores.get(box, 0.0) + weight * length
            weight *= 0.8
    if not scores:
        return ""
    best = max(scores, key=lambda box: scores[box])
    lines = [
        line_of(element)
        for element in best.iter(*_TEXT)
        if not any(outer.tag in ("p", "li", "blockquote") and outer is not best for outer in element.iterancestors())
    ]
    return "\n".join(filter(None, lines))


def _most_agreed(readings: list[str]) -> str:
    """The reading that agrees most with the others, the first of several."""
    sequences = [_sequences(reading) for reading in readings]

    def support(i: int) -> float:
        others = (j for j in range(len(readings)) if j != i)
        return _TRUST * _WEIGHTS[i] + sum(_WEIGHTS[j] * _agreement(sequences[i], sequences[j]) for j in others)

    filled = [i for i, reading in enumerate(readings) if reading] or [0]
    return readings[max(filled, key=lambda i: (round(support(i), 9), -i))]


def _agreement(one: Counter[tuple[str, ...]], two: Counter[tuple[str, ...]]) -> float:
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 0.0


def _sequences(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def _words(text: str) -> int:
    return len(text.split())
