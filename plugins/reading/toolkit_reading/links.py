"""Who said it and by which word: from each content to its source and its cue."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit_reading.decode import softmax
from toolkit_reading.encoder import Scores
from toolkit_reading.labels import LINKS, ROLES
from toolkit_reading.pieces import View
from toolkit_reading.places import Places, Span

Placed = tuple[int, Span]
"""A span with its first piece."""

_SURE = 0.5  # how likely a link must be to a place where no source was found
_GOES_ON = 2 * ROLES.index("source") + 2
_CLOSE = 2.0  # by how much a label that goes on may be less likely than another, as a logarithm


@dataclass(frozen=True)
class Content:
    """What was said, thought or written, with its likeliest source and cue, if any, and how likely each link is."""

    span: Span
    source: Span | None
    cue: Span | None
    source_score: float
    cue_score: float


def linked(
    cut: Sequence[View], scores: Sequence[Scores], by_role: Mapping[str, Sequence[Placed]], places: Places
) -> Iterator[Content]:
    """Links each content within the view that speaks for its first piece, to spans of its own field."""
    for view, score in zip(cut, scores, strict=True):
        near = {link: _within(by_role[link], view.begin, view.end) for link in LINKS}
        for place, span in _within(by_role["content"], view.own, view.end):
            found = []
            for number, link in enumerate(LINKS):
                own = [placed for placed in near[link] if placed[1].field == span.field]
                goes_with = _goes_with(score, number, 1 + place - view.begin)
                chances = softmax(goes_with[[0, *(1 + first - view.begin for first, _ in own)]])
                best = int(chances.argmax())
                found.append((own[best - 1][1] if best else None, float(chances[best])))
                if link == "source":
                    found[-1] = _pointed(score, view, places, span, goes_with, own) or found[-1]
            (source, source_score), (cue, cue_score) = found
            yield Content(span, source, cue, source_score, cue_score)


def _goes_with(score: Scores, number: int, at: int) -> np.ndarray:
    """How well each row of a view goes with the content that begins at one of them."""
    width = score.from_content.shape[1] // len(LINKS)
    part = slice(number * width, (number + 1) * width)
    return score.to_role[:, part] @ score.from_content[at, part] / width**0.5


def _pointed(
    score: Scores, view: View, places: Places, content: Span, goes_with: np.ndarray, found: Sequence[Placed]
) -> tuple[Span, float] | None:
    """The source that a content surely points to where no source was found, or None."""
    chances = softmax(goes_with)
    first = int(chances.argmax())
    if not first or chances[first] < _SURE or any(first == 1 + place - view.begin for place, _ in found):
        return None
    last = first + 1
    while last < len(score.roles) and score.roles[last, _GOES_ON] >= score.roles[last].max() - _CLOSE:
        last += 1
    span = places.span(view.begin + first - 1, view.begin + last - 1, "source", float(chances[first]))
    if span.field != content.field or (span.start < content.end and content.start < span.end):
        return None
    return span, float(chances[first])


def _within(placed: Sequence[Placed], begin: int, end: int) -> Sequence[Placed]:
    first, last = (bisect_left(placed, place, key=_place) for place in (begin, end))
    return placed[first:last]


def _place(placed: Placed) -> int:
    return placed[0]
