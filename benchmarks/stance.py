"""How right stance and sentiment are, how well their probabilities hold, and why: python -m benchmarks.stance

Dev parts. The head was trained on NewsMTSC's training part and the training targets of gold/stance, and what ships was
chosen on these dev parts, so the figures flatter a little. The sample corpus was never trained on; on claims nothing
was.
"""

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from toolkit_sentiment.baselines import BASELINES
from toolkit_sentiment.cases import cases_of, judge
from toolkit_sentiment.head import SENTIMENTS
from toolkit_sentiment.passages import Sentences
from toolkit_sentiment.targets import Finder, clean_targets

import toolkit as tk
from benchmarks.attribution import calibration_error
from benchmarks.claims import claims
from benchmarks.data import rows
from benchmarks.sample import TARGETS, load_sample, measure
from toolkit.documents import Document

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("negation", "ascription", "critics")


@dataclass(frozen=True)
class Case:
    """A text with a target in it, the right label, and what is special about it."""

    text: str
    start: int
    end: int
    label: str
    features: tuple[str, ...] = ()


def sentiment_cases(part: str) -> list[Case]:
    """NewsMTSC's dev-rw or dev-mt (Hamborg and Donnay, EACL 2021); `mixed` where targets of a sentence differ."""
    found = list(rows(f"sentiment/{part}.jsonl"))
    labels = defaultdict(set)
    for row in found:
        labels[row["sentence"]].add(row["polarity"])
    return [
        Case(
            row["sentence"],
            row["from"],
            row["to"],
            SENTIMENTS[row["polarity"] + 1],
            ("mixed",) if len(labels[row["sentence"]]) > 1 else (),
        )
        for row in found
    ]


def stance_cases(part: str) -> list[Case]:
    """The project's own statements on the targets of one part."""
    with (ROOT / "gold" / "stance" / "statements.csv").open(encoding="utf-8", newline="") as file:
        return [
            Case(row["statement"], int(row["start"]), int(row["end"]), row["stance"], tuple(row["features"].split(";")))
            for row in csv.DictReader(file)
            if row["part"] == part
        ]


def judged(text: str, start: int, end: int) -> dict[str, Any] | None:
    """The row that the analyzer gives for a target in a text that is a statement as a whole."""
    document = Document("benchmark", {"body": text, "language": "en"})
    sentences = Sentences.by_field(document)
    cases = list(cases_of(document, "body", [[0, len(text)]], sentences, [("target", start, end)]))
    return next(judge(cases))[0] if cases else None


def macro_f1(gold: Sequence[str], found: Sequence[str], labels: Iterable[str]) -> float:
    """The mean of the F1 of the labels."""
    values = []
    for label in labels:
        hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
        values.append(2 * hits / max(gold.count(label) + found.count(label), 1))
    return float(np.mean(values))


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """The share that is right."""
    return float(np.mean([g == f for g, f in zip(gold, found, strict=True)]))


def sentiment_table() -> pd.DataFrame:
    """Macro-F1 of the head and the baselines on the dev parts, and the calibration error of the head."""
    found = []
    for part in ("dev-rw", "dev-mt"):
        cases = sentiment_cases(part)
        answers = [judged(case.text, case.start, case.end) for case in cases]
        labels = [answer["sentiment"] for answer in answers if answer]
        sure = [(answer["sentiment_score"], answer["sentiment"] == case.label)
                for answer, case in zip(answers, cases, strict=True) if answer]  # fmt: skip
        engines: dict[str, list[str]] = {"toolkit-sentiment": labels}
        engines |= {name: [baseline(case.text) for case in cases] for name, baseline in BASELINES.items()}
        for name, said in engines.items():
            mixed = [i for i, case in enumerate(cases) if case.features]
            gold = [case.label for case in cases]
            found.append(
                {
                    "part": part,
                    "engine": name,
                    "macro-F1": macro_f1(gold, said, SENTIMENTS),
                    "accuracy": accuracy(gold, said),
                    "differing": macro_f1([gold[i] for i in mixed], [said[i] for i in mixed], SENTIMENTS)
                    if part == "dev-mt"
                    else np.nan,
                    "calibration error": calibration_error(sure) if name == "toolkit-sentiment" else np.nan,
                }
            )
    return pd.DataFrame(found)


