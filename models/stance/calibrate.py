"""Sets the temperatures of the shipped head: python -m models.stance.calibrate

One number for each task, by which scores are divided before they become probabilities (Guo et al., ICML 2017): the one
that makes the dev parts most probable. It changes no answer, only how sure it is. Written into answers.npz.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from toolkit_sentiment.head import SENTIMENTS, STANCES, softmax

from benchmarks.stance import judged, sentiment_cases, stance_cases

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "sentiment" / "toolkit_sentiment"


def scores_of(task: str) -> tuple[np.ndarray, np.ndarray]:
    """The shipped head's log-probabilities on the dev parts (cases, 3), and the right labels."""
    labels = SENTIMENTS if task == "sentiment" else STANCES
    cases = stance_cases("dev") if task == "stance" else sentiment_cases("dev-rw") + sentiment_cases("dev-mt")
    found, gold = [], []
    for case in cases:
        answer = judged(case.text, case.start, case.end)
        if answer:
            found.append([answer[f"{task}_{label}"] for label in labels])
            gold.append(labels.index(case.label))
    return np.log(np.clip(np.array(found), 1e-5, 1)), np.array(gold)


def temperature(scores: np.ndarray, gold: np.ndarray) -> float:
    """The temperature at which the right labels are most probable."""

    def surprise(value: float) -> float:
        chances = softmax(scores / value)[np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(chances, 1e-9)).mean())

    return float(minimize_scalar(surprise, bounds=(0.3, 5), method="bounded").x)


def main() -> None:
    """Fits both temperatures and writes them."""
    path = PACKAGE / "answers.npz"
    with np.load(path) as saved:
        weights = {name: saved[name] for name in saved.files}
    for task in ("sentiment", "stance"):
        now = float(weights[f"{task}.temperature"])
        weights[f"{task}.temperature"] = np.float32(now * temperature(*scores_of(task)))
        print(json.dumps({"task": task, "temperature": round(float(weights[f"{task}.temperature"]), 3)}))
    np.savez_compressed(path, **weights)
    data = path.read_bytes()
    print(json.dumps({"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}))


if __name__ == "__main__":
    main()
