"""Writes a trained reader as int8 ONNX, and scores it: python -m models.reader.export RUN OUT.onnx

Weights are quantised to 8 bits: the encoder's by output channel (dynamic quantisation of ONNX Runtime), the embeddings
by row; the heads stay in float32. No data are needed for it.
"""

import argparse
import hashlib
import json
from pathlib import Path
from time import perf_counter

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from toolkit_reading import encoder
from torch import nn

from models.reader.data import LINKS, Window
from models.reader.network import Reader, collate
from models.reader.score import Predict, Scores, report
from models.reader.train import RUNS, evaluate, load_dev

OUTPUTS = ("vectors", "roles", "entities", "from_content", "to_role")
_HEADS = ("roles.", "entities.", "from_content.", "to_role.")


class _Rows(nn.Module):
    """An embedding kept in 8 bits, with a scale for each row."""

    def __init__(self, table: torch.Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].float() * self.scale[ids]


def write(reader: Reader, path: Path) -> None:
    """Writes the model with 8-bit weights, and its settings as the metadata of the file."""
    reader.eval()
    reader.round(False)
    reader.encoder.config._attn_implementation = "eager"
    words = reader.encoder.embeddings.word_embeddings
    reader.encoder.embeddings.word_embeddings = _Rows(words.weight.detach())
    example = (
        torch.randint(1_000, 2_000, (2, 24)),
        torch.ones(2, 24, 3, dtype=torch.long),
        torch.ones(2, 24, dtype=torch.long),
    )
    batch, length = torch.export.Dim("batch", max=256), torch.export.Dim("length", max=512)
    dynamic = {"ids": {0: batch, 1: length}, "features": {0: batch, 1: length}, "mask": {0: batch, 1: length}}
    full = path.with_suffix(".full.onnx")
    torch.onnx.export(
        reader, example, str(full), input_names=list(dynamic), output_names=list(OUTPUTS),
        dynamic_shapes=dynamic, external_data=False, dynamo=True,
    )  # fmt: skip
    reader.encoder.embeddings.word_embeddings = words
    kept = [node.name for node in onnx.load(full).graph.node if any(name.startswith(_HEADS) for name in node.input)]
    quantize_dynamic(
        full, path, op_types_to_quantize=["MatMul", "Gemm"], weight_type=QuantType.QInt8, per_channel=True,
        nodes_to_exclude=kept,
    )  # fmt: skip
    full.unlink()
    model = onnx.load(path)
    add_middle(model)
    del model.metadata_props[:]
    settings = {
        "moves": {name: _plain(moves) for name, moves in reader.moves().items()},
        "tone": {name: _plain(value.detach().numpy()) for name, value in reader.sentiment.named_parameters()},
    }
    onnx.helper.set_model_props(model, {"settings": json.dumps(settings)})
    onnx.save(model, path)


def add_middle(model: onnx.ModelProto, layer: int = 0) -> None:
    """Lets the model give the vectors of an inner layer, too, on which other heads are put."""
    ends = f"encoder.encoder.layer.{layer}.output.LayerNorm.weight"
    (node,) = [node for node in model.graph.node if ends in node.input]
    model.graph.node.append(onnx.helper.make_node("Identity", [node.output[0]], ["middle"]))
    shape = ["batch", "length", 384]
    model.graph.output.append(onnx.helper.make_tensor_value_info("middle", onnx.TensorProto.FLOAT, shape))


def _plain(values: np.ndarray) -> list[float]:
    return np.round(values.astype(float), 4).tolist()


def predict_with(path: Path) -> Predict:
    """Gives the function that scores windows, run by ONNX Runtime one by one."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def predict(windows: list[Window]) -> list[Scores]:
        found: list[Scores] = []
        for window in windows:
            batch = collate([window])
            given = {name: batch[name].numpy() for name in ("ids", "features", "mask")}
            roles, names, contents, ends, _ = (part[0] for part in session.run(encoder.OUTPUTS, given))
            size = len(window.ids)
            one = contents.reshape(-1, len(LINKS), contents.shape[1] // len(LINKS))[1 : size + 1]
            two = ends.reshape(-1, len(LINKS), ends.shape[1] // len(LINKS))[: size + 1]
            links = np.einsum("ald,bld->lab", one, two)
            found.append({"roles": roles[1 : size + 1], "entities": names[1 : size + 1], "links": links})
        return found

    return predict


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
    dev = load_dev(encoder.load_tokenizer())
    write(reader, given.out)
    print("float32", json.dumps(evaluate(reader, dev)))
    predict = predict_with(given.out)
    began = perf_counter()
    predict(dev["attribution"])
    seconds = perf_counter() - began
    print("int8   ", json.dumps(report(predict, reader.moves(), dev, {})))
    data = given.out.read_bytes()
    print(f"{len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    print(f"{sum(len(w.ids) for w in dev['attribution']) / seconds:,.0f} pieces a second")


if __name__ == "__main__":
    main()
