"""The targets in one sentence of a statement: what is read for them, and the answers with their evidence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from toolkit_reading import Precision, read
from toolkit_reading.vectors import Passage

from toolkit.documents import Document
from toolkit_sentiment.evidence import evidence_of, sentence_of
from toolkit_sentiment.grammar import Clause, Signal, features, signals
from toolkit_sentiment.head import SENTIMENTS, STANCES, Answers, Asked, shipped
from toolkit_sentiment.passages import Parts, Sentences


@dataclass(frozen=True)
class Case:
    """Targets (name, start, end) in one sentence of a statement, each with its clause and what grammar says of it."""

    text: str
    field: str
    sentence: str
    parts: Parts
    targets: Sequence[tuple[str, int, int]]
    clauses: Sequence[Clause]
    signals: Sequence[Sequence[Signal]]
    passage: Passage
    asked: Asked


def cases_of(
    document: Document,
    field: str,
    parts: Parts,
    sentences_of: Mapping[str, Sentences],
    targets: Sequence[tuple[str, int, int]],
    precision: Precision = "full",
) -> Iterator[Case]:
    """Yields the targets of a statement, given in the order of the text, by sentence; reads what is needed for them."""
    if not targets:
        return
    text, sentences, vectors = document.fields[field], sentences_of[field], read(document, precision).vectors
    grouped: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for target in targets:
        grouped[sentences.at(target[1])].append(target)
    for number, own in grouped.items():
        begin, finish = sentences.passage(number, parts, text)
        passage = vectors.passage(field, begin, finish, own[0][1]) if vectors else None
        if passage is None:
            continue
        clauses = [sentences.clause(number, parts, start, end) for _, start, end in own]
        said = [signals(clause) for clause in clauses]
        inside = np.array([(passage.ends > start) & (passage.starts < end) for _, start, end in own])
        asked = Asked(shipped(precision).read(passage.vectors), inside, np.array([features(one) for one in said]))
        yield Case(text, field, sentences.found[number].text, parts, own, clauses, said, passage, asked)


def judge(cases: Sequence[Case], precision: Precision = "full") -> Iterator[list[dict[str, Any]]]:
    """Yields the rows of each case, one for each target."""
    for case, answers in zip(cases, shipped(precision).answer([case.asked for case in cases]), strict=True):
        yield _rows(case, answers)


def _rows(case: Case, answers: Answers) -> list[dict[str, Any]]:
    passage, rows = case.passage, []
    said = np.any([(passage.starts >= a) & (passage.starts < b) for a, b in case.parts], axis=0)
    for i, (target, start, end) in enumerate(case.targets):
        chance, tone = answers.stance[i].tolist(), answers.sentiment[i].tolist()
        best, tone_best = int(answers.stance[i].argmax()), int(answers.sentiment[i].argmax())
        shares = answers.shares[i]
        more = 1.5 * shares[:, best] - shares.sum(axis=1) / 2  # than the mean of the two other answers
        evidence = evidence_of(
            STANCES[best], case.signals[i], case.clauses[i], np.where(said, more, 0), passage, case.text
        )
        rows.append(
            {
                "start": start,
                "end": end,
                "target": target,
                "stance": STANCES[best],
                "score": round(chance[best], 4),
                "because": sentence_of(evidence),
                "sentiment": SENTIMENTS[tone_best],
                "sentiment_score": round(tone[tone_best], 4),
                **{f"stance_{label}": round(value, 4) for label, value in zip(STANCES, chance, strict=True)},
                **{f"sentiment_{label}": round(value, 4) for label, value in zip(SENTIMENTS, tone, strict=True)},
                "evidence": evidence,
            }
        )
    return rows
