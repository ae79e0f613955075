"""How right the analyzers are on the project's own sample corpus, by the labels in gold/sample.

The rules were written before the labels were looked at and mended after, so these figures are of a development set.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import toolkit as tk
from toolkit.validation import Score, match_spans

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ["unilateral concessions", "sanctions", "ceasefire"]


def load_sample() -> pd.DataFrame:
    """The sample corpus."""
    return tk.load(ROOT / "seeds" / "sample", progress=False)


def labels(table: str, articles: pd.DataFrame) -> pd.DataFrame:
    """The labels of one table (quotes, stances, entities) with the `article_id` of each."""
    frame = pd.read_csv(ROOT / "gold" / "sample" / f"{table}.csv")
    ids = {Path(path).name: key for key, path in articles["path"].items()}
    frame.insert(0, "article_id", frame["file"].map(ids))
    if "parts" in frame:
        frame["parts"] = [[tuple(map(int, p.split("-"))) for p in parts.split(";")] for parts in frame["parts"]]
    return frame


@dataclass(frozen=True)
class Result:
    """Scores on the sample; the stances of all labelled target mentions count, found or not."""

    statements: Score
    speakers: Score
    stances: Score
    kinds: Score
    misses: pd.DataFrame


def measure(study: tk.Study, least: float = 0.8) -> Result:
    """Scores a study of the sample with `TARGETS`; a statement matches at an overlap of at least `least`."""
    gold = labels("quotes", study.articles)
    pairs: list[tuple[int, int]] = []
    for article, rows in gold.groupby("article_id"):
        for field, of_field in rows.groupby("field"):
            found = study.quotes[(study.quotes["article_id"] == article) & (study.quotes["field"] == field)]
            matched = match_spans(list(found["parts"]), list(of_field["parts"]), least)
            pairs += [(found.index[i], of_field.index[j]) for i, j in matched]
    statements = Score(len(pairs), len(study.quotes), len(gold))
    hit = pd.DataFrame(
        [
            {
                "speaker": study.quotes.at[i, "speaker"],
                "label": gold.at[j, "speaker"],
                "source": gold.at[j, "speaker_text"],
                "kind": study.quotes.at[i, "kind"],
                "kind_label": gold.at[j, "kind"],
                "text": gold.at[j, "text"],
            }
            for i, j in pairs
        ]
    )
    right = int((hit["speaker"] == hit["label"]).sum())
    kinds = int((hit["kind"] == hit["kind_label"]).sum())
    missed = gold.drop(index=[j for _, j in pairs])[["file", "kind", "speaker_text", "cue", "text"]]
    wrong = hit[hit["speaker"] != hit["label"]]
    return Result(
        statements,
        Score(right, len(pairs), len(pairs)),
        _stances(study),
        Score(kinds, len(pairs), len(pairs)),
        pd.concat([missed.assign(miss="statement"), wrong.assign(miss="speaker")]),
    )


def _stances(study: tk.Study) -> Score:
    if "stances" not in study.tables:
        return Score(0, 0, 0)
    gold = labels("stances", study.articles)
    key = ["article_id", "field", "start", "end", "target"]
    joined = gold.merge(study.stances[[*key, "stance"]], on=key, how="left", suffixes=("_label", ""))
    return Score(
        int((joined["stance"] == joined["stance_label"]).sum()),
        int(joined["stance"].notna().sum()),
        len(gold),
    )


def main() -> None:
    """Prints the scores, and what is wrong where asked for with --misses."""
    import sys

    study = tk.analyze(load_sample(), targets=TARGETS, progress=False)
    result = measure(study)
    print("\nSample corpus (39 invented articles, a statement matches at an overlap of at least 0.8)")
    score = result.statements
    print(f"statements  precision {score.precision:.2f}  recall {score.recall:.2f}  F1 {score.f1:.2f}")
    print(f"right speaker of those matched  {result.speakers.precision:.2f}   right kind  {result.kinds.precision:.2f}")
    print(f"stance accuracy over all labelled mentions  {result.stances.recall:.2f}")
    if "--misses" in sys.argv:
        print(result.misses.to_string(max_colwidth=90))


if __name__ == "__main__":
    main()
