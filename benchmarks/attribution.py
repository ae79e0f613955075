"""How many of the attributions of PolNeAR's dev part are found, by whom they are said to be, beside other engines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import pandas as pd
import toolkit_spacy

import toolkit as tk
from benchmarks.data import SPACY, attribution
from toolkit.validation import Score, match_spans

PUBLISHED = [
    # engine, content at 0.3 (P, R, F1), right source, words a second: measured once on two cores, see models/README.md
    ("GenderGapTracker rules on spaCy's small model", (0.82, 0.41, 0.55), 0.80, 4_100),
    ("MiniLM fine-tuned for two epochs, float32", (0.67, 0.86, 0.75), None, 2_700),
    ("the same, int8", (0.67, 0.83, 0.74), None, 5_900),
]
UNTUNED = {"contents": "0.753 / – / 0.557", "sources": "0.807 / – / 0.736"}
"""A joint encoder of plain heads after three epochs, measured once."""
OVERLAPS = (0.3, 0.8, 0.999)
_OPENING, _CLOSING = "\"“'‘", "\"”'’"


@dataclass
class Figures:
    """What an engine comes to; scores by overlap of the union."""

    statements: dict[float, Score] = field(default_factory=lambda: dict.fromkeys(OVERLAPS, Score(0, 0, 0)))
    contents: dict[float, Score] = field(default_factory=lambda: dict.fromkeys(OVERLAPS, Score(0, 0, 0)))
    sources: dict[float, Score] = field(default_factory=lambda: dict.fromkeys(OVERLAPS, Score(0, 0, 0)))
    quoted: dict[float, Score] = field(default_factory=lambda: dict.fromkeys(OVERLAPS, Score(0, 0, 0)))
    """Recall of the statements that stand in quotation marks as a whole."""
    right_source: Score = field(default_factory=lambda: Score(0, 0, 0))
    """Of the statements matched at 0.3 that have a source."""
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    """The score of each statement, and whether it is one at 0.3."""
    words_a_second: float = 0.0


def measure(part: str = "dev", analyze: Callable[[pd.DataFrame], tk.Study] | None = None) -> Figures:
    """Scores the quotes of `analyze`, the installed plugins' by default."""
    articles, gold = attribution(part)
    analyze = analyze or (lambda table: tk.analyze(table, only=["quotes"], progress=False))
    analyze(articles.iloc[:1])  # models and word lists are read once
    began = perf_counter()
    study = analyze(articles)
    seconds = perf_counter() - began
    figures = Figures(words_a_second=int(articles["body"].str.split().str.len().sum()) / seconds)
    rows = dict(tuple(study.quotes.groupby("article_id")))
    for article, labels in gold.items():
        found = rows.get(article, study.quotes.iloc[:0])
        _add(figures, articles.at[article, "body"], found, [label for label in labels if label["content"]])
    return figures


def _add(figures: Figures, text: str, rows: pd.DataFrame, labels: list[dict[str, Any]]) -> None:
    ours = [[tuple(part) for part in parts] for parts in rows["parts"]]
    theirs = [[tuple(span) for span in label["content"]] for label in labels]
    our_sources = _unique(zip(rows["speaker_start"], rows["speaker_end"], strict=True))
    their_sources = _unique(tuple(span) for label in labels for span in label["source"])
    in_marks = {j for j, parts in enumerate(theirs) if all(_in_marks(text, *part) for part in parts)}
    for least in OVERLAPS:
        pairs = match_spans(ours, theirs, least)
        figures.statements[least] += Score(len(pairs), len(ours), len(theirs))
        hits = len({j for _, j in pairs} & in_marks)
        figures.quoted[least] += Score(hits, hits, len(in_marks))
        for total, found, gold in (
            (figures.contents, _single(ours), _single(theirs)),
            (figures.sources, our_sources, their_sources),
        ):
            total[least] += Score(len(match_spans(found, gold, least)), len(found), len(gold))
    matched = dict(match_spans(ours, theirs, 0.3))
    figures.confidence += [(float(score), i in matched) for i, score in enumerate(rows["score"]) if pd.notna(score)]
    for i, j in matched.items():
        if labels[j]["source"]:
            start, end = rows["speaker_start"].iloc[i], rows["speaker_end"].iloc[i]
            right = pd.notna(start) and any(start < b and a < end for a, b in labels[j]["source"])
            figures.right_source += Score(int(right), 1, 1)


def _single(statements: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    return [[part] for parts in statements for part in parts]


def _unique(spans: Any) -> list[list[tuple[int, int]]]:
    return [[(int(start), int(end))] for start, end in sorted({span for span in spans if pd.notna(span[0])})]


def _in_marks(text: str, start: int, end: int) -> bool:
    return text[start] in _OPENING and text[end - 1] in _CLOSING


def calibration_error(confidence: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): the mean gap of score and hit rate, in bins of equal width."""
    table = pd.DataFrame(confidence, columns=["score", "hit"])
    grouped = table.groupby((table["score"] * bins).clip(upper=bins - 1).astype(int))
    gaps = (grouped["score"].mean() - grouped["hit"].mean()).abs()
    return float((gaps * grouped.size()).sum() / len(table))


def main() -> None:
    """Prints the table."""
    print("\nStatements on PolNeAR dev (84 articles, 67,609 words); a hit is an overlap of at least 0.3 of the union")
    print(f"{'engine':<52}{'precision':>10}{'recall':>8}{'F1':>7}{'source':>8}{'words/s':>9}")
    ours = measure()
    engines = {"toolkit-quotes": ours}
    engines["toolkit-spacy on spaCy's small pipeline"] = measure(
        analyze=lambda table: tk.analyze(
            table, plugins=[toolkit_spacy], only=["quotes"], pipeline=SPACY, progress=False
        )
    )
    for name, figures in engines.items():
        score = figures.statements[0.3]
        right = figures.right_source.precision
        _line(name, (score.precision, score.recall, score.f1), right, figures.words_a_second)
    for published in PUBLISHED:
        _line(*published)
    print("\nF1 at an overlap of 0.3 / 0.8 / exact" + f"{'toolkit-quotes':>18}{'an untuned joint encoder':>32}")
    for name in ("contents", "statements", "sources"):
        figures = " / ".join(f"{score.f1:.3f}" for score in getattr(ours, name).values())
        print(f"{name:<34}{figures:>22}{UNTUNED.get(name, ''):>29}")
    quoted = " / ".join(f"{score.recall:.3f}" for score in ours.quoted.values())
    print(f"{'recall of those in quotation marks':<36}{quoted}")
    print(f"right source of the matched that have one {ours.right_source.precision:.3f}")
    print(f"expected calibration error of the score {calibration_error(ours.confidence):.3f}")


def _line(name: str, score: tuple[float, float, float], source: float | None, words: float) -> None:
    precision, recall, f1 = score
    shown = "–" if source is None else f"{source:.2f}"
    print(f"{name:<52}{precision:>10.2f}{recall:>8.2f}{f1:>7.2f}{shown:>8}{words:>9,.0f}")


if __name__ == "__main__":
    main()
