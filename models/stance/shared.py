"""What ships in torch again, from its ONNX files: the encoder that the head is put on and begins from, and the head."""

from pathlib import Path

import numpy as np
import torch

from models.graph import arrays_of
from models.reader.network import Reader
from models.stance.head import Head

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
FILE = PLUGINS / "reading" / "toolkit_reading" / "reader.onnx"
HEAD = PLUGINS / "sentiment" / "toolkit_sentiment"


def load_shipped() -> Reader:
    """The encoder and its heads with the weights that ship; moves and the head for tone are not filled in."""
    reader = Reader()
    state = {name: torch.from_numpy(values) for name, values in arrays_of(FILE).items()}
    missing, _ = reader.load_state_dict(state, strict=False)
    left = [name for name in missing if name.startswith("encoder.")]
    if left:
        raise ValueError(f"{FILE.name} lacks {', '.join(left)}.")
    return reader


def load_head(shipped: Reader) -> Head:
    """The head with the weights that ship."""
    head = Head(shipped)
    state = {name: torch.from_numpy(values) for name, values in arrays_of(HEAD / "head.onnx").items()}
    with np.load(HEAD / "answers.npz") as saved:
        for name in saved.files:
            task, layer, kind = (*name.split("."), "")[:3]
            if kind:
                state[f"{layer}.{task}.{kind}"] = torch.from_numpy(saved[name].astype(np.float32))
    head.load_state_dict(state)
    return head
