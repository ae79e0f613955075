"""How fast statements are judged: python -m benchmarks.stance_speed

The sentiment analyzer on Wikinews with no target, one, every name, a hundred and ten thousand, on one thread.
"""

from collections import Counter
from collections.abc import Callable
from time import perf_counter
from typing import Any
from unittest.mock import patch

import pandas as pd
import toolkit_reading.reading
from toolkit_sentiment.head import Head

import toolkit as tk
from benchmarks import SHARED


def speed_table() -> pd.DataFrame:
    """Seconds of the analyzer, and of these the head's pass over the passages, which serves any number of targets.

    Pairs of statement and target are counted per second with that pass and after it.
    """
    toolkit_reading.encoder.set_threads(1)
    articles = tk.load(SHARED / "wikinews" / "wikinews_2020.csv", progress=False)
    words = Counter(
        w for body in articles["body"].dropna() for w in body.split() if w.isalpha() and w.islower() and len(w) > 4
    )
    common = [word for word, _ in words.most_common(400)][300:]
    cases: dict[str, Any] = {
        "no target": [],
        "one target": ["government"],
        "every name": "entities",
        "100 targets": common,
        "10,000 targets": [*common, *(f"target {i}" for i in range(9_900))],
    }
    lines = []
    for name, targets in cases.items():
        began, passes = perf_counter(), []
        with patch.object(Head, "read", _timed(Head.read, passes)):
            study = tk.analyze(articles, targets=targets, only=["sentiment"], progress=False)
        seconds = {one["name"]: one["seconds"] for one in study.provenance["analyzers"]}
        pairs = len(study.stances)
        lines.append(
            {
                "asked": name,
                "pairs": pairs,
                "whole run s": perf_counter() - began,
                "sentiment s": seconds["sentiment"],
                "passages": len(passes),
                "of that read s": sum(passes),
                "pairs/s": pairs / seconds["sentiment"],
                "after reading": pairs / (seconds["sentiment"] - sum(passes)),
            }
        )
    return pd.DataFrame(lines)


def _timed(method: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    """The method, which also notes how long each call took."""

    def timed(*given: Any) -> Any:
        began = perf_counter()
        found = method(*given)
        seconds.append(perf_counter() - began)
        return found

    return timed


def main() -> None:
    """Prints the table."""
    print("\nSpeed of the sentiment analyzer, Wikinews (124 articles, 150,000 words), one thread")
    print(speed_table().to_string(index=False, float_format=lambda value: f"{value:.3f}"))


if __name__ == "__main__":
    main()
