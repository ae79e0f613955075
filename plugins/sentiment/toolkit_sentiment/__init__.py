"""Stance and sentiment in statements towards the targets that a study asks for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import WithJsonSchema
from toolkit_reading import Precision

import toolkit as tk
from toolkit.documents import Document
from toolkit_sentiment.baselines import BASELINES
from toolkit_sentiment.cases import cases_of, judge
from toolkit_sentiment.head import SENTIMENTS, STANCES
from toolkit_sentiment.named import Named, wants_entities
from toolkit_sentiment.passages import Parts, Sentences
from toolkit_sentiment.targets import Finder, clean_targets, finder_of

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
_AT_ONCE = 64
"""Passages whose targets are judged at once; what was read of them is held until then (10 MB)."""
_PHRASES = WithJsonSchema({"type": "array", "items": {"type": "string"}})


def _check(options: Mapping[str, Any]) -> None:
    if not wants_entities(options["targets"]):
        clean_targets(options["targets"])
        finder_of(options["targets"])  # now, while no article's time runs: it takes seconds to import what it needs


@tk.analyzer(
    "sentiment",
    makes={"stances": tk.Table(_COLUMNS)},
    requires=["quotes", "entities"],
    languages=["en"],
    version="0.8.0",
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
    precision: Precision = "full",
) -> Iterator[dict[str, Any]]:
    """For or against the targets, and in what tone, for each mention of a target in a statement.

    `targets` is a phrase, a list of phrases, a mapping of each to its synonyms, or "entities" for every name in the
    statements; `baselines` names simple answers to set beside ("vader", "textblob", "majority"); `aliases` is the
    study's; `precision` is that of the encoder and of the head.

    `stance` (oppose, neutral, support) is the speaker's own towards the target, `sentiment` (negative, neutral,
    positive) the tone towards it, `target_name` what the article calls a target that was asked for by "entities";
    `score` and `sentiment_score` are the probabilities of these answers, and those of all answers stand in columns of
    their own. `evidence` has the spans that decided (`start`, `end`, `effect`), `because` says it.
    """
    finder = finder_of(() if wants_entities(targets) else targets)
    if quotes.empty or not (finder.targets or wants_entities(targets)):
        return
    named, sentences = Named(entities, finder.targets, aliases), Sentences.by_field(document)
    columns = (quotes[name].tolist() for name in ("quote_id", "speaker", "field", "parts"))
    met = (
        (quote, speaker, case)
        for quote, speaker, field, parts in zip(*columns, strict=True)
        for case in cases_of(
            document, field, parts, sentences, _found(finder, named, document, field, parts), precision
        )
    )
    while some := list(islice(met, _AT_ONCE)):
        for (quote, speaker, case), rows in zip(some, judge([case for *_, case in some], precision), strict=True):
            about = {"quote_id": quote, "speaker": speaker}
            about |= {name: BASELINES[name](case.sentence) if name in baselines else None for name in BASELINES}
            for row in rows:
                name = row["target"] if wants_entities(targets) else None
                yield document.span(case.field, **row, **about, target_name=name)


def _found(finder: Finder, named: Named, document: Document, field: str, parts: Parts) -> list[tuple[str, int, int]]:
    """The targets in the parts of a statement with their places, in the order of the text."""
    found = {*finder.find(document.fields[field], parts), *named.find(field, parts)}
    return sorted(found, key=lambda one: (one[1], one[2], one[0]))


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [sentiment]
