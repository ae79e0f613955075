"""How a model is run: by ONNX Runtime on one thread of the processor, whatever else it has."""

from pathlib import Path

import onnxruntime


def settings() -> onnxruntime.SessionOptions:
    """One thread: several windows can be read at a time, and one reads the same whatever the number of threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return options


def open_session(model: Path) -> onnxruntime.InferenceSession:
    """Loads a model."""
    return onnxruntime.InferenceSession(str(model), settings(), providers=["CPUExecutionProvider"])
