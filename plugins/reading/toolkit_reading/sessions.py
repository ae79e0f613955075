"""How a model is run: by ONNX Runtime on one thread of the processor, whatever else it has."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


def settings() -> "onnxruntime.SessionOptions":
    """One thread: several windows can be read at a time, and one reads the same whatever the number of threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return options


def open_session(model: Path) -> "onnxruntime.InferenceSession":
    """Loads a model."""
    import onnxruntime

    return onnxruntime.InferenceSession(str(model), settings(), providers=["CPUExecutionProvider"])