def stance_table(part: str) -> tuple[pd.DataFrame, float, list[tuple[Case, str]]]:
    """Macro-F1 and accuracy on the project's own set by feature, the calibration error, and what is wrong."""
    cases = stance_cases(part)
    answers = [judged(case.text, case.start, case.end) for case in cases]
    said = [answer["stance"] if answer else "neutral" for answer in answers]
    sure = [(a["score"], a["stance"] == case.label) for a, case in zip(answers, cases, strict=True) if a]
    names = ["all", *(name for name, _ in Counter(f for case in cases for f in case.features).most_common())]
    found = []
    for name in names:
        own = [i for i, case in enumerate(cases) if name == "all" or name in case.features]
        gold, given = [cases[i].label for i in own], [said[i] for i in own]
        vader = [
            {"negative": "oppose", "positive": "support"}.get(BASELINES["vader"](cases[i].text), "neutral") for i in own
        ]
        found.append(
            {
                "statements": name,
                "n": len(own),
                "macro-F1": macro_f1(gold, given, sorted(set(gold))),
                "accuracy": accuracy(gold, given),
                "VADER accuracy": accuracy(gold, vader),
            }
        )
    wrong = [(case, answer) for case, answer in zip(cases, said, strict=True) if case.label != answer]
    return pd.DataFrame(found), calibration_error(sure), wrong


def claims_table() -> pd.DataFrame:
    """Accuracy on claims by how sure an answer must be, and the share that is answered."""
    found: list[tuple[float, bool] | None] = []
    for claim, target, synonyms, gold in claims():
        finder = Finder.of(clean_targets({target: synonyms}))
        place = next(iter(finder.find(claim, [(0, len(claim))])), None)
        answer = judged(claim, place[1], place[2]) if place else None
        answered = answer is not None and answer["stance"] != "neutral"
        found.append((answer["score"], answer["stance"] == gold) if answer and answered else None)
    lines = []
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        own = [one for one in found if one and one[0] >= least]
        lines.append(
            {
                "score at least": least,
                "answered": len(own) / len(found),
                "accuracy": float(np.mean([hit for _, hit in own])) if own else np.nan,
            }
        )
    return pd.DataFrame(lines)


def faithfulness(cases: Sequence[Case], seed: int = 1) -> dict[str, float]:
    """By how much the probability of an answer falls where words are deleted from the text (comprehensiveness, DeYoung
    et al., ACL 2020): the evidence's, and as many others at random.
    """
    draw, falls = random.Random(seed), defaultdict(list)
    for case in cases:
        answer = judged(case.text, case.start, case.end)
        if answer is None or answer["stance"] == "neutral" or not answer["evidence"]:
            continue
        spans = [(span["start"], span["end"]) for span in answer["evidence"]]
        words = [
            (token.start, token.end)
            for sentence in Document("x", {"body": case.text, "language": "en"}).sentences
            for token in sentence.tokens
            if token.text[0].isalnum() and not (token.start < case.end and case.start < token.end)
        ]
        told = [word for word in words if any(a < word[1] and word[0] < b for a, b in spans)]
        if not told or len(told) >= len(words):
            continue
        rest = [word for word in words if word not in told]
        others = draw.sample(rest, min(len(told), len(rest)))
        for name, gone in (("evidence", told), ("others", others)):
            falls[name].append(answer["score"] - _without(case, gone, answer["stance"]))
    return {name: float(np.mean(values)) for name, values in falls.items()}


def _without(case: Case, gone: Sequence[tuple[int, int]], stance: str) -> float:
    """The probability of a stance where words are deleted."""
    text, start, end = case.text, case.start, case.end
    for a, b in sorted(gone, reverse=True):
        wide = b + 1 if text[b : b + 1] == " " else b
        text = text[:a] + text[wide:]
        if wide <= start:
            start, end = start - (wide - a), end - (wide - a)
    answer = judged(text, start, end)
    return float(answer[f"stance_{stance}"]) if answer else 0.0


def sample_figures() -> tuple[float, float]:
    """Accuracy of the stance on the sample corpus: over all labelled mentions, and over those found."""
    score = measure(tk.analyze(load_sample(), targets=TARGETS, progress=False)).stances
    return score.recall, score.precision


def _show(title: str, table: pd.DataFrame) -> None:
    print(f"\n{title}")
    print(table.to_string(index=False, float_format=lambda value: "" if np.isnan(value) else f"{value:.3f}"))


def main() -> None:
    """Prints all tables; with --wrong what is wrong on the project's own dev part, with --test the test part."""
    part = "test" if "--test" in sys.argv else "dev"
    _show("Sentiment towards a target, NewsMTSC", sentiment_table())
    table, error, wrong = stance_table(part)
    _show(f"Stance, the project's own statements on targets not trained on ({part})", table)
    print(f"expected calibration error {error:.3f}")
    every, found = sample_figures()
    print(f"\nStance on the sample corpus: accuracy {every:.3f} of all labelled mentions, {found:.3f} of those found")
    _show("Stance on claims (IBM), nothing trained on them", claims_table())
    falls = faithfulness(stance_cases(part))
    print(
        f"\nDeleting the evidence lowers an answer's probability by {falls['evidence']:.3f}, "
        f"as many other words by {falls['others']:.3f}"
    )
    if "--wrong" in sys.argv:
        for case, answer in wrong:
            said = f"{case.text[: case.start]}[{case.text[case.start : case.end]}]{case.text[case.end :]}"
            print(f"{case.label:>8} → {answer:<8} {','.join(case.features)}: {said}")


if __name__ == "__main__":
    main()
