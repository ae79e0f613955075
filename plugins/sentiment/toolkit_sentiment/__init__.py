"""Stance and sentiment in statements towards the phrases that a study asks for. Found by rules on words."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

import toolkit as tk
from toolkit.documents import Document, Sentence, Token
from toolkit_sentiment.stance import stance_towards
from toolkit_sentiment.targets import clean_targets, occurrences, pattern_of
from toolkit_sentiment.tone import tone_of

STANCES = ("oppose", "neutral", "support")
SENTIMENTS = ("negative", "neutral", "positive")


@tk.analyzer(
    "sentiment",
    makes={
        "stances": tk.Table(
            {
                "quote_id": "string",
                "target": "string",
                "speaker": "string",
                "stance": "string",
                "sentiment": "string",
                "score": "Float64",
                "evidence": "object",
            }
        )
    },
    requires=["quotes"],
    languages=["en"],
    version="0.1.0",
)
def sentiment(document: Document, quotes: pd.DataFrame, *, targets: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """For or against the targets, and in what tone, for each mention of a target in a statement.

    `stance` (oppose, neutral, support) is the speaker's own towards the target, `sentiment` (negative, neutral,
    positive) the tone of the sentence, `score` how sure the stance is, `evidence` the spans that decided it.
    """
    patterns = {target: pattern_of(target) for target in clean_targets(targets)}
    if not patterns or quotes.empty:
        return
    sentences: dict[str, list[Sentence]] = {}
    for sentence in document.sentences:
        sentences.setdefault(sentence.field, []).append(sentence)
    for quote in quotes.to_dict("records"):
        text = document.fields[quote["field"]]
        for target, pattern in patterns.items():
            for start, end in occurrences(pattern, text, quote["parts"]):
                tokens, following = _said_around(sentences[quote["field"]], quote["parts"], start)
                stance = stance_towards(tokens, start, end, following, quote["cue"])
                yield document.span(
                    quote["field"],
                    start,
                    end,
                    quote_id=quote["quote_id"],
                    target=target,
                    speaker=quote["speaker"],
                    stance=stance.stance,
                    sentiment=tone_of(text[tokens[0].start : tokens[-1].end]),
                    score=stance.score,
                    evidence=[list(span) for span in stance.evidence],
                )


def _said_around(
    sentences: Sequence[Sentence], parts: Sequence[Sequence[int]], start: int
) -> tuple[list[Token], list[Token]]:
    """The tokens of the sentence at `start`, and of the one after it, as far as they belong to the statement."""
    number = max(0, bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1)
    said = [
        [token for token in sentence.tokens if any(a <= token.start < b for a, b in parts)]
        for sentence in sentences[number : number + 2]
    ]
    return said[0] or list(sentences[number].tokens), said[1] if len(said) > 1 else []


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [sentiment]
