"""Writes a trained head into toolkit-sentiment: python -m models.stance.export RUN

The layers as ONNX with 8-bit weights, in full and in fast precision; the answers' weights in 16 bits. Prints sizes and
checksums of what ships.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from toolkit_sentiment.head import FILES

from models.stance import graph
from models.stance.examples import TASKS
from models.stance.head import Head
from models.stance.shared import load_shipped
from models.stance.teacher import RUNS

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "sentiment" / "toolkit_sentiment"


def write(head: Head, folder: Path) -> None:
    """Writes the graphs of the layers with their weights, and answers.npz."""
    graph.write({name: value.numpy() for name, value in head.state_dict().items()}, folder)
    weights = {
        f"{task}.{layer}.{kind}": value.detach().numpy().astype(np.float16)
        for task in TASKS
        for layer in ("query", "out", "hidden", "answer")
        for kind, value in getattr(head, layer)[task].named_parameters()
    }
    for task in TASKS:  # until `models.stance.calibrate` sets them
        weights |= {f"{task}.smoothing": np.float32(0), f"{task}.temperature": np.float32(1)}
    np.savez_compressed(folder / "answers.npz", **weights)


def main() -> None:
    """Exports a run, and prints sizes and checksums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--folder", type=Path, default=PACKAGE)
    given = parser.parse_args()
    head = Head(load_shipped())
    saved = RUNS / given.run / "head.pt"
    if saved.exists():
        head.load_state_dict(torch.load(saved, weights_only=True))
    write(head, given.folder)
    for name in (*FILES.values(), graph.WEIGHTS, "answers.npz"):
        data = (given.folder / name).read_bytes()
        print(json.dumps({"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}))


if __name__ == "__main__":
    main()
