"""Stance and sentiment in statements towards the targets that a study asks for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from pydantic import WithJsonSchema
from toolkit_reading.reading import read

import toolkit as tk
from toolkit.documents import Document
from toolkit_sentiment.baselines import BASELINES
from toolkit_sentiment.evidence import evidence_of, sentence_of
from toolkit_sentiment.grammar import features, signals
from toolkit_sentiment.head import SENTIMENTS, STANCES, shipped
from toolkit_sentiment.named import Named, wants_entities
from toolkit_sentiment.passages import Sentences
from toolkit_sentiment.targets import clean_targets, finder_of

_COLUMNS = {
    "quote_id": "string",
    "target": "string",
    "target_name": "string",
    "speaker": "string",
    "stance": "string",
    "score": "Float64",
    "because": "string",
    "sentiment": "string",
    "sentiment_score": "Float64",
    **{f"stance_{label}": "Float64" for label in STANCES},
    **{f"sentiment_{label}": "Float64" for label in SENTIMENTS},
    "evidence": "object",
    **dict.fromkeys(BASELINES, "string"),
}


_PHRASES = WithJsonSchema({"type": "array", "items": {"type": "string"}})


def _check(options: Mapping[str, Any]) -> None:
    if not wants_entities(options["targets"]):
        clean_targets(options["targets"])


@tk.analyzer(
    "sentiment",
    makes={"stances": tk.Table(_COLUMNS)},
    requires=["quotes", "entities"],
    languages=["en"],
    version="0.6.0",
    check=_check,
)
def sentiment(
    document: Document,
    quotes: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    targets: Annotated[Any, _PHRASES, "Phrases or names to judge stance on; 'entities' for every name."] = (),
    baselines: Annotated[Sequence[Literal["vader", "textblob", "majority"]], "Simple answers to compare with."] = (),
    aliases: Any = (),
) -> Iterator[dict[str, Any]]:
    """For or against the targets, and in what tone, for each mention of a target in a statement.

    `targets` is a phrase, a list of phrases, a mapping of each to its synonyms, or "entities" for every name in the
    statements; `baselines` names simple answers to set beside ("vader", "textblob", "majority"); `aliases` is the
    study's.

    `stance` (oppose, neutral, support) is the speaker's own towards the target, `sentiment` (negative, neutral,
    positive) the tone towards it, `target_name` what the article calls a target that was asked for by "entities";
    `score` and `sentiment_score` are the probabilities of these answers, and those of all answers stand in columns of
    their own. `evidence` has the spans that decided (`start`, `end`, `effect`), `because` says it.
    """
    finder = finder_of(() if wants_entities(targets) else targets)
    asked, chosen = finder.targets, set(baselines)
    if quotes.empty or not (asked or wants_entities(targets)):
        return
    named = Named(entities, asked, aliases)
    sentences = Sentences.by_field(document)
    for quote in quotes.to_dict("records"):
        field, parts = quote["field"], quote["parts"]
        text = document.fields[field]
        found = dict.fromkeys(finder.find(text, parts))
        found |= dict.fromkeys(named.find(field, parts))
        grouped: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for target, start, end in sorted(found, key=lambda one: (one[1], one[2], one[0])):
            grouped[sentences[field].at(start)].append((target, start, end))
        for number, own in grouped.items():
            sentence = sentences[field].found[number].text
            about = {
                "quote_id": quote["quote_id"],
                "speaker": quote["speaker"],
                **{name: BASELINES[name](sentence) if name in chosen else None for name in BASELINES},
            }
            for row in judge(document, field, parts, sentences[field], number, own):
                name = row["target"] if wants_entities(targets) else None
                yield document.span(field, **row, **about, target_name=name)


def judge(
    document: Document,
    field: str,
    parts: Sequence[Sequence[int]],
    sentences: Sentences,
    number: int,
    targets: Sequence[tuple[str, int, int]],
) -> Iterator[dict[str, Any]]:
    """The answers for the targets in one sentence of a statement."""
    text = document.fields[field]
    begin, finish = sentences.passage(number, parts, text)
    vectors = read(document).vectors
    passage = vectors.passage(field, begin, finish, targets[0][1]) if vectors else None
    if passage is None:
        return
    clauses = [sentences.clause(number, parts, start, end) for _, start, end in targets]
    found = [signals(clause) for clause in clauses]
    inside = np.array([(passage.ends > start) & (passage.starts < end) for _, start, end in targets])
    answers = shipped().read(passage.vectors).answer(inside, np.array([features(one) for one in found]))
    said = np.any([(passage.starts >= a) & (passage.starts < b) for a, b in parts], axis=0)
    for i, (target, start, end) in enumerate(targets):
        chance, tone = answers.stance[i], answers.sentiment[i]
        best, tone_best = int(chance.argmax()), int(tone.argmax())
        shares = answers.shares[i][:, best] - np.delete(answers.shares[i], best, axis=1).mean(axis=1)
        evidence = evidence_of(STANCES[best], found[i], clauses[i], np.where(said, shares, 0), passage, text)
        yield {
            "start": start,
            "end": end,
            "target": target,
            "stance": STANCES[best],
            "score": _rounded(chance[best]),
            "because": sentence_of(evidence),
            "sentiment": SENTIMENTS[tone_best],
            "sentiment_score": _rounded(tone[tone_best]),
            **{f"stance_{label}": _rounded(value) for label, value in zip(STANCES, chance, strict=True)},
            **{f"sentiment_{label}": _rounded(value) for label, value in zip(SENTIMENTS, tone, strict=True)},
            "evidence": evidence,
        }


def _rounded(value: Any) -> float:
    return round(float(value), 4)


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [sentiment]
