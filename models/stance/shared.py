"""What ships in torch again, from its ONNX files: the encoder that the head is put on and begins from, and the head."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from models.reader.network import Reader
from models.stance.head import Head

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
FILE = PLUGINS / "reading" / "toolkit_reading" / "reader.onnx"
HEAD = PLUGINS / "sentiment" / "toolkit_sentiment"


def load_shipped() -> Reader:
    """The encoder with the weights that its 8-bit integers stand for; heads and moves are not filled in."""
    graph = onnx.load(FILE).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    reader = Reader()
    state = {name: torch.from_numpy(np.array(value)) for name, value in values.items() if name in reader.state_dict()}
    state |= {name: value for name, value in _matrices(graph, values).items() if name.startswith("encoder.")}
    rows = next(name for name, value in values.items() if value.dtype == np.int8 and value.shape[0] > 30_000)
    scale = next(name for name, value in values.items() if value.shape == (len(values[rows]), 1))
    words = values[rows].astype(np.float32) * values[scale]
    state["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(words)
    missing, _ = reader.load_state_dict(state, strict=False)
    left = [name for name in missing if name.startswith("encoder.")]
    if left:
        raise ValueError(f"{FILE.name} lacks {', '.join(left)}.")
    return reader


def load_head(shipped: Reader) -> Head:
    """The head with the weights that its 8-bit integers and 16-bit numbers stand for."""
    graph = onnx.load(HEAD / "head.onnx").graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    head = Head(shipped)
    found = {name: torch.from_numpy(np.array(value)) for name, value in values.items() if name.startswith("head.")}
    state = {name.removeprefix("head."): value for name, value in {**found, **_matrices(graph, values)}.items()}
    with np.load(HEAD / "answers.npz") as saved:
        for name in saved.files:
            task, layer, kind = (*name.split("."), "")[:3]
            if kind:
                state[f"{layer}.{task}.{kind}"] = torch.from_numpy(saved[name].astype(np.float32))
    head.load_state_dict(state)
    return head


def _matrices(graph: Any, values: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The matrices that are multiplied as integers, by the names of the layers whose biases are added behind them."""
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            bias = _bias_behind(node.output[0], users, values)
            scale = values[node.input[1].removesuffix("_quantized") + "_scale"]
            matrix = values[node.input[1]].astype(np.float32) * scale
            found[bias.removesuffix("bias") + "weight"] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    return found


def _bias_behind(name: str, users: dict[str, list[Any]], values: dict[str, Any]) -> str:
    """The bias that is added to what a multiplication gives."""
    while True:
        (node,) = users[name][:1]
        if node.op_type == "Add":
            for given in node.input:
                if given in values:
                    return str(given)
        name = node.output[0]
