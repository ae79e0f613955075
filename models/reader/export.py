"""Writes a trained reader as int8 ONNX, and scores it: python -m models.reader.export RUN OUT.onnx

Weights are quantised to 8 bits (dynamic quantisation of ONNX Runtime, by channel, with the embeddings); what is
computed on the way stays in float32, so no data are needed for it.
"""

import argparse
import hashlib
import json
from pathlib import Path
from time import perf_counter

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.reader.data import LINKS, Window
from models.reader.network import Reader, collate
from models.reader.score import Predict, Scores, report
from models.reader.train import RUNS, evaluate, load_dev, load_tokenizer

OUTPUTS = ("vectors", "roles", "entities", "from_content", "to_role")


def write(reader: Reader, path: Path) -> None:
    """Writes the float32 and the int8 model; the latter at `path`, the former beside it."""
    reader.eval()
    reader.encoder.config._attn_implementation = "eager"
    example = (
        torch.randint(1_000, 2_000, (2, 24)),
        torch.ones(2, 24, 3, dtype=torch.long),
        torch.ones(2, 24, dtype=torch.long),
    )
    batch, length = torch.export.Dim("batch", max=256), torch.export.Dim("length", max=512)
    dynamic = {"ids": {0: batch, 1: length}, "features": {0: batch, 1: length}, "mask": {0: batch, 1: length}}
    full = path.with_suffix(".float32.onnx")
    torch.onnx.export(
        reader, example, str(full), input_names=list(dynamic), output_names=list(OUTPUTS),
        dynamic_shapes=dynamic, external_data=False, dynamo=True,
    )  # fmt: skip
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)


def predict_with(path: Path, threads: int = 2) -> Predict:
    """Gives the function that scores windows, run by ONNX Runtime."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(windows: list[Window]) -> list[np.ndarray]:
        batch = collate(windows)
        return session.run(list(OUTPUTS), {name: batch[name].numpy() for name in ("ids", "features", "mask")})

    def predict(windows: list[Window]) -> list[Scores]:
        found: list[Scores] = []
        for i in range(0, len(windows), 32):
            part = windows[i : i + 32]
            _, roles, names, contents, ends = run(part)
            for n, window in enumerate(part):
                size = len(window.ids)
                one = contents[n].reshape(-1, len(LINKS), contents.shape[2] // len(LINKS))[1 : size + 1]
                two = ends[n].reshape(-1, len(LINKS), ends.shape[2] // len(LINKS))[: size + 1]
                links = np.einsum("ald,bld->lab", one, two)
                found.append(
                    {"roles": _log(roles[n, 1 : size + 1]), "entities": _log(names[n, 1 : size + 1]), "links": links}
                )
        return found

    return predict


def _log(scores: np.ndarray) -> np.ndarray:
    """Scores as logarithms of probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def main() -> None:
    """Exports a run, and prints the figures of both models, the size, the checksum and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    reader = Reader()
    final, checkpoint = RUNS / given.run / "reader.pt", RUNS / given.run / "checkpoint.pt"
    saved = torch.load(final if final.exists() else checkpoint, weights_only=True)
    reader.load_state_dict(saved.get("model", saved))
    dev = load_dev(load_tokenizer())
    write(reader, given.out)
    print("float32", json.dumps(evaluate(reader, dev)))
    predict = predict_with(given.out)
    began = perf_counter()
    predict(dev["attribution"])
    seconds = perf_counter() - began
    print("int8   ", json.dumps(report(predict, dev, {})))
    data = given.out.read_bytes()
    print(f"{len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    print(f"{sum(len(w.ids) for w in dev['attribution']) / seconds:,.0f} pieces a second, two threads")


if __name__ == "__main__":
    main()
