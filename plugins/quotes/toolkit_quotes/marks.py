"""Quotations: which marks open and close one, in paragraphs that may mix styles and lose marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "「": "」", "»": "«"}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks; `closed` is False where the paragraph ends before the closing mark comes."""

    start: int
    end: int
    closed: bool = True


def find_quotations(text: str) -> list[Quotation]:
    """Finds the outermost quotations of one paragraph, in order; offsets are into `text`.

    A mark without a partner opens a quotation only at the head of the paragraph, where press style leaves the
    closing mark to a later paragraph; anywhere else it is passed over.
    """
    found = _double(text)
    if not any(mark in text for mark in '"“”„«'):
        found = _single(text)
    return found


def _double(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    i = 0
    head = len(text) - len(text.lstrip(" \u00a0\t(["))
    closers = {'"': '"', **_PAIRS}
    positions = {mark: [m.start() for m in re.finditer(re.escape(mark), text)] for mark in set('"”»“«」') & set(text)}
    while i < len(text):
        mark = text[i]
        if mark in closers and not (mark == "»" and i not in (0, head)) and _may_open(text, i):
            end = _closing(text, i, closers[mark], positions)
            if end is not None:
                found.append(Quotation(i, end + 1))
                i = end + 1
                continue
            if i == head:
                found.append(Quotation(i, len(text), closed=False))
                return found
        i += 1
    return found


def _may_open(text: str, i: int) -> bool:
    if text[i] != '"':
        return True
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not (before.isalnum() or before in ".,!?") and not after.isspace()


def _closing(text: str, i: int, closers: str, positions: dict[str, list[int]]) -> int | None:
    """The place of the mark that closes the quotation opened at `i`; positions are searched once each."""
    nearest: int | None = None
    for closer in {*closers, *('"' if closers == "”" else "")}:
        places = positions.get(closer, [])
        at = bisect_right(places, i)
        while at < len(places) and closer == '"' and not _may_close(text, places[at]):
            at += 1
        if at < len(places) and (nearest is None or places[at] < nearest):
            nearest = places[at]
    return nearest


def _may_close(text: str, i: int) -> bool:
    before = text[i - 1]
    after = text[i + 1] if i + 1 < len(text) else " "
    return not before.isspace() and not (after.isalnum() and not before.isalnum() and before in " \u00a0([—–-")


def _single(text: str) -> list[Quotation]:
    """Quotations in single marks, as British papers set them; apostrophes are told from marks by what they touch."""
    found: list[Quotation] = []
    at = 0
    closings = [m.start() for m in _SINGLE_CLOSE.finditer(text)]
    openings = [m.start() for m in _SINGLE_OPEN.finditer(text)]
    for number, opening in enumerate(openings):
        if opening < at:
            continue
        following = openings[number + 1] if number + 1 < len(openings) else len(text)
        after = [c for c in closings[bisect_right(closings, opening + 1) :] if c <= following] or closings[
            bisect_right(closings, following) :
        ][:1]
        # "the farmers’ leader" holds a genitive, not a closing mark
        sure = [c for c in after if not re.match(r"s[’'] [a-z]", text[c - 1 : c + 3])]
        if after:
            end = (sure or after)[0] + 1
            found.append(Quotation(opening, end))
            at = end
    return found
