"""The encoder as shipped: runs over windows of pieces by ONNX Runtime, each window by itself.

What is computed in 8 bits is scaled by the largest value of what is computed together. So that an article is read the
same whatever is read beside it, each window is a run of its own, on one thread; several threads take several windows.
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit_reading.pieces import Pieces, View

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OUTPUTS = ("roles", "entities", "from_content", "to_role", "middle")
CLS, SEP = 101, 102
"""The word pieces that stand before and behind each window."""

_threads = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@dataclass(frozen=True)
class Scores:
    """What the heads say of the pieces of a view, in the row before the first piece what they say of none.

    `roles` and `entities` (1 + pieces, labels); `from_content` and `to_role` (1 + pieces, width), ends of the links;
    `middle` (1 + pieces, 384), the vectors of the first layer, on which other heads are put.
    """

    roles: np.ndarray
    entities: np.ndarray
    from_content: np.ndarray
    to_role: np.ndarray
    middle: np.ndarray


class Encoder:
    """A tokenizer and a model with the settings that its training came to (`settings`, kept in the model's file)."""

    def __init__(self, model: Path, tokenizer: "Tokenizer") -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.settings: dict[str, Any] = json.loads(self.session.get_modelmeta().custom_metadata_map["settings"])
        self.tokenizer = tokenizer

    def run(self, pieces: Pieces, cut: Sequence[View]) -> list[Scores]:
        """Scores each view."""

        def one(view: View) -> Scores:
            part = slice(view.begin, view.end)
            ids = np.full((1, view.end - view.begin + 2), CLS, dtype=np.int64)
            ids[0, 1:-1], ids[0, -1] = pieces.ids[part], SEP
            features = np.zeros((*ids.shape, 3), dtype=np.int64)  # 0 is for what is no piece of the text
            for number, values in enumerate((pieces.shapes, pieces.places, pieces.quoted)):
                features[0, 1:-1, number] = values[part] + 1
            given = {"ids": ids, "features": features, "mask": np.ones_like(ids)}
            return Scores(*(value[0, :-1] for value in self.session.run(OUTPUTS, given)))

        if _threads == 1 or len(cut) == 1:
            return [one(view) for view in cut]
        with ThreadPoolExecutor(_threads) as pool:
            return list(pool.map(one, cut))


@cache
def shipped() -> Encoder:
    """The encoder of this package, loaded when first asked for."""
    with as_file(files(__package__) / "reader.onnx") as model:
        return Encoder(model, load_tokenizer())


def load_tokenizer() -> "Tokenizer":
    """The word pieces of the base model."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((files(__package__) / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def set_threads(number: int) -> None:
    """Says how many windows are read at a time; what is read does not depend on it. Raises ValueError below 1."""
    global _threads
    if number < 1:
        raise ValueError(f"The reader needs at least one thread, not {number}.")
    _threads = number
