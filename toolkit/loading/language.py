"""The language of an article, by a small offline library (py3langid, after Lui and Baldwin, ACL 2012)."""

from functools import cache
from typing import Any

_SAMPLE = 1_000  # characters; more do not change the answer
_SURE = 0.9
_SHORTEST = 40  # letters


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Gives the ISO 639-1 code of the language of `text`, or None where it is too short or too odd to tell."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _SHORTEST:
        return None
    code, probability = _identifier().classify(sample.lower())
    return str(code) if probability >= _SURE else None
