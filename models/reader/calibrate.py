"""Fits the confidence of statements: python -m models.reader.calibrate

On the articles that were held back from training; prints the weights for `toolkit_quotes.confidence`, and the expected
calibration error there and on the dev part, which was not looked at for it.
"""

from typing import Any

import numpy as np
from toolkit_quotes.assembly import find_statements
from toolkit_quotes.confidence import FEATURES, probability

from benchmarks.attribution import calibration_error
from models.reader.data import attribution_rows
from toolkit.documents import Document
from toolkit.validation import match_spans

_RIDGE = 1.0
_LEAST = 0.3


def examples(part: str) -> tuple[np.ndarray, np.ndarray]:
    """The features of each statement that is found, and whether an annotator marked it."""
    values: list[Any] = []
    right: list[bool] = []
    for row in attribution_rows(part):
        found = find_statements(Document(row["article_id"], {"body": row["text"], "language": "en"}), set())
        found = [statement for statement in found if statement.features]
        gold = [[tuple(span) for span in one["content"]] for one in row["attributions"] if one["content"]]
        hits = {i for i, _ in match_spans([list(statement.parts) for statement in found], gold, _LEAST)}
        values += [statement.features for statement in found]
        right += [i in hits for i in range(len(found))]
    return np.array(values), np.array(right, dtype=float)


def fit(values: np.ndarray, right: np.ndarray, steps: int = 50) -> np.ndarray:
    """Logistic regression with a ridge on all weights but the constant, by Newton's method."""
    weights = np.zeros(values.shape[1])
    ridge = _RIDGE * np.eye(len(weights))
    ridge[0, 0] = 0.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-values @ weights))
        gradient = values.T @ (chance - right) + ridge @ weights
        curvature = (values * (chance * (1 - chance))[:, None]).T @ values + ridge
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    """Prints weights and errors."""
    values, right = examples("held")
    weights = fit(values, right)
    print("WEIGHTS = (" + ", ".join(f"{weight:.3f}" for weight in weights) + ")")
    print(dict(zip(FEATURES, weights.round(2).tolist(), strict=True)))
    for part, (found, hits) in {"held": (values, right), "dev": examples("dev")}.items():
        pairs = [(probability(row, weights), bool(hit)) for row, hit in zip(found.tolist(), hits, strict=True)]
        print(f"{part}: {len(pairs)} statements, {np.mean(hits):.3f} right, error {calibration_error(pairs):.3f}")


if __name__ == "__main__":
    main()
