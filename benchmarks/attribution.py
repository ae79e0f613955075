"""How many of the attributions of PolNeAR's dev part the quotes plugin finds, beside published baselines."""

from time import perf_counter

import pandas as pd

import toolkit as tk
from benchmarks.data import attribution
from toolkit.validation import Score, match_spans

BASELINES = [
    # engine, precision, recall, F1, right source, words per second; measured on two cores, as DESIGN.md tells
    ("GenderGapTracker rules on spaCy's small model", 0.82, 0.41, 0.55, 0.80, 4_100),
    ("MiniLM encoder fine-tuned, int8 (planned)", 0.67, 0.83, 0.74, None, 5_900),
]


def measure(part: str = "dev", least: float = 0.3) -> dict[str, object]:
    """Scores statements by their content (overlap of at least `least`) and the sources of those matched."""
    articles, gold = attribution(part)
    words = int(articles["body"].str.split().str.len().sum())
    began = perf_counter()
    study = tk.analyze(articles, only=["quotes"], progress=False)
    seconds = perf_counter() - began
    total, right, with_source = Score(0, 0, 0), 0, 0
    for article, labels in gold.items():
        rows = study.quotes[study.quotes["article_id"] == article]
        labels = [label for label in labels if label["content"]]
        contents = [[tuple(span) for span in label["content"]] for label in labels]
        pairs = match_spans(list(rows["parts"]), contents, least)
        total += Score(len(pairs), len(rows), len(contents))
        for i, j in pairs:
            row, source = rows.iloc[i], labels[j]["source"]
            if source:
                with_source += 1
                start, end = row["speaker_start"], row["speaker_end"]
                right += bool(pd.notna(start) and any(start < b and a < end for a, b in source))
    return {"score": total, "source": right / max(with_source, 1), "words": words, "seconds": seconds}


def main() -> None:
    """Prints the table."""
    print("\nStatements on PolNeAR dev (a hit is an overlap of at least 0.3 of the union)")
    print(f"{'engine':<50}{'precision':>10}{'recall':>8}{'F1':>7}{'source':>8}{'words/s':>9}")
    found = measure()
    score = found["score"]
    speed = found["words"] / found["seconds"]
    rows = [
        ("toolkit-quotes, rules", score.precision, score.recall, score.f1, found["source"], speed),
        *BASELINES,
    ]
    for name, precision, recall, f1, source, words in rows:
        shown = "–" if source is None else f"{source:.2f}"
        print(f"{name:<50}{precision:>10.2f}{recall:>8.2f}{f1:>7.2f}{shown:>8}{words:>9,.0f}")
    exact = measure(least=0.999)["score"]
    print(f"exact: precision {exact.precision:.2f}, recall {exact.recall:.2f}, F1 {exact.f1:.2f}")


if __name__ == "__main__":
    main()
