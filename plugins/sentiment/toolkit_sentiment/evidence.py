"""Why an answer was given: the words of grammar and model that decided, what each does, and a sentence of them all."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from toolkit_reading.vectors import Passage

from toolkit_sentiment.grammar import Clause, Signal

_SHARE = 0.15
"""A word counts as having decided where it gave at least this share of all that spoke for the answer."""
_MOST_WORDS = 2
_MOST_SIGNALS = 3
_DECIDES = {
    "oppose": "tells against it",
    "neutral": "leaves it open",
    "support": "tells for it",
}


def evidence_of(
    stance: str, found: Sequence[Signal], clause: Clause, shares: np.ndarray, passage: Passage, text: str
) -> list[dict[str, Any]]:
    """The spans that decided, in the order of the text, each with its `effect`.

    `shares` is what each piece of the passage gave to the answer; `text` the field in which `passage` lies.
    """
    spans: dict[tuple[int, int], str] = {}
    for signal in _telling(stance, found):
        words = [clause.tokens[i] for i in signal.words]
        spans[words[0].start, words[-1].end] = signal.effect
    target = (clause.tokens[clause.target].start, clause.tokens[clause.behind - 1].end)
    for start, end in _weighty(shares, passage, text, target):
        if not any(start < b and a < end for a, b in spans):
            spans[start, end] = f"“{text[start:end]}” {_DECIDES[stance]}"
    return [{"start": a, "end": b, "effect": effect} for (a, b), effect in sorted(spans.items())]


def sentence_of(evidence: Sequence[dict[str, Any]]) -> str | None:
    """The effects as one readable sentence; None where nothing in particular decided."""
    return "; ".join(dict.fromkeys(span["effect"] for span in evidence)) or None


def _telling(stance: str, found: Sequence[Signal]) -> list[Signal]:
    """The signals that are worth telling: those of structure, and the nearest words for or against that agree."""
    agree = {"oppose": "against", "support": "for"}.get(stance)
    structure = [s for s in found if s.effect and s.kind not in ("for", "against", "negation", "double negation")]
    words = sorted((s for s in found if s.kind == agree), key=lambda signal: -abs(signal.weight))
    return [*structure[:_MOST_SIGNALS], *words[:1]]


def _weighty(shares: np.ndarray, passage: Passage, text: str, target: tuple[int, int]) -> list[tuple[int, int]]:
    """The words that gave most to the answer, the target's own left out."""
    words: dict[tuple[int, int], float] = {}
    for share, start, end in zip(shares, passage.starts.tolist(), passage.ends.tolist(), strict=True):
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        words[start, end] = words.get((start, end), 0.0) + float(share)
    total = sum(value for value in words.values() if value > 0)
    told = [
        (value, span)
        for span, value in words.items()
        if value >= _SHARE * total > 0 and text[span[0]].isalnum() and not (span[0] < target[1] and target[0] < span[1])
    ]
    return [span for _, span in sorted(told, reverse=True)[:_MOST_WORDS]]
