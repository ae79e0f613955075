"""How right the names are on English Worldwide Newswire's dev part and on the sample, beside spaCy's small model."""

from collections.abc import Callable

import pandas as pd
import toolkit_spacy
from toolkit_entities.mentions import LABEL_OF

import toolkit as tk
from benchmarks.data import SPACY, entities
from benchmarks.sample import labels, load_sample
from toolkit.validation import Score

THREE = ("PERSON", "ORG", "PLACE")
Analyze = Callable[[pd.DataFrame], tk.Study]


def installed(articles: pd.DataFrame) -> tk.Study:
    """The installed plugins' names."""
    return tk.analyze(articles, only=["entities"], progress=False)


def by_spacy(articles: pd.DataFrame) -> tk.Study:
    """Those of spaCy's small pipeline."""
    return tk.analyze(articles, plugins=[toolkit_spacy], only=["entities"], pipeline=SPACY, progress=False)


def measure(analyze: Analyze = installed, part: str = "dev") -> dict[str, Score]:
    """Scores by label: a hit has the span and the label exactly."""
    articles, gold = entities(part)
    table = analyze(articles).entities
    found: dict[str, set[tuple[int, int, str]]] = {key: set() for key in gold}
    for row in table.itertuples():
        label = "OTHER" if row.label == "EVENT" else row.label  # the set has one label for events and other things
        found[row.article_id].add((row.start, row.end, label))
    theirs = {key: {(start, end, LABEL_OF[kind]) for start, end, kind in spans} for key, spans in gold.items()}
    return _scores(found, theirs, tuple(LABEL_OF.values()))


def measure_sample(analyze: Analyze = installed) -> dict[str, Score]:
    """The same on the sample, whose labels have people, organisations, places and groups."""
    articles = load_sample()
    table, gold = analyze(articles).entities, labels("entities", articles)
    spans = [
        {
            key: set(rows[["field", "start", "end", "label"]].itertuples(index=False, name=None))
            for key, rows in frame.groupby("article_id")
        }
        for frame in (table, gold)
    ]
    return _scores(*spans, (*THREE, "GROUP"))


def _scores(found: dict[str, set], gold: dict[str, set], kinds: tuple[str, ...]) -> dict[str, Score]:
    totals = {kind: Score(0, 0, 0) for kind in kinds}
    for key, theirs in gold.items():
        for kind in kinds:
            a = {span for span in found.get(key, set()) if span[-1] == kind}
            b = {span for span in theirs if span[-1] == kind}
            totals[kind] += Score(len(a & b), len(a), len(b))
    return totals


def main() -> None:
    """Prints F1 by label."""
    print("\nNames (an untuned joint encoder: PERSON, ORG, PLACE 0.799, by label 0.865, 0.699, 0.824)")
    print("F1 of exact span and label on English Worldwide Newswire dev (90 articles) and the sample corpus")
    engines = {"toolkit-entities": installed, "spaCy small": by_spacy}
    for title, score in (("newswire", measure), ("sample", measure_sample)):
        for name, analyze in engines.items():
            totals = score(analyze)
            three = sum((totals[label] for label in THREE), Score(0, 0, 0))
            each = "  ".join(f"{label} {total.f1:.3f}" for label, total in totals.items())
            print(f"{title:<10}{name:<18}PERSON, ORG, PLACE {three.f1:.3f}   {each}")


if __name__ == "__main__":
    main()
