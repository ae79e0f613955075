"""Quotations: which marks open and close one, in paragraphs that may mix styles and lose marks."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "「": "」", "»": "«"}
OPENING = frozenset('"“„«')
"""Marks with which a quotation begins."""

_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks; `closed` is False where the paragraph ends before the closing mark comes."""

    start: int
    end: int
    closed: bool = True


def quotations_within(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Finds the quotations of all paragraphs of a text, given as (start, end), in order; offsets are into `text`."""
    found: list[Quotation] = []
    for (start, end), following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and text[following[0]] in OPENING
        found += [
            Quotation(start + quotation.start, start + quotation.end, quotation.closed)
            for quotation in find_quotations(text[start:end], goes_on)
        ]
    return found


def find_quotations(text: str, goes_on: bool = False) -> list[Quotation]:
    """Finds the outermost quotations of one paragraph, in order; offsets are into `text`.

    A mark without a partner opens a quotation only where press style leaves the closing mark to a later paragraph: at
    the head of a paragraph, or anywhere in it where it `goes_on`, that is where the next paragraph opens with a mark.
    Anywhere else it is passed over, so that a stray mark never swallows what follows.
    """
    if any(mark in text for mark in '"“”„«'):
        return _double(text, goes_on)
    return _single(text)


def _double(text: str, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    marks = [m.start() for m in re.finditer('["“”„‟«»「」]', text)]
    head = next((i for i, c in enumerate(text) if not c.isspace() and c not in "(["), 0)
    number = 0
    while number < len(marks):
        opening = marks[number]
        if not _opens(text, opening):
            number += 1
            continue
        partner = next((n for n in range(number + 1, len(marks)) if _ends_search(text, opening, marks[n])), None)
        if partner is not None and _closes(text, opening, marks[partner]):
            found.append(Quotation(opening, marks[partner] + 1))
            number = partner + 1
        elif partner is None and (opening == head or goes_on):
            return [*found, Quotation(opening, len(text), closed=False)]
        else:
            number += 1
    return found


def _ends_search(text: str, opening: int, mark: int) -> bool:
    """Tells a mark that closes the quotation, or that opens one of the same kind, which this one then cannot hold."""
    return _closes(text, opening, mark) or (text[mark] == text[opening] and _opens(text, mark))


def _opens(text: str, i: int) -> bool:
    if text[i] != '"':
        return text[i] in _PAIRS and not (text[i] == "»" and i and not text[i - 1].isspace())
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not (before.isalnum() or before in ".,!?") and not after.isspace()


def _closes(text: str, opening: int, i: int) -> bool:
    closers = _PAIRS.get(text[opening], '"') + ('"' if text[opening] == "“" else "")
    if text[i] not in closers:
        return False
    return text[i] != '"' or not (text[i - 1].isspace() or text[i - 1] in "([—–")


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
