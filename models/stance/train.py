"""Trains the head: python -m models.stance.train RUN [--epochs 4]

From NewsMTSC, the statements of gold/stance, and what the teacher says of other targets (said.npz). Writes head.pt.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from toolkit_reading.encoder import CLS, SEP, load_tokenizer
from toolkit_reading.pieces import Pieces, encode
from toolkit_sentiment.grammar import Clause, features, signals
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.stance.examples import TASKS, Example, load_part
from models.stance.head import Below, Head
from models.stance.shared import load_head, load_shipped
from models.stance.teacher import RUNS, report
from models.stance.unlabelled import labelled
from toolkit.documents import Document

_BATCH = 16
_LONGEST = 188
_RATES = (1e-4, 8e-4)
_ROUNDED_FROM = 0.6
SHIPPED = "shipped"
_MEMORY = 0.998
"""Of the running mean of the weights, for each step."""


@dataclass
class Passage:
    """A text with targets in it, and for each the label by task: (targets, tasks, 3), all 0 where it is not known."""

    text: str
    targets: list[tuple[int, int]]
    labels: np.ndarray
    said: tuple[int, int] | None = None


def from_examples(examples: list[Example], smoothing: float = 0.1) -> list[Passage]:
    """The examples by text."""
    grouped: dict[str, list[Example]] = {}
    for example in examples:
        grouped.setdefault(example.text, []).append(example)
    made = []
    for text, own in grouped.items():
        labels = np.zeros((len(own), len(TASKS), 3), dtype=np.float32)
        for number, example in enumerate(own):
            labels[number, TASKS.index(example.task)] = smoothing / 3
            labels[number, TASKS.index(example.task), example.label] += 1 - smoothing
        made.append(Passage(text, [(e.start, e.end) for e in own], labels, own[0].said))
    return made


def from_teacher() -> list[Passage]:
    """What the teacher said of targets that nobody labelled."""
    grouped: dict[str, list[tuple[tuple[int, int], np.ndarray]]] = {}
    for (text, start, end), said in labelled():
        grouped.setdefault(text, []).append(((start, end), said))
    return [Passage(text, [place for place, _ in own], np.array([s for _, s in own])) for text, own in grouped.items()]


@lru_cache(maxsize=200_000)
def grammar_of(text: str, start: int, end: int, said: tuple[int, int] | None) -> np.ndarray:
    """The features of the target's sentence, as far as it belongs to the statement."""
    first, last = said or (0, len(text))
    sentences = _sentences(text)
    sentence = next((s for s in reversed(sentences) if s.start <= start), sentences[0])
    tokens = [token for token in sentence.tokens if first <= token.start < last] or list(sentence.tokens)
    target = next((i for i, token in enumerate(tokens) if token.end > start), len(tokens) - 1)
    behind = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    return features(signals(Clause(tokens, target, max(behind, target + 1))))


@lru_cache(maxsize=4_096)
def _sentences(text: str) -> list[Any]:
    return list(Document("x", {"body": text, "language": "en"}).sentences)


