"""The reader as ONNX graphs: embeddings, the layers of the encoder, and the heads."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto
from toolkit_reading.encoder import FILES

from models.graph import PRECISIONS, Arrays, Graph

LAYERS, HEADS, WIDTH = 6, 12, 384
WEIGHTS = "reader.weights"
LABELLED = {"roles": 7, "entities": 19, "from_content": 128, "to_role": 128}
"""What the heads give for each piece, and how many numbers."""
_BERT = "encoder.encoder.layer"
_MIDDLE = 0
"""The layer whose vectors are given, too, for other heads to be put on."""


def write(weights: Arrays, settings: Mapping[str, object], folder: Path) -> None:
    """Writes both graphs and their file of weights; `weights` by the names of `models.reader.network.Reader`."""
    (folder / WEIGHTS).unlink(missing_ok=True)
    for precision in PRECISIONS:
        graph = Graph(precision, WEIGHTS)
        x = _embedded(graph, weights)
        for number in range(LAYERS):
            x = graph.layer(x, weights, f"{_BERT}.{number}", HEADS)
            if number == _MIDDLE:
                graph.op("Identity", x, out="middle")
        graph.op("Identity", x, out="vectors")
        for name in LABELLED:
            graph.plain(x, weights, name, out=name)
        graph.write(
            folder / FILES[precision],
            {"ids": (TensorProto.INT64, ["pieces"]), "features": (TensorProto.INT64, ["pieces", 3])},
            {name: ["pieces", size] for name, size in {**LABELLED, "middle": WIDTH, "vectors": WIDTH}.items()},
            {"settings": json.dumps(settings)},
        )


def _embedded(graph: Graph, weights: Arrays) -> str:
    """The pieces (pieces,) and their features (pieces, 3) → vectors (pieces, width)."""
    base = "encoder.embeddings"
    x = graph.rows(weights[f"{base}.word_embeddings.weight"], f"{base}.word_embeddings", "ids")
    for number in range(3):
        table = graph.hold(f"features.{number}.weight", weights[f"features.{number}.weight"])
        one = graph.op("Gather", "features", graph.hold(f"column.{number}", np.array(number)), axis=1)
        x = graph.op("Add", x, graph.op("Gather", table, one))
    kind = graph.hold(f"{base}.token_type_embeddings.weight", weights[f"{base}.token_type_embeddings.weight"])
    first, one = graph.hold("zero", np.array(0)), graph.hold("one", np.array(1))
    x = graph.op("Add", x, graph.op("Gather", kind, first))
    length = graph.op("Squeeze", graph.op("Shape", "ids"))
    places = graph.hold(f"{base}.position_embeddings.weight", weights[f"{base}.position_embeddings.weight"])
    x = graph.op("Add", x, graph.op("Gather", places, graph.op("Range", first, length, one)))
    return graph.norm(x, weights, f"{base}.LayerNorm")
