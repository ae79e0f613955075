"""What is learned from: texts with a target in each, and the label of one task."""

import csv
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from models.stance.frames import frame

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
TASKS = ("sentiment", "stance")
STANCES = ("oppose", "neutral", "support")


@dataclass(frozen=True)
class Example:
    """A text, the target in it, and the label: 0 negative or oppose, 1 neutral, 2 positive or support."""

    text: str
    start: int
    end: int
    task: str
    label: int
    mixed: bool = False
    """Whether the text has targets of differing labels."""
    features: str = ""
    said: tuple[int, int] | None = None
    """Where the statement stands in the text; all of it where nothing is said."""


def load_part(part: str, draw: random.Random | None = None) -> list[Example]:
    """NewsMTSC's `train`, `dev-rw` or `dev-mt`, or `stance-train`, `stance-dev` or `stance-test` of gold/stance.

    With `draw`, statements are put into frames.
    """
    kind, _, name = part.partition("-")
    return _stance(name, draw) if kind == "stance" else _sentiment(part)


def _sentiment(part: str) -> list[Example]:
    rows = [json.loads(line) for line in (SHARED / "sentiment" / f"{part}.jsonl").open(encoding="utf-8")]
    labels = defaultdict(set)
    for row in rows:
        labels[row["sentence"]].add(row["polarity"])
    return [
        Example(
            row["sentence"],
            row["from"],
            row["to"],
            "sentiment",
            row["polarity"] + 1,
            len(labels[row["sentence"]]) > 1,
        )
        for row in rows
    ]


def _rows(part: str) -> list[dict[str, str]]:
    with (ROOT / "gold" / "stance" / "statements.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


_SWAPPED = 0.5
"""The share of statements that are learned with another target of the same kind, as what is said of it decides."""


def _stance(part: str, draw: random.Random | None) -> list[Example]:
    rows = _rows(part)
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row["target"])
    found = []
    for row in rows:
        statement, start, end = row["statement"], int(row["start"]), int(row["end"])
        if draw and draw.random() < _SWAPPED:
            other = draw.choice(kinds[row["kind"]])
            other = other[0].upper() + other[1:] if start == 0 else other
            statement, end = statement[:start] + other + statement[end:], start + len(other)
        text, before = frame(statement, draw) if draw else (statement, 0)
        label = STANCES.index(row["stance"])
        said = (before, before + len(statement))
        found.append(Example(text, before + start, before + end, "stance", label, features=row["features"], said=said))
    return found
