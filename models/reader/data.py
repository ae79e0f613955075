"""The data sets as windows of pieces with labels. They are read where they lie; nothing of them is copied."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from toolkit_reading.labels import LINKS, ROLES
from toolkit_reading.labels import NAMES as LABELS
from toolkit_reading.pieces import OVERLAP, SIZE, Pieces, encode, windows

from models.reader.vary import parts_of, vary

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
IGNORED = -100
HELD = 20
"""Of the articles of attribution's train part every so many are held back, to choose and calibrate by."""


@dataclass
class Window:
    """Pieces of one window, and what is to be learned of them; a task that does not speak of it is all IGNORED."""

    ids: np.ndarray
    shapes: np.ndarray
    places: np.ndarray
    quoted: np.ndarray
    roles: np.ndarray
    entities: np.ndarray
    links: np.ndarray
    target: tuple[int, int] = (0, 0)
    polarity: int = IGNORED
    where: tuple[str, int] = ("", 0)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (SHARED / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def begin_inside(spans: list[tuple[int, int, int]], pieces: Pieces) -> np.ndarray:
    """BIO labels for spans (start, end, kind): 0 outside, 2k+1 begins kind k, 2k+2 goes on."""
    labels = np.zeros(len(pieces), dtype=np.int64)
    for start, end, kind in spans:
        first, last = _inside(pieces, start, end)
        if first < last:
            labels[first:last] = 2 * kind + 2
            labels[first] = 2 * kind + 1
    return labels


def _inside(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """The pieces that lie within a span, as far as half of them does."""
    first = int(np.searchsorted(pieces.ends, start, side="right"))
    last = int(np.searchsorted(pieces.starts, end, side="left"))
    return first, last


def attribution_rows(part: str) -> Iterator[dict[str, Any]]:
    """The articles of PolNeAR's train or dev part, or those `held` back from the train part."""
    for number, row in enumerate(_rows(f"attribution/{'dev' if part == 'dev' else 'train'}.jsonl")):
        if part == "dev" or (number % HELD == 0) == (part == "held"):
            yield row


def attribution(part: str, tokenizer: Any, draw: random.Random | None = None, short: bool = False) -> Iterator[Window]:
    """PolNeAR: roles and the links of each content to its source and cue.

    With `draw`, texts are varied; with `short` some are cut into short items, too.
    """
    for row in attribution_rows(part):
        text = vary(row["text"], draw) if draw else row["text"]
        for begin, end in parts_of(text, draw) if draw and short else [(0, len(text))]:
            own = [
                {role: [(a - begin, b - begin) for a, b in one[role] if begin <= a < b <= end] for role in ROLES}
                for one in row["attributions"]
            ]
            yield from _attributed(text[begin:end], own, row["article_id"], tokenizer)


def _attributed(text: str, attributions: list[dict[str, Any]], key: str, tokenizer: Any) -> Iterator[Window]:
    pieces = encode(text, tokenizer)
    spans = [(start, end, kind) for one in attributions for kind, role in enumerate(ROLES) for start, end in one[role]]
    links = np.full((len(pieces), len(LINKS)), IGNORED, dtype=np.int64)
    for one in attributions:
        firsts = {role: _inside(pieces, *one[role][0])[0] if one[role] else None for role in LINKS}
        for start, end in one["content"]:
            first, last = _inside(pieces, start, end)
            if first < last:
                links[first] = [-1 if firsts[role] is None else firsts[role] for role in LINKS]
    yield from _cut(pieces, begin_inside(spans, pieces), None, links, key)


def entities(part: str, tokenizer: Any, draw: random.Random | None = None, short: bool = False) -> Iterator[Window]:
    """English Worldwide Newswire: labelled names, in the article's own text where it survived, else put together."""
    for row in _rows(f"entities/{part}.jsonl"):
        text, spans = aligned(row.get("text") or "", row["sentences"]) or detokenized(row["sentences"])
        text = vary(text, draw) if draw else text
        for begin, end in parts_of(text, draw) if draw and short else [(0, len(text))]:
            pieces = encode(text[begin:end], tokenizer)
            own = [(a - begin, b - begin, kind) for a, b, kind in spans if begin <= a < b <= end]
            yield from _cut(pieces, None, begin_inside(own, pieces), None, row["article_id"])


def _tokens(sentence: dict[str, Any]) -> Iterator[tuple[str, int | None, bool]]:
    """The tokens of a sentence, each with the kind of its name, if any, and whether it goes on.

    Where a name lies within another ("[[Uganda]'s Supreme Court]"), the set has the outer tag behind the token and the
    inner one in its place; the outer one is taken.
    """
    for token, tag in zip(sentence["tokens"], sentence["tags"], strict=True):
        word, _, outer = token.partition("\t")
        tag = outer or tag
        yield word, LABELS.index(tag[2:]) if tag != "O" and tag[2:] in LABELS else None, tag.startswith("I-")


def aligned(text: str, sentences: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int, int]]] | None:
    """Finds the tokens in the article's text, and gives it with its spans; None where they do not follow each other."""
    spans: list[tuple[int, int, int]] = []
    at = 0
    for sentence in sentences:
        begun = False
        for token, kind, goes_on in _tokens(sentence):
            start = text.find(token, at, at + len(token) + 60)
            if start < 0 or text[at:start].strip():
                return None
            at = start + len(token)
            if kind is not None and goes_on and begun and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], at, kind)
            elif kind is not None:
                spans.append((start, at, kind))
            begun = kind is not None
    return text, spans


