"""The tone of words, by VADER and its lexicon (Hutto and Gilbert, ICWSM 2014)."""

from functools import cache
from typing import Any

_TONELESS = 0.05  # VADER's own threshold of its compound score
_STRONG = 1.5  # of VADER's valences from -4 to 4


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def tone_of(text: str) -> str:
    """Gives negative, neutral or positive for a sentence."""
    compound = _analyzer().polarity_scores(text[:5_000])["compound"]
    return "positive" if compound >= _TONELESS else "negative" if compound <= -_TONELESS else "neutral"


def valence(word: str) -> int:
    """Gives -1 or 1 for a word in lower case that has a strong tone of its own, else 0."""
    value = _analyzer().lexicon.get(word, 0.0)
    return 1 if value >= _STRONG else -1 if value <= -_STRONG else 0
