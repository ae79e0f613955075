"""How hard an article is to read, and what it is made of, by the library `readability`."""

from collections.abc import Iterator
from typing import Any

import readability as measures

import toolkit as tk

GRADES = {
    "flesch_reading_ease": "FleschReadingEase",
    "flesch_kincaid_grade": "Kincaid",
    "gunning_fog": "GunningFogIndex",
    "smog": "SMOGIndex",
    "coleman_liau": "Coleman-Liau",
    "automated_readability": "ARI",
    "lix": "LIX",
    "rix": "RIX",
}
STATISTICS = {
    "words_per_sentence": "words_per_sentence",
    "syllables_per_word": "syll_per_word",
    "characters_per_word": "characters_per_word",
    "type_token_ratio": "type_token_ratio",
}
COUNTS = {"words": "words", "sentences": "sentences", "long_words": "long_words"}


@tk.analyzer(
    "readability",
    makes={
        "readability": tk.Table(
            {**dict.fromkeys(COUNTS, "Int64"), **dict.fromkeys([*STATISTICS, *GRADES], "Float64")}, spans=False
        )
    },
    languages=["en", "de", "nl"],
    version="0.1.0",
)
def readability(document: Any) -> Iterator[dict[str, Any]]:
    """How hard an article is to read: a row for each article that has words.

    Over the sentences of the body, or of the headline where there is no body. A higher Flesch reading ease is easier;
    `flesch_kincaid_grade`, `gunning_fog`, `smog`, `coleman_liau` and `automated_readability` are years of school; LIX
    and RIX go by long words. Sources of the formulas: the documentation of `readability`.
    """
    field = "body" if "body" in document.fields else "headline"
    sentences = [
        " ".join(token.text for token in sentence.tokens if not token.text.isspace())
        for sentence in document.sentences
        if sentence.field == field
    ]
    text = "\n".join(sentence for sentence in sentences if any(letter.isalpha() for letter in sentence))
    if not text:
        return
    found = measures.getmeasures(text, lang=document.language or "en")
    grades, about = found["readability grades"], found["sentence info"]
    yield {
        **{name: int(about[key]) for name, key in COUNTS.items()},
        **{name: round(about[key], 3) for name, key in STATISTICS.items()},
        **{name: round(grades[key], 2) for name, key in GRADES.items()},
    }


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzers of this plugin."""
    return [readability]
