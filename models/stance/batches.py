"""Batches for the head: passages with targets, some beside another passage or read as one with it, as tensors."""

import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from toolkit_reading.encoder import CLS, SEP
from toolkit_reading.pieces import Pieces, encode
from toolkit_sentiment.grammar import Clause, features, signals

from models.stance.examples import TASKS, Example
from models.stance.unlabelled import labelled
from toolkit.documents import Document

_LONGEST = 188
_TOGETHER = 0.2
"""The share of passages that are read as one with another one, whose targets are judged, too."""
_SHORT = 500
"""The length of the two in characters, at most."""


@dataclass
class Passage:
    """A text with targets in it, and for each the label by task: (targets, tasks, 3), all 0 where it is not known."""

    text: str
    targets: list[tuple[int, int]]
    labels: np.ndarray
    said: tuple[int, int] | None = None


def from_examples(examples: list[Example], smoothing: float = 0.1) -> list[Passage]:
    """The examples by text."""
    grouped: dict[str, list[Example]] = {}
    for example in examples:
        grouped.setdefault(example.text, []).append(example)
    made = []
    for text, own in grouped.items():
        labels = np.zeros((len(own), len(TASKS), 3), dtype=np.float32)
        for number, example in enumerate(own):
            labels[number, TASKS.index(example.task)] = smoothing / 3
            labels[number, TASKS.index(example.task), example.label] += 1 - smoothing
        made.append(Passage(text, [(e.start, e.end) for e in own], labels, own[0].said))
    return made


def from_teacher() -> list[Passage]:
    """What the teacher said of targets that nobody labelled."""
    grouped: dict[str, list[tuple[tuple[int, int], np.ndarray]]] = {}
    for (text, start, end), said in labelled():
        grouped.setdefault(text, []).append(((start, end), said))
    return [Passage(text, [place for place, _ in own], np.array([s for _, s in own])) for text, own in grouped.items()]


@lru_cache(maxsize=200_000)
def grammar_of(text: str, start: int, end: int, said: tuple[int, int] | None) -> np.ndarray:
    """The features of the target's sentence, as far as it belongs to the statement."""
    first, last = said or (0, len(text))
    sentences = _sentences(text)
    sentence = next((s for s in reversed(sentences) if s.start <= start), sentences[0])
    tokens = [token for token in sentence.tokens if first <= token.start < last] or list(sentence.tokens)
    target = next((i for i, token in enumerate(tokens) if token.end > start), len(tokens) - 1)
    behind = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    return features(signals(Clause(tokens, target, max(behind, target + 1))))


@lru_cache(maxsize=4_096)
def _sentences(text: str) -> list[Any]:
    return list(Document("x", {"body": text, "language": "en"}).sentences)


@dataclass
class Row:
    """What is read at once: passages that are read as one, with the offset of each, in a text that may have more."""

    text: str
    passages: list[tuple[Passage, int]]

    @property
    def span(self) -> tuple[int, int]:
        """Where the passages begin and end in the text."""
        (_, first), (last, shift) = self.passages[0], self.passages[-1]
        return first, shift + len(last.text)


def row_of(passage: Passage, passages: list[Passage], draw: random.Random | None) -> Row:
    """With `draw`, some passages stand beside another one, as they do in articles, and some are read with it."""
    chance = draw.random() if draw else 1.0
    if draw is None or chance > 0.45:
        return Row(passage.text, [(passage, 0)])
    other, gap = draw.choice(passages), draw.choice((" ", " ", "\n\n"))
    first, last = (passage, other) if draw.random() < 0.5 else (other, passage)
    shift = len(first.text + gap)
    both = [(first, 0), (last, shift)]
    together = chance < _TOGETHER and len(first.text + last.text) < _SHORT
    return Row(first.text + gap + last.text, both if together else [one for one in both if one[0] is passage][:1])


def collate(passages: list[Passage], tokenizer: Tokenizer, draw: random.Random | None) -> dict[str, torch.Tensor]:
    """Tensors of a batch."""
    cut: list[tuple[Pieces, int, int, Row]] = []
    for passage in passages:
        found = row_of(passage, passages, draw)
        pieces = encode(found.text, tokenizer)
        first, last = (int(np.searchsorted(pieces.starts, place)) for place in found.span)
        cut.append((pieces, first, min(last, first + _LONGEST), found))
    size = max(min(len(pieces), _LONGEST + 60) for pieces, *_ in cut) + 2
    inner = max(last - first for _, first, last, _ in cut)
    ids = np.zeros((len(cut), size), dtype=np.int64)
    marks = np.zeros((len(cut), size, 3), dtype=np.int64)
    mask = np.zeros((len(cut), size), dtype=np.int64)
    own = np.zeros((len(cut), inner), dtype=np.int64)
    seen = np.zeros((len(cut), inner), dtype=np.int64)
    rows, inside, grammar, labels = [], [], [], []
    for row, (pieces, first, last, found) in enumerate(cut):
        begin = max(0, first - 60) if len(pieces) > size - 2 else 0
        part = slice(begin, min(len(pieces), begin + size - 2))
        length = part.stop - part.start
        last = min(last, part.stop)
        ids[row, 0], ids[row, 1 : length + 1], ids[row, length + 1] = CLS, pieces.ids[part], SEP
        for number, values in enumerate((pieces.shapes, pieces.places, pieces.quoted)):
            marks[row, 1 : length + 1, number] = values[part] + 1
        mask[row, : length + 2] = 1
        own[row, : last - first] = np.arange(first - begin, last - begin) + 1
        seen[row, : last - first] = 1
        for passage, shift in found.passages:
            for (start, end), label in zip(passage.targets, passage.labels, strict=True):
                hit = (pieces.ends[first:last] > start + shift) & (pieces.starts[first:last] < end + shift)
                if not hit.any():
                    continue
                rows.append(row)
                inside.append(np.pad(hit, (0, inner - len(hit))))
                grammar.append(grammar_of(passage.text, start, end, passage.said))
                labels.append(label)
    return {
        "ids": torch.from_numpy(ids), "features": torch.from_numpy(marks), "mask": torch.from_numpy(mask),
        "own": torch.from_numpy(own), "seen": torch.from_numpy(seen), "rows": torch.tensor(rows),
        "inside": torch.from_numpy(np.array(inside)), "grammar": torch.from_numpy(np.array(grammar)),
        "labels": torch.from_numpy(np.array(labels, dtype=np.float32)),
    }  # fmt: skip
