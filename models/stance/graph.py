"""The head's layers as ONNX graphs; the answers are computed by the plugin."""

from pathlib import Path

import numpy as np
from onnx import TensorProto
from toolkit_sentiment.head import FILES

from models.graph import PRECISIONS, Arrays, Graph

LAYERS, HEADS, WIDTH = 5, 12, 384
WEIGHTS = "head.weights"


def write(weights: Arrays, folder: Path) -> None:
    """Writes both graphs and their file of weights; `weights` by the names of `models.stance.head.Head`."""
    (folder / WEIGHTS).unlink(missing_ok=True)
    for precision in PRECISIONS:
        graph = Graph(precision, WEIGHTS)
        x = "middle"
        for number in range(LAYERS):
            x = graph.layer(x, weights, f"layers.{number}", HEADS)
        graph.op("Identity", x, out="vectors")
        both = graph.linear(x, weights, "key", "value")
        graph.op("Split", both, graph.hold("halves", np.array([WIDTH, WIDTH])), out=("keys", "values"), axis=1)
        outputs = dict.fromkeys(("vectors", "keys", "values"), ("pieces", WIDTH))
        graph.write(folder / FILES[precision], {"middle": (TensorProto.FLOAT, ["pieces", WIDTH])}, outputs)
