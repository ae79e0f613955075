"""Writes a trained reader as ONNX, in full and in fast precision, and scores both: python -m models.reader.export RUN

Weights are rounded to 8 bits: the encoder's by output, the word embeddings by row; the heads stay in float32.
"""

import argparse
import hashlib
import json
from pathlib import Path
from time import perf_counter

import numpy as np
import onnxruntime
import torch
from toolkit_reading import encoder
from toolkit_reading.encoder import FILES

from models.graph import PRECISIONS
from models.reader.data import LINKS, Window
from models.reader.graph import WEIGHTS, write
from models.reader.network import Reader, collate
from models.reader.score import Predict, Scores, report
from models.reader.train import RUNS, evaluate, load_dev

PACKAGE = Path(encoder.__file__).parent


def export(reader: Reader, folder: Path) -> None:
    """Writes the graphs with their weights into a folder, and the settings as metadata of both."""
    settings = {
        "moves": {name: _plain(moves) for name, moves in reader.moves().items()},
        "tone": {name: _plain(value.detach().numpy()) for name, value in reader.sentiment.named_parameters()},
    }
    write({name: value.numpy() for name, value in reader.state_dict().items()}, settings, folder)


def _plain(values: np.ndarray) -> list[float]:
    return np.round(values.astype(float), 4).tolist()


def predict_with(path: Path) -> Predict:
    """Gives the function that scores windows, run by ONNX Runtime one by one."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def predict(windows: list[Window]) -> list[Scores]:
        found: list[Scores] = []
        for window in windows:
            batch = collate([window])
            given = {name: batch[name][0].numpy() for name in ("ids", "features")}
            roles, names, contents, ends, _ = session.run(encoder.OUTPUTS, given)
            size = len(window.ids)
            one = contents.reshape(-1, len(LINKS), contents.shape[1] // len(LINKS))[1 : size + 1]
            two = ends.reshape(-1, len(LINKS), ends.shape[1] // len(LINKS))[: size + 1]
            links = np.einsum("ald,bld->lab", one, two)
            found.append({"roles": roles[1 : size + 1], "entities": names[1 : size + 1], "links": links})
        return found

    return predict


def main() -> None:
    """Exports a run, and prints the figures in torch and of both graphs, with sizes, checksums and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--folder", type=Path, default=PACKAGE)
    given = parser.parse_args()
    reader = Reader()
    final, checkpoint = RUNS / given.run / "reader.pt", RUNS / given.run / "checkpoint.pt"
    saved = torch.load(final if final.exists() else checkpoint, weights_only=True)
    reader.load_state_dict(saved.get("model", saved))
    dev = load_dev(encoder.load_tokenizer())
    export(reader, given.folder)
    print("torch", json.dumps(evaluate(reader, dev)))
    for precision in PRECISIONS:
        predict = predict_with(given.folder / FILES[precision])
        began = perf_counter()
        predict(dev["attribution"])
        seconds = perf_counter() - began
        print(precision, json.dumps(report(predict, reader.moves(), dev, {})))
        print(f"{sum(len(w.ids) for w in dev['attribution']) / seconds:,.0f} pieces a second")
    for name in (*FILES.values(), WEIGHTS):
        data = (given.folder / name).read_bytes()
        print(f"{name}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