def collate(passages: list[Passage], tokenizer: Tokenizer, draw: random.Random | None) -> dict[str, torch.Tensor]:
    """Tensors of a batch; with `draw`, some passages stand beside another one, as they do in articles."""
    cut: list[tuple[Pieces, int, int, int]] = []
    for passage in passages:
        before = behind = ""
        if draw and draw.random() < 0.4:
            other = draw.choice(passages).text
            gap = draw.choice((" ", " ", "\n\n"))
            before, behind = (other + gap, "") if draw.random() < 0.5 else ("", gap + other)
        pieces = encode(before + passage.text + behind, tokenizer)
        first = int(np.searchsorted(pieces.starts, len(before)))
        last = int(np.searchsorted(pieces.starts, len(before) + len(passage.text)))
        cut.append((pieces, first, min(last, first + _LONGEST), len(before)))
    size = max(min(len(pieces), _LONGEST + 60) for pieces, *_ in cut) + 2
    inner = max(last - first for _, first, last, _ in cut)
    ids = np.zeros((len(cut), size), dtype=np.int64)
    marks = np.zeros((len(cut), size, 3), dtype=np.int64)
    mask = np.zeros((len(cut), size), dtype=np.int64)
    own = np.zeros((len(cut), inner), dtype=np.int64)
    seen = np.zeros((len(cut), inner), dtype=np.int64)
    rows, inside, grammar, labels = [], [], [], []
    for row, ((pieces, first, last, shift), passage) in enumerate(zip(cut, passages, strict=True)):
        begin = max(0, first - 60) if len(pieces) > size - 2 else 0
        part = slice(begin, min(len(pieces), begin + size - 2))
        length = part.stop - part.start
        last = min(last, part.stop)
        ids[row, 0], ids[row, 1 : length + 1], ids[row, length + 1] = CLS, pieces.ids[part], SEP
        for number, values in enumerate((pieces.shapes, pieces.places, pieces.quoted)):
            marks[row, 1 : length + 1, number] = values[part] + 1
        mask[row, : length + 2] = 1
        own[row, : last - first] = np.arange(first - begin, last - begin) + 1
        seen[row, : last - first] = 1
        for (start, end), label in zip(passage.targets, passage.labels, strict=True):
            hit = (pieces.ends[first:last] > start + shift) & (pieces.starts[first:last] < end + shift)
            if not hit.any():
                continue
            rows.append(row)
            inside.append(np.pad(hit, (0, inner - len(hit))))
            grammar.append(grammar_of(passage.text, start, end, passage.said))
            labels.append(label)
    return {
        "ids": torch.from_numpy(ids), "features": torch.from_numpy(marks), "mask": torch.from_numpy(mask),
        "own": torch.from_numpy(own), "seen": torch.from_numpy(seen), "rows": torch.tensor(rows),
        "inside": torch.from_numpy(np.array(inside)), "grammar": torch.from_numpy(np.array(grammar)),
        "labels": torch.from_numpy(np.array(labels, dtype=np.float32)),
    }  # fmt: skip


