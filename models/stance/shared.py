"""The shipped encoder in torch again, from its ONNX file: what the head is put on, and begins from."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from models.reader.network import Reader

FILE = Path(__file__).resolve().parents[2] / "plugins" / "reading" / "toolkit_reading" / "reader.onnx"


def load_shipped() -> Reader:
    """The encoder with the weights that its 8-bit integers stand for; heads and moves are not filled in."""
    graph = onnx.load(FILE).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    reader = Reader()
    state = {name: torch.from_numpy(np.array(value)) for name, value in values.items() if name in reader.state_dict()}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weight = node.input[1].removesuffix("_quantized")
        bias = _bias_behind(node.output[0], users, values)
        if bias.startswith("encoder."):
            matrix = values[node.input[1]].astype(np.float32) * values[f"{weight}_scale"]
            state[bias.removesuffix("bias") + "weight"] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    rows = next(name for name, value in values.items() if value.dtype == np.int8 and value.shape[0] > 30_000)
    scale = next(name for name, value in values.items() if value.shape == (len(values[rows]), 1))
    words = values[rows].astype(np.float32) * values[scale]
    state["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(words)
    missing, _ = reader.load_state_dict(state, strict=False)
    left = [name for name in missing if name.startswith("encoder.")]
    if left:
        raise ValueError(f"{FILE.name} lacks {', '.join(left)}.")
    return reader


def _bias_behind(name: str, users: dict[str, list[Any]], values: dict[str, Any]) -> str:
    """The bias that is added to what a multiplication gives."""
    while True:
        (node,) = users[name][:1]
        if node.op_type == "Add":
            for given in node.input:
                if given in values:
                    return str(given)
        name = node.output[0]