def detokenized(sentences: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int, int]]]:
    """Joins tokens as they stand in print, and gives the text with its spans (start, end, index of LABELS)."""
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        if text:
            text += "\n\n" if number % 3 == 0 else " "
        quote_open, begun, previous = False, False, ""
        for i, (token, kind, goes_on) in enumerate(_tokens(sentence)):
            glued = i == 0 or previous in "([“‘$£€" or re.fullmatch(r"[,.;:!?%)\]”’]|'s|n't|'\w{1,2}|’\w{1,2}", token)
            if token == '"':
                glued = glued or quote_open
                quote_open = not quote_open
            elif previous == '"' and quote_open:
                glued = True
            if token == "-" or previous == "-":
                glued = True
            text += token if glued else f" {token}"
            start, end = len(text) - len(token), len(text)
            if kind is not None and goes_on and begun and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], end, kind)
            elif kind is not None:
                spans.append((start, end, kind))
            begun, previous = kind is not None, token
    return text, spans


def sentiment(name: str, tokenizer: Any) -> Iterator[Window]:
    """NewsMTSC: a sentence, the target in it, and the tone towards it (0 negative, 1 neutral, 2 positive)."""
    for row in _rows(f"sentiment/{name}.jsonl"):
        pieces = encode(row["sentence"], tokenizer)
        first, last = _inside(pieces, row["from"], row["to"])
        for window in _cut(pieces, None, None, None, row["id"], size=254):
            if first < last <= len(window.ids) and window.where[1] == 0:
                window.target, window.polarity = (first, last), row["polarity"] + 1
                yield window


def _cut(
    pieces: Pieces, roles: Any, names: Any, links: Any, key: str, size: int = SIZE, overlap: int = OVERLAP
) -> Iterator[Window]:
    nothing = np.full(len(pieces), IGNORED, dtype=np.int64)
    roles = nothing if roles is None else roles
    names = nothing if names is None else names
    links = np.full((len(pieces), len(LINKS)), IGNORED, dtype=np.int64) if links is None else links
    for begin, end in windows(len(pieces), size, overlap):
        part = slice(begin, end)
        inside = links[part].copy()
        known = inside >= 0
        outside = known & ((inside < begin) | (inside >= end))
        inside[known] -= begin - 1  # position 0 of the window is [CLS]
        inside[inside == -1] = 0
        inside[outside] = IGNORED
        yield Window(
            pieces.ids[part], pieces.shapes[part], pieces.places[part], pieces.quoted[part],
            roles[part], names[part], inside, where=(key, begin),
        )  # fmt: skip


def batches(data: list[Window], size: int, seed: int) -> list[list[Window]]:
    """Shuffled batches of windows of like length, so that little is padded."""
    draw = random.Random(seed)
    order = sorted(data, key=lambda window: (len(window.ids) // 16, draw.random()))
    made = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(made)
    return made
