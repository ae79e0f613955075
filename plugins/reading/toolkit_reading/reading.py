"""What the encoder finds in an article: the parts of attributions with their links, and names; once for an article."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np

from toolkit.documents import Document
from toolkit_reading.decode import best_labels, softmax, spans_of
from toolkit_reading.encoder import Encoder, shipped
from toolkit_reading.labels import NAMES, ROLES
from toolkit_reading.links import Content, Placed, linked
from toolkit_reading.pieces import PLACES, Pieces, encode, views
from toolkit_reading.places import BETWEEN, Places, Span
from toolkit_reading.vectors import Vectors

_MOST = 20_000  # pieces that are decoded together; a longer text is read in parts


@dataclass(frozen=True)
class Reading:
    """All that the encoder finds in an article, in the order of the text, and its vectors for other heads."""

    contents: tuple[Content, ...] = ()
    sources: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()
    vectors: Vectors | None = field(default=None, compare=False)


_readings: WeakKeyDictionary[Document, dict[str, Reading]] = WeakKeyDictionary()


def read(document: Document, precision: str = "full") -> Reading:
    """Gives the reading of an article in a precision, "full" or "fast"; whoever asks first makes it for all."""
    made = _readings.setdefault(document, {})
    if precision not in made:
        made[precision] = read_fields(dict(document.fields), shipped(precision))
    return made[precision]


def read_fields(fields: dict[str, str], encoder: Encoder) -> Reading:
    """Reads the fields of an article as one text: the headline is its first paragraph."""
    text = BETWEEN.join(fields.values())
    pieces = encode(text, encoder.tokenizer)
    places = Places(fields, pieces)
    vectors = Vectors(pieces, places, encoder)
    found = [_read_part(pieces, first, last, encoder, places, vectors) for first, last in _parts(pieces)]
    return Reading(
        tuple(content for part in found for content in part.contents),
        tuple(span for part in found for span in part.sources),
        tuple(span for part in found for span in part.cues),
        tuple(span for part in found for span in part.names),
        vectors,
    )


def _parts(pieces: Pieces) -> Iterator[tuple[int, int]]:
    """A long text in parts that end with a paragraph where they can."""
    first = 0
    while len(pieces) - first > _MOST:
        ends = np.flatnonzero(pieces.places[first + _MOST // 2 : first + _MOST] == PLACES.index("first"))
        last = first + (_MOST // 2 + int(ends[-1]) if len(ends) else _MOST)
        yield first, last
        first = last
    if first < len(pieces):
        yield first, len(pieces)


def _read_part(pieces: Pieces, first: int, last: int, encoder: Encoder, places: Places, vectors: Vectors) -> Reading:
    cut = views(pieces, first, last)
    scores = encoder.run(pieces, cut)
    vectors.add(cut, [one.middle for one in scores])
    begins = np.flatnonzero(np.diff(pieces.paragraphs[first:last], prepend=-1))
    moves = {name: np.array(values) for name, values in encoder.settings["moves"].items()}

    def spans(head: str) -> list[tuple[int, int, int, float]]:
        own = [getattr(one, head)[1 + view.own - view.begin :] for one, view in zip(scores, cut, strict=True)]
        return _spans(np.concatenate(own), moves[head], begins)

    by_role: dict[str, list[Placed]] = {role: [] for role in ROLES}
    for begin, end, kind, score in spans("roles"):
        span = places.span(first + begin, first + end, ROLES[kind], score)
        by_role[ROLES[kind]].append((first + begin, span))
    return Reading(
        tuple(linked(cut, scores, by_role, places)),
        tuple(span for _, span in by_role["source"]),
        tuple(span for _, span in by_role["cue"]),
        tuple(places.span(first + a, first + b, NAMES[kind], score) for a, b, kind, score in spans("entities")),
    )


def _spans(scores: np.ndarray, moves: np.ndarray, begins: np.ndarray) -> list[tuple[int, int, int, float]]:
    """The spans of a text with their kinds and the mean probability of their labels."""
    labels = best_labels(scores, moves, begins)
    chances = softmax(scores)[np.arange(len(scores)), labels]
    sums = np.concatenate([[0.0], np.cumsum(chances)])
    return [
        (begin, end, kind, float(sums[end] - sums[begin]) / (end - begin))
        for begin, end, kind in spans_of(labels, begins.tolist())
    ]
