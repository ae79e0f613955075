"""The same story in several papers."""

import random

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import SAMPLE


def copies(articles: pd.DataFrame, shared: float) -> pd.DataFrame:
    """Each article as another paper prints it: another headline, an agency's line, paragraphs cut."""
    chance = random.Random(3)
    rows = []
    for key, body in articles["body"].items():
        paragraphs = body.split("\n\n")
        words = [len(paragraph.split()) for paragraph in paragraphs]
        order = list(range(len(paragraphs)))
        chance.shuffle(order)
        kept = set(order)
        for number in order:
            if sum(words[n] for n in kept - {number}) >= shared * sum(words):
                kept -= {number}
        text = "\n\n".join(paragraphs[n] for n in sorted(kept))
        rows.append({"headline": "Quite another headline", "body": f"OSLO (AnyWire) - {text}", "original": key})
    return pd.DataFrame(rows)


def test_copies_with_seventy_percent_of_the_text_are_found_and_nothing_else(shared):
    originals = tk.load(shared / "wikinews" / "wikinews_2020.csv")
    longer = originals[originals["body"].str.count("\n\n") >= 2]
    loaded = tk.load(pd.concat([originals[["headline", "body"]], copies(longer, 0.7)]))
    is_copy = loaded["original"].notna()
    found = loaded["duplicate_of"].notna()
    same = loaded["headline"].map(dict(zip(originals["headline"], originals.index, strict=True)))
    right = found & is_copy
    assert right.sum() / is_copy.sum() >= 0.98, "recall"
    assert right.sum() / found.sum() >= 0.98, "precision"
    assert same[loaded.loc[right, "duplicate_of"]].tolist() == loaded.loc[right, "original"].tolist()


def test_articles_about_the_same_events_are_not_merged():
    articles = tk.load(SAMPLE, progress=False)
    assert articles["duplicate_of"].isna().all()


def test_they_are_dropped_only_when_asked_for(tmp_path):
    body = "The mayor of the town said on Monday that the old bridge over the river would be closed for repairs. " * 2
    frame = pd.DataFrame({"title": ["One", "Two", "Three"], "text": [body, body + "Nobody minded.", "Another text."]})
    articles = tk.load(frame)
    assert articles["duplicate_of"].tolist()[1] == articles.index[0]
    assert articles["similarity"].iloc[1] == pytest.approx(1, abs=0.01)
    assert tk.drop_duplicates(articles)["headline"].tolist() == ["One", "Three"]
    assert tk.load(frame, duplicates=False)["duplicate_of"].isna().all()
