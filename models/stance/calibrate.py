"""Calibrates the shipped head: python -m models.stance.calibrate

Two numbers for each task, the smoothing that is taken off and the temperature, such that the dev parts are most
probable. They change no answer, only how sure it is. Written into answers.npz. Also prints the expected calibration
error by cross-fitting: each half of dev with the numbers that the other half gives, in 20 divisions.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from toolkit_sentiment.head import SENTIMENTS, STANCES, TASKS, calibrated

from benchmarks.attribution import calibration_error
from benchmarks.stance import judged, sentiment_cases, stance_cases

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "sentiment" / "toolkit_sentiment"
_UNTOUCHED = (0.0, 1.0)


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


def fit(scores: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    """The smoothing and the temperature at which the right labels are most probable."""

    def surprise(given: np.ndarray) -> float:
        chances = calibrated(scores, *given)[np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(chances, 1e-9)).mean())

    found = minimize(surprise, (0.05, 1.5), method="Nelder-Mead", bounds=((0, 0.3), (0.3, 5))).x
    return float(found[0]), float(found[1])


def cross_fitted(scores: np.ndarray, gold: np.ndarray, divisions: int = 20) -> float:
    """The expected calibration error where no case was calibrated by itself."""
    draw, errors = np.random.default_rng(1), []
    for _ in range(divisions):
        order = draw.permutation(len(gold))
        halves = order[: len(order) // 2], order[len(order) // 2 :]
        sure: list[tuple[float, bool]] = []
        for own, other in (halves, halves[::-1]):
            chances = calibrated(scores[own], *fit(scores[other], gold[other]))
            sure += zip(chances.max(1), chances.argmax(1) == gold[own], strict=True)
        errors.append(calibration_error(sure))
    return float(np.mean(errors))


def main() -> None:
    """Fits both tasks and writes the numbers."""
    path = PACKAGE / "answers.npz"

    def write(numbers: dict[str, tuple[float, float]]) -> None:
        with np.load(path) as saved:
            weights = {name: saved[name] for name in saved.files}
        for task, (smoothing, temperature) in numbers.items():
            weights |= {f"{task}.smoothing": np.float32(smoothing), f"{task}.temperature": np.float32(temperature)}
        np.savez_compressed(path, **weights)

    write(dict.fromkeys(TASKS, _UNTOUCHED))
    numbers = {}
    for task in TASKS:
        scores, gold = scores_of(task)
        numbers[task] = fit(scores, gold)
        said = {"smoothing": numbers[task][0], "temperature": numbers[task][1], "error": cross_fitted(scores, gold)}
        print(json.dumps({"task": task, **{name: round(value, 3) for name, value in said.items()}}))
    write(numbers)
    data = path.read_bytes()
    print(json.dumps({"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}))


if __name__ == "__main__":
    main()
