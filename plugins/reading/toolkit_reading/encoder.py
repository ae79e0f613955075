"""The encoder as shipped: runs over windows of pieces by ONNX Runtime, each window by itself.

In full precision, activations are float32: what differs between processors, in the last bits, moves no boundary. In
fast precision they are rounded to 8 bits before each product, and such a difference may become a step of the rounding.
Each window is a run of its own, without padding, on one thread, so that an article is read the same whatever is read
beside it; several threads take several windows.
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np

from toolkit_reading.pieces import Pieces, View
from toolkit_reading.sessions import open_session

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OUTPUTS = ("roles", "entities", "from_content", "to_role", "middle")
FILES = {"full": "reader.onnx", "fast": "reader-fast.onnx"}
"""The graph of each precision; both read the weights of one file."""
Precision = Annotated[
    Literal["full", "fast"],
    "full gives the same tables on every processor; fast computes in 8 bits, and some boundaries differ.",
]
"""The option of every analyzer that asks for a reading."""
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
        self.session = open_session(model)
        self.settings: dict[str, Any] = json.loads(self.session.get_modelmeta().custom_metadata_map["settings"])
        self.tokenizer = tokenizer

    def run(self, pieces: Pieces, cut: Sequence[View]) -> list[Scores]:
        """Scores each view."""

        def one(view: View) -> Scores:
            part = slice(view.begin, view.end)
            ids = np.full(view.end - view.begin + 2, CLS, dtype=np.int64)
            ids[1:-1], ids[-1] = pieces.ids[part], SEP
            features = np.zeros((len(ids), 3), dtype=np.int64)  # 0 is for what is no piece of the text
            for number, values in enumerate((pieces.shapes, pieces.places, pieces.quoted)):
                features[1:-1, number] = values[part] + 1
            found = self.session.run(OUTPUTS, {"ids": ids, "features": features})
            return Scores(*(value[:-1] for value in found))

        if _threads == 1 or len(cut) == 1:
            return [one(view) for view in cut]
        with ThreadPoolExecutor(_threads) as pool:
            return list(pool.map(one, cut))


@cache
def shipped(precision: str = "full") -> Encoder:
    """The encoder of this package, loaded when first asked for."""
    with as_file(files(__package__)) as folder:
        return Encoder(folder / FILES[precision], load_tokenizer())


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
