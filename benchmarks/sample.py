"""How right the analyzers are on the project's own sample corpus, by the labels in gold/sample.

No model is trained on it, but what joins and completes statements was mended on it, so it is a development set.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from toolkit_quotes.acts import act_of

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


ACTS = ("said", "wrote", "thought")
"""What the labels have all of: what was asked, promised or judged is labelled only where it is put as a statement."""


@dataclass(frozen=True)
class Result:
    """Scores on the sample; statements are those of `ACTS`, stances those of all labelled mentions, found or not."""

    statements: Score
    speakers: Score
    stances: Score
    kinds: Score
    misses: pd.DataFrame


def measure(study: tk.Study, least: float = 0.8) -> Result:
    """Scores a study of the sample with `TARGETS`; a statement matches at an overlap of at least `least`."""
    gold = labels("quotes", study.articles)
    gold["act"] = [act_of(cue if isinstance(cue, str) else None) for cue in gold["cue"]]
    quotes = study.quotes
    pairs: dict[int, int] = {}
    for key, rows in quotes.groupby(["article_id", "field"]):
        labelled = gold[(gold["article_id"] == key[0]) & (gold["field"] == key[1])]
        matched = match_spans(list(rows["parts"]), list(labelled["parts"]), least)
        pairs |= {rows.index[i]: labelled.index[j] for i, j in matched}
    pairs = {i: j for i, j in pairs.items() if quotes.at[i, "act"] in ACTS or gold.at[j, "act"] in ACTS}
    left = quotes.drop(index=list(pairs)).query("act in @ACTS")
    missed = gold.drop(index=list(pairs.values())).query("act in @ACTS")
    hit = quotes.loc[list(pairs)].reset_index(drop=True)
    label = gold.loc[list(pairs.values())].reset_index(drop=True)
    right, kinds = hit["speaker"].eq(label["speaker"]), hit["kind"].eq(label["kind"])
    count = len(pairs)
    wrong = label[~right].assign(miss="speaker", found=hit["speaker"])
    columns = ["miss", "file", "speaker_text", "cue", "text"]
    return Result(
        Score(count, count + len(left), count + len(missed)),
        Score(int(right.sum()), count, count),
        _stances(study),
        Score(int(kinds.sum()), count, count),
        pd.concat(
            [missed.assign(miss="missed")[columns], left.assign(miss="extra", file="").reindex(columns=columns), wrong]
        )[[*columns, "found"]],
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
    print("\nSample corpus (39 invented articles): what was said, written or thought, at an overlap of at least 0.8")
    score = result.statements
    print(f"statements  precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}")
    print(f"right speaker of those matched  {result.speakers.precision:.3f}   right kind  {result.kinds.precision:.3f}")
    print(f"stance accuracy over all labelled mentions  {result.stances.recall:.2f}")
    if "--misses" in sys.argv:
        print(result.misses.to_string(max_colwidth=90))


if __name__ == "__main__":
    main()
