"""The public data sets that the benchmarks and some tests read, from a folder beside the repository."""

import json
from pathlib import Path

import pandas as pd

import toolkit as tk

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def attribution(part: str) -> tuple[pd.DataFrame, dict[str, list[dict[str, list[list[int]]]]]]:
    """PolNeAR (Newell et al., LREC 2018): the articles, and each article's attributions in offsets of its body.

    The body is the text as annotated; the annotated headline is its first paragraph and stays there.
    """
    lines = (SHARED / "attribution" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = pd.DataFrame(
        {"body": [row["text"] for row in rows], "source": [row["source"] for row in rows], "language": "en"},
        index=pd.Index([row["article_id"] for row in rows], name="article_id", dtype="str"),
    ).astype("str")
    return articles, {row["article_id"]: row["attributions"] for row in rows}


def wikinews() -> pd.DataFrame:
    """124 Wikinews articles of 2020 (CC BY 2.5)."""
    return tk.load(SHARED / "wikinews" / "wikinews_2020.csv", progress=False)
