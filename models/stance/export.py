"""Writes a trained head into toolkit-sentiment: python -m models.stance.export RUN

The layers as ONNX with 8-bit weights, by output channel; the answers' weights in 16 bits. Prints the figures of what
ships.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from models.stance.examples import TASKS
from models.stance.head import Head
from models.stance.shared import load_shipped
from models.stance.teacher import RUNS

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "sentiment" / "toolkit_sentiment"


class _Passages(nn.Module):
    """The part of the head that goes over a passage."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, middle: torch.Tensor) -> tuple[torch.Tensor, ...]:
        vectors = middle
        for layer in self.head.layers:
            found = layer(vectors)
            vectors = found[0] if isinstance(found, tuple) else found
        return vectors, self.head.key(vectors), self.head.value(vectors)


def write(head: Head, folder: Path) -> None:
    """Writes head.onnx and answers.npz."""
    head.eval()
    head.round(False)
    for layer in head.layers:
        layer.attention.self.config._attn_implementation = "eager"
    full, path = folder / "head.full.onnx", folder / "head.onnx"
    length = torch.export.Dim("length", max=512)
    torch.onnx.export(
        _Passages(head), (torch.randn(1, 24, 384),), str(full), input_names=["middle"],
        output_names=["vectors", "keys", "values"], dynamic_shapes={"middle": {1: length}}, external_data=False,
        dynamo=True,
    )  # fmt: skip
    quantize_dynamic(full, path, op_types_to_quantize=["MatMul", "Gemm"], weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    model = onnx.load(path)
    del model.metadata_props[:]
    onnx.save(model, path)
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
    for name in ("head.onnx", "answers.npz"):
        data = (given.folder / name).read_bytes()
        print(json.dumps({"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}))


if __name__ == "__main__":
    main()