def scores_of(below: Below, head: Head, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The head's scores for a batch."""
    with torch.no_grad():
        middle = below(batch["ids"], batch["features"], batch["mask"])
    passages = middle.gather(1, batch["own"][:, :, None].expand(-1, -1, middle.shape[2]))
    return head(passages, batch["seen"], batch["rows"], batch["inside"], batch["grammar"])


def loss_of(scores: dict[str, torch.Tensor], labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with the labels, or with what the teacher said, of the tasks that are known."""
    total = labels.new_zeros(())
    for number, task in enumerate(TASKS):
        known = labels[:, number].sum(1)
        if known.any():
            each = -(labels[:, number] * functional.log_softmax(scores[task], dim=1)).sum(1)
            total = total + each.sum() / known.sum()
    return total


@torch.inference_mode()
def predict(below: Below, head: Head, examples: list[Example], task: str, tokenizer: Tokenizer) -> np.ndarray:
    """(examples, 3): the probabilities of the labels."""
    head.eval()
    found = np.full((len(examples), 3), 1 / 3, dtype=np.float32)
    for first in range(0, len(examples), 32):
        part = examples[first : first + 32]
        made = [Passage(e.text, [(e.start, e.end)], np.zeros((1, len(TASKS), 3), np.float32), e.said) for e in part]
        batch = collate(made, tokenizer, None)
        found[first + batch["rows"].numpy()] = torch.softmax(scores_of(below, head, batch)[task], dim=1).numpy()
    return found


def epoch_of(parts: list[list[Passage]], draw: random.Random) -> list[list[Passage]]:
    """Batches of passages of like length."""
    made = []
    for part in parts:
        order = sorted(part, key=lambda passage: (len(passage.text) // 60, draw.random()))
        made += [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
    draw.shuffle(made)
    return made


@dataclass
class Settings:
    """How a head is trained."""

    epochs: int = 4
    seed: int = 1
    teacher: bool = True
    """Also with what the teacher said."""
    grammar: bool = True
    """Also with the features of grammar."""
    base: str = ""
    """A run to go on from, or "shipped"."""
    share: float = 1.0
    """Of the examples that are no statements, seen in an epoch."""
    times: int = 2
    """How often each statement is seen in an epoch, each time in another frame."""
    differing: int = 1
    """How often each text is seen in an epoch whose targets differ in polarity."""
    rate: float = 1.0
    """A factor for the rates of learning."""


def train(run: str, how: Settings) -> None:
    """Trains, prints the figures on dev after each epoch, and writes the mean of the weights of late as head.pt."""
    folder = RUNS / run
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(how.seed)
    draw, tokenizer = random.Random(how.seed), load_tokenizer()
    shipped = load_shipped()
    below = Below(shipped).eval()
    head = load_head(shipped) if how.base == SHIPPED else Head(shipped)
    if how.base not in ("", SHIPPED):
        head.load_state_dict(torch.load(RUNS / how.base / "head.pt", weights_only=True))
    mean = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))
    old = list(head.layers.parameters())
    new = [p for name, p in head.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": how.rate * _RATES[0]}, {"params": new, "lr": how.rate * _RATES[1]}], weight_decay=0.01
    )
    dev = {part: load_part(part) for part in ("dev-rw", "dev-mt", "stance-dev")}
    news = load_part("train")
    sentiment = from_examples(news) + (how.differing - 1) * from_examples([e for e in news if e.mixed])
    said = from_teacher() if how.teacher else []

    def drawn() -> list[list[Passage]]:
        stance = [e for _ in range(how.times) for e in load_part("stance-train", draw)]
        return [draw.sample(part, int(how.share * len(part))) for part in (sentiment, said)] + [from_examples(stance)]

    steps, step, began = how.epochs * len(epoch_of(drawn(), draw)), 0, time.monotonic()
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps)))
    )
    for epoch in range(how.epochs):
        total = 0.0
        for batch in epoch_of(drawn(), draw):
            head.train()
            head.round(bool(how.base) or step > _ROUNDED_FROM * steps)
            given = collate(batch, tokenizer, draw)
            if not how.grammar:
                given["grammar"] *= 0
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = scores_of(below, head, given)
            loss = loss_of(scores, given["labels"])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
            mean.update_parameters(head)
            step += 1
            total += float(loss.detach())
            if step % 100 == 0:
                seconds = round(time.monotonic() - began)
                print(json.dumps({"step": step, "of": steps, "loss": round(total / 100, 3), "s": seconds}), flush=True)
                total = 0.0
        mean.module.round(False)
        figures = report(lambda examples, task: predict(below, mean.module, examples, task, tokenizer), dev)
        print(json.dumps({"epoch": epoch + 1, **figures}), flush=True)
        torch.save(mean.module.state_dict(), folder / "head.pt")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without what the teacher said")
    parser.add_argument("--no-grammar", action="store_true", help="without the features of grammar")
    parser.add_argument("--base", default="", help="a run to go on from, or 'shipped'")
    parser.add_argument("--share", type=float, default=1.0, help="of the examples that are no statements, in an epoch")
    parser.add_argument("--times", type=int, default=2, help="how often each statement is seen in an epoch")
    parser.add_argument("--differing", type=int, default=1, help="how often each text whose targets differ is seen")
    parser.add_argument("--rate", type=float, default=1.0, help="a factor for the rates of learning")
    given = vars(parser.parse_args())
    run, alone, no_grammar = given.pop("run"), given.pop("alone"), given.pop("no_grammar")
    train(run, Settings(teacher=not alone, grammar=not no_grammar, **given))


if __name__ == "__main__":
    main()
