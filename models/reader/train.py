"""Trains the reader: python -m models.reader.train RUN [--epochs 3]. A run that was stopped goes on where it was.

What is written into models/runs/RUN: checkpoint.pt (to go on from), reader.pt (the weights at the end), log.jsonl (a
line for each hundred steps, and the figures on the dev parts after each epoch).
"""

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from toolkit_reading.encoder import load_tokenizer

from models.reader import data
from models.reader.data import Window
from models.reader.network import Reader, collate, loss_of
from models.reader.score import Scores, report

RUNS = Path(__file__).resolve().parents[1] / "runs"
_BATCH = 16
_RATES = (7e-5, 1e-3)  # of the encoder, and of what is new
_WARM = 0.06
_ROUNDED_FROM = 0.7
"""The share of the steps after which the encoder is computed as 8-bit integers would be."""


def load_data(tokenizer: Tokenizer, share: float, draw: random.Random, short: bool) -> dict[str, list[Window]]:
    """The training parts, as varied for one epoch; `share` below 1 takes only that much of each, for a trial."""
    parts = {
        "attribution": list(data.attribution("train", tokenizer, draw, short)),
        "entities": list(data.entities("train", tokenizer, draw, short)),
        "sentiment": list(data.sentiment("train", tokenizer)),
    }
    return {name: part[: max(1, int(len(part) * share))] for name, part in parts.items()}


def schedule(parts: dict[str, list[Window]], epoch: int, seed: int) -> list[list[Window]]:
    """The batches of all tasks of one epoch, in an order of their own."""
    mixed = [batch for name in sorted(parts) for batch in data.batches(parts[name], _BATCH, seed * 1_000 + epoch)]
    random.Random(seed * 1_000 + epoch).shuffle(mixed)
    return mixed


def optimizer_of(model: Reader, factor: float) -> torch.optim.AdamW:
    """AdamW with a low rate for the encoder and a high one for what begins from nothing."""
    old = [p for name, p in model.named_parameters() if name.startswith("encoder.")]
    new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": old, "lr": factor * _RATES[0]}, {"params": new, "lr": factor * _RATES[1]}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(run: Path, epochs: int, seed: int, share: float, minutes: float, base: str, factor: float) -> None:
    """Trains for some epochs, or until the minutes are over; called again with the same run, it goes on."""
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    tokenizer = load_tokenizer()
    dev = load_dev(tokenizer)
    model = Reader()
    if base:
        model.load_state_dict(torch.load(RUNS / base / "reader.pt", weights_only=True))
    optimizer = optimizer_of(model, factor)
    batches = schedule(load_data(tokenizer, share, random.Random(seed), bool(base)), 0, seed)
    steps = epochs * len(batches)  # a text that lost its marks is a little shorter, so this is not quite exact
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    epoch = place = step = 0
    checkpoint = run / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        rate.load_state_dict(saved["rate"])
        epoch, place, step = saved["place"]

    def save(at: tuple[int, int, int]) -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "rate": rate.state_dict()}
        torch.save({**state, "place": at}, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)

    began, total = time.monotonic(), 0.0
    while epoch < epochs:
        batches = schedule(load_data(tokenizer, share, random.Random(seed * 1_000 + epoch), bool(base)), epoch, seed)
        for number, batch in enumerate(batches[place:], start=place + 1):
            model.train()
            model.round(bool(base) or step > _ROUNDED_FROM * steps)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, collate(batch))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
            step += 1
            total += float(loss.detach())
            if step % 100 == 0:
                _log(run, {"step": step, "of": steps, "loss": round(total / 100, 4), "seconds": _since(began)})
                total = 0.0
            if step % 500 == 0:
                save((epoch, number, step))
            if time.monotonic() - began > 60 * minutes:
                save((epoch, number, step))
                return
        epoch, place = epoch + 1, 0
        save((epoch, place, step))
        _log(run, {"epoch": epoch, "seconds": _since(began), "dev": evaluate(model, dev)})
    torch.save(model.state_dict(), run / "reader.pt")


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(_WARM * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _since(began: float) -> int:
    return round(time.monotonic() - began)


def _log(run: Path, line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def load_dev(tokenizer: Tokenizer) -> dict[str, list[Window]]:
    """The dev parts, which decide between runs and are never trained on."""
    return {
        "attribution": list(data.attribution("dev", tokenizer)),
        "entities": list(data.entities("dev", tokenizer)),
        "rw": list(data.sentiment("dev-rw", tokenizer)),
        "mt": list(data.sentiment("dev-mt", tokenizer)),
    }


def evaluate(model: Reader, dev: dict[str, list[Window]]) -> dict[str, Any]:
    """The figures of a model in float32."""
    model.eval()
    model.round(False)

    @torch.inference_mode()
    def predict(windows: list[Window]) -> list[Scores]:
        found: list[Scores] = []
        for i in range(0, len(windows), 32):
            part = windows[i : i + 32]
            batch = collate(part)
            _, roles, names, contents, ends = model(batch["ids"], batch["features"], batch["mask"])
            links = model.link_scores(contents, ends, batch["mask"])
            for n, window in enumerate(part):
                size = len(window.ids)
                found.append(
                    {
                        "roles": roles[n, 1 : size + 1].numpy(),
                        "entities": names[n, 1 : size + 1].numpy(),
                        "links": links[n, :, 1 : size + 1, : size + 1].numpy(),
                    }
                )
        return found

    @torch.inference_mode()
    def tones(windows: list[Window]) -> tuple[list[int], list[int]]:
        answers: list[int] = []
        for i in range(0, len(windows), 32):
            batch = collate(windows[i : i + 32])
            vectors = model(batch["ids"], batch["features"], batch["mask"])[0]
            answers += model.tone(vectors, batch["targets"], batch["mask"].float()).argmax(1).tolist()
        return [window.polarity for window in windows], answers

    return report(predict, model.moves(), dev, {name: tones(dev[name]) for name in ("rw", "mt")})


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", help="the name of the run, a folder in models/runs")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", default="", help="a run to go on from, with a schedule of its own and short items")
    parser.add_argument("--rate", type=float, default=1.0, help="a factor for the rates of learning")
    parser.add_argument("--share", type=float, default=1.0, help="of the training data, for a trial")
    parser.add_argument("--minutes", type=float, default=1e9, help="after which it stops, to be gone on with")
    given = parser.parse_args()
    np.random.seed(given.seed)
    train(RUNS / given.run, given.epochs, given.seed, given.share, given.minutes, given.base, given.rate)


if __name__ == "__main__":
    main()
