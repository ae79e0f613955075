"""Trains the head: python -m models.stance.train RUN [--epochs 4]

From NewsMTSC, the statements of gold/stance, and what the teacher says of other targets (said.npz). Writes head.pt.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from toolkit_reading.encoder import load_tokenizer
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.stance.batches import Passage, collate, from_examples, from_teacher
from models.stance.examples import TASKS, Example, load_part
from models.stance.head import Below, Head
from models.stance.shared import load_head, load_shipped
from models.stance.teacher import RUNS, report

_BATCH = 16
_RATES = (1e-4, 8e-4)
_ROUNDED_FROM = 0.6
SHIPPED = "shipped"


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
    """Of NewsMTSC's sentences, seen in an epoch."""
    times: int = 2
    """How often each statement is seen in an epoch, each time in another frame."""
    differing: int = 1
    """How often each text is seen in an epoch whose targets differ in polarity."""
    rate: float = 1.0
    """A factor for the rates of learning."""
    steady: bool = False
    """The rates stay as they are, so that the running mean of the weights alone settles (Izmailov et al., UAI 2018)."""
    memory: float = 0.998
    """Of the running mean of the weights, for each step."""
    only: str = ""
    """The task whose answer alone is trained; the layers and the other answer stay as they are."""


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
    for name, parameter in head.named_parameters():
        parameter.requires_grad = not how.only or f".{how.only}." in name
    mean = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(how.memory))
    old = list(head.layers.parameters())
    new = [p for name, p in head.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": how.rate * _RATES[0]}, {"params": new, "lr": how.rate * _RATES[1]}],
        weight_decay=0.01,
        fused=True,
    )
    dev = {part: load_part(part) for part in ("dev-rw", "dev-mt", "stance-dev")}
    news = load_part("train")
    sentiment = from_examples(news) + (how.differing - 1) * from_examples([e for e in news if e.mixed])
    said = from_teacher() if how.teacher else []

    def drawn() -> list[list[Passage]]:
        stance = [e for _ in range(how.times) for e in load_part("stance-train", draw)]
        return [draw.sample(sentiment, int(how.share * len(sentiment))), said, from_examples(stance)]

    steps, step, began = how.epochs * len(epoch_of(drawn(), draw)), 0, time.monotonic()
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min((s + 1) / (0.06 * steps), 1.0 if how.steady else max(0.0, (steps - s) / (0.94 * steps))),
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
        for name in ("head.pt", f"head-{epoch + 1}.pt"):
            torch.save(mean.module.state_dict(), folder / name)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without what the teacher said")
    parser.add_argument("--no-grammar", action="store_true", help="without the features of grammar")
    parser.add_argument("--base", default="", help="a run to go on from, or 'shipped'")
    parser.add_argument("--share", type=float, default=1.0, help="of NewsMTSC's sentences, in an epoch")
    parser.add_argument("--times", type=int, default=2, help="how often each statement is seen in an epoch")
    parser.add_argument("--differing", type=int, default=1, help="how often each text whose targets differ is seen")
    parser.add_argument("--rate", type=float, default=1.0, help="a factor for the rates of learning")
    parser.add_argument("--steady", action="store_true", help="rates that do not fall")
    parser.add_argument("--memory", type=float, default=0.998, help="of the running mean of the weights, each step")
    parser.add_argument("--only", default="", choices=("", *TASKS), help="the answer that alone is trained")
    given = vars(parser.parse_args())
    run, alone, no_grammar = given.pop("run"), given.pop("alone"), given.pop("no_grammar")
    train(run, Settings(teacher=not alone, grammar=not no_grammar, **given))


if __name__ == "__main__":
    main()
