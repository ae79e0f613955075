"""The teacher: a large encoder that reads a text for one target. python -m models.stance.teacher RUN [--base RUN]

Too slow to ship (one pass for each target, twenty times the size), it labels what the small head learns from.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import MPNetModel

from models.stance.examples import TASKS, Example, load_part

RUNS = Path(__file__).resolve().parents[1] / "runs"
BASE = Path(os.environ.get("TEACHER_BASE", RUNS / "all-mpnet-base-v2"))
"""all-mpnet-base-v2 (Apache-2.0), a folder with config.json, model.safetensors and tokenizer.json."""
_LONGEST = 200
_BATCH = 16
_RATES = (3e-5, 1e-3)


class Teacher(nn.Module):
    """Scores for each task from the first vector and the mean of the target's."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(str(BASE), add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.heads = nn.ModuleDict({task: nn.Linear(2 * width, 3) for task in TASKS})
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Any, mask: Any, inside: Any) -> dict[str, Any]:
        """`ids`, `mask` and `inside` (1 for the target's pieces): (batch, length)."""
        vectors = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = inside[:, :, None].to(vectors.dtype)
        mean = (vectors * weight).sum(1) / weight.sum(1).clamp(min=1)
        both = self.dropout(torch.cat([vectors[:, 0], mean], dim=1))
        return {task: head(both).float() for task, head in self.heads.items()}


def collate(examples: list[Example], tokenizer: Tokenizer) -> dict[str, torch.Tensor]:
    """Each text with its target behind it, as a pair, and the places of the target in the text."""
    pairs = [tokenizer.encode(example.text, example.text[example.start : example.end]) for example in examples]
    size = max(len(pair.ids) for pair in pairs)
    ids = np.full((len(pairs), size), 1, dtype=np.int64)
    mask = np.zeros((len(pairs), size), dtype=np.int64)
    inside = np.zeros((len(pairs), size), dtype=np.int64)
    for row, (pair, example) in enumerate(zip(pairs, examples, strict=True)):
        ids[row, : len(pair.ids)] = pair.ids
        mask[row, : len(pair.ids)] = 1
        for place, (a, b) in enumerate(pair.offsets):
            if pair.sequence_ids[place] == 0 and a < example.end and b > example.start and a < b:
                inside[row, place] = 1
    return {"ids": torch.from_numpy(ids), "mask": torch.from_numpy(mask), "inside": torch.from_numpy(inside)}


def load_tokenizer() -> Tokenizer:
    """The base model's own."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST, strategy="only_first")
    return tokenizer


def batches(examples: list[Example], draw: random.Random) -> list[list[Example]]:
    """Shuffled batches of one task each, of texts of like length."""
    made = []
    for task in TASKS:
        own = sorted((e for e in examples if e.task == task), key=lambda e: (len(e.text) // 60, draw.random()))
        made += [own[i : i + _BATCH] for i in range(0, len(own), _BATCH)]
    draw.shuffle(made)
    return made


def probabilities(teacher: Teacher, examples: list[Example], task: str) -> np.ndarray:
    """(examples, 3): of negative or oppose, neutral, positive or support."""
    return both_tasks(teacher, examples)[:, TASKS.index(task)]


@torch.inference_mode()
def both_tasks(teacher: Teacher, examples: list[Example]) -> np.ndarray:
    """(examples, tasks, 3): the probabilities of each label."""
    teacher.eval()
    tokenizer = load_tokenizer()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    found = np.zeros((len(examples), len(TASKS), 3), dtype=np.float32)
    for i in range(0, len(order), 32):
        part = order[i : i + 32]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = teacher(**collate([examples[n] for n in part], tokenizer))
        found[part] = torch.stack([torch.softmax(scores[task], dim=1) for task in TASKS], dim=1).numpy()
    return found


def macro_f1(gold: np.ndarray, found: np.ndarray) -> float:
    """The mean of the F1 of the three labels."""
    hits = [2 * ((gold == k) & (found == k)).sum() / max((gold == k).sum() + (found == k).sum(), 1) for k in range(3)]
    return float(np.mean(hits))


def report(predict: Any, parts: dict[str, list[Example]]) -> dict[str, float]:
    """Macro-F1 and accuracy on each part; `predict` gives probabilities for examples and a task."""
    figures = {}
    for name, examples in parts.items():
        gold = np.array([example.label for example in examples])
        found = predict(examples, examples[0].task).argmax(1)
        figures[name] = round(macro_f1(gold, found), 3)
        figures[f"{name} accuracy"] = round(float((gold == found).mean()), 3)
        if name == "dev-mt":
            mixed = np.array([example.mixed for example in examples])
            figures["dev-mt mixed"] = round(macro_f1(gold[mixed], found[mixed]), 3)
    return figures


def _drawn(parts: list[str], share: float, draw: random.Random) -> list[Example]:
    """The examples of one epoch: a share of the sentences on sentiment, and all statements in two frames each."""
    drawn: list[Example] = []
    for part in parts:
        if part.startswith("stance"):
            drawn += load_part(part, draw) + load_part(part, draw)
        else:
            examples = load_part(part)
            drawn += draw.sample(examples, int(share * len(examples)))
    return drawn


def train(
    run: str, base: str, parts: list[str], dev: list[str], epochs: int, seed: int, factor: float, share: float
) -> None:
    """Trains on all parts together; writes teacher.pt after each epoch and prints the figures on dev."""
    folder = RUNS / run
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    draw = random.Random(seed)
    teacher, tokenizer = Teacher(), load_tokenizer()
    if base:
        teacher.load_state_dict(torch.load(RUNS / base / "teacher.pt", weights_only=True))
    held = {part: load_part(part) for part in dev}
    old, new = list(teacher.encoder.parameters()), list(teacher.heads.parameters())
    groups = [{"params": old, "lr": factor * _RATES[0]}, {"params": new, "lr": factor * _RATES[1]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps, step, began = epochs * len(batches(_drawn(parts, share, draw), draw)), 0, time.monotonic()
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps)))
    )
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(_drawn(parts, share, draw), draw):
            teacher.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = teacher(**collate(batch, tokenizer))[batch[0].task]
            gold = torch.tensor([example.label for example in batch])
            loss = functional.cross_entropy(scores, gold, label_smoothing=0.05)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
            step += 1
            total += float(loss.detach())
            if step % 50 == 0:
                print(json.dumps({"step": step, "of": steps, "loss": round(total / 50, 3),
                                  "seconds": round(time.monotonic() - began)}), flush=True)  # fmt: skip
                total = 0.0
        torch.save(teacher.state_dict(), folder / "teacher.pt")
        figures = report(lambda e, task: probabilities(teacher, e, task), held)
        print(json.dumps({"epoch": epoch + 1, **figures}), flush=True)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--base", default="", help="a run to go on from")
    parser.add_argument("--parts", nargs="+", default=["train", "stance-train"])
    parser.add_argument("--dev", nargs="+", default=["dev-rw", "dev-mt", "stance-dev"])
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.0, help="a factor for the rates of learning")
    parser.add_argument("--share", type=float, default=0.5, help="of the sentences on sentiment, in an epoch")
    given = parser.parse_args()
    train(given.run, given.base, given.parts, given.dev, given.epochs, given.seed, given.rate, given.share)


if __name__ == "__main__":
    main()
