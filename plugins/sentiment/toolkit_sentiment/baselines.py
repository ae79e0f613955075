"""Simple answers to compare with, on the tone of the target's sentence."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

MAJORITY = "negative"
"""The most frequent label of NewsMTSC's training part."""
_TONELESS = 0.05
"""VADER's own threshold of its compound score; for TextBlob's polarity the same is taken."""


@cache
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def _label(value: float) -> str:
    return "positive" if value >= _TONELESS else "negative" if value <= -_TONELESS else "neutral"


def vader(sentence: str) -> str:
    """The label by VADER (Hutto and Gilbert, ICWSM 2014)."""
    return _label(_vader().polarity_scores(sentence[:5_000])["compound"])


def textblob(sentence: str) -> str:
    """The label by TextBlob's pattern lexicon. Raises ValueError where TextBlob is not installed."""
    try:
        from textblob import TextBlob
    except ImportError:
        raise ValueError("The baseline 'textblob' needs TextBlob: pip install 'toolkit-sentiment[textblob]'.") from None
    return _label(TextBlob(sentence[:5_000]).sentiment.polarity)


def majority(sentence: str) -> str:
    """The same label for every sentence."""
    return MAJORITY


BASELINES: Mapping[str, Callable[[str], str]] = {"vader": vader, "textblob": textblob, "majority": majority}
