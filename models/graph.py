"""A transformer encoder as ONNX graphs: one file of 8-bit weights, read by a graph for each precision.

Every matrix is kept once, as unsigned bytes around 128 with a scale for each output. The graph in full precision turns
them back into float32 when it is loaded, and multiplies in float32. The fast graph rounds what goes into each product
to 8 bits, too, and multiplies integers; unsigned ones, as the signed products of processors without VNNI saturate.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from toolkit_reading.encoder import FILES

PRECISIONS = tuple(FILES)
ZERO = 128
"""The byte that stands for 0."""
TOGETHER = "+"
"""Between the names of linear layers whose arrays stand side by side in one."""
_OPSET, _IR = 20, 10
_SMALL = 1_024  # bytes of an array that stays in the graph's own file
_PAGE = 4_096  # where arrays begin in the file of weights, so that they can be mapped
_EPSILON = 1e-12  # of BERT's layer norms

Array = np.ndarray
Arrays = Mapping[str, Array]


def rounded(matrix: Array, axis: int = 0) -> tuple[Array, Array]:
    """A matrix as bytes around 128, and the scales along `axis` (one for each column with 0, for each row with 1)."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / np.float32(127)
    return (np.rint(matrix / scale) + ZERO).astype(np.uint8), scale


def restored(data: Array, scale: Array) -> Array:
    """The float32 matrix that bytes and scales stand for."""
    return (data.astype(np.float32) - np.float32(ZERO)) * scale


class Graph:
    """A graph that is being built; names of values are strings, as in ONNX."""

    def __init__(self, precision: str, file: str) -> None:
        if precision not in PRECISIONS:
            raise ValueError(f"precision must be one of {', '.join(PRECISIONS)}, not {precision!r}.")
        self.fast = precision == "fast"
        self.file = file
        self.nodes: list[onnx.NodeProto] = []
        self.held: dict[str, onnx.TensorProto] = {}
        self._numbers = 0

    def op(self, kind: str, *given: str, out: str | Sequence[str] = "", **attributes: object) -> str:
        """Adds a node, and gives the name of its (first) output."""
        self._numbers += 1
        names = [out or f"{kind}_{self._numbers}"] if isinstance(out, str) else list(out)
        self.nodes.append(helper.make_node(kind, list(given), names, **attributes))
        return names[0]

    def hold(self, name: str, values: Array) -> str:
        """Adds an array of the model."""
        if name not in self.held:
            self.held[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def linear(self, x: str, weights: Arrays, *names: str) -> str:
        """x (rows, inputs) → (rows, outputs): the linear layers of these names side by side, as one product."""
        matrices, scales = zip(*(rounded(weights[f"{name}.weight"].T) for name in names), strict=True)
        own = TOGETHER.join(names)
        matrix = self.hold(f"{own}.weight", np.concatenate(matrices, axis=1))
        step = self.hold(f"{own}.scale", np.concatenate(scales, axis=1)[0])
        bias = self.hold(f"{own}.bias", np.concatenate([weights[f"{name}.bias"] for name in names]))
        if not self.fast:
            return self.op("Gemm", x, self._restored(matrix, step), bias)
        zero = self.hold("zero.byte", np.array(ZERO, dtype=np.uint8))
        data, size, middle = (f"{x}.{part}" for part in ("bytes", "step", "zero"))
        self.op("DynamicQuantizeLinear", x, out=(data, size, middle))
        product = self.op("Cast", self.op("MatMulInteger", data, matrix, middle, zero), to=TensorProto.FLOAT)
        return self.op("Add", self.op("Mul", product, self.op("Mul", size, step)), bias)

    def _restored(self, matrix: str, step: str) -> str:
        """The float32 matrix. Where it does not depend on what is read, ONNX Runtime computes it once, at loading."""
        zero = self.hold("zero.float", np.array(ZERO, dtype=np.float32))
        return self.op("Mul", self.op("Sub", self.op("Cast", matrix, to=TensorProto.FLOAT), zero), step)

    def plain(self, x: str, weights: Arrays, name: str, out: str = "") -> str:
        """A linear layer with weights of float32 in either precision: (…, inputs) → (…, outputs)."""
        matrix = self.hold(f"{name}.weight", weights[f"{name}.weight"].T.astype(np.float32))
        bias = self.hold(f"{name}.bias", weights[f"{name}.bias"].astype(np.float32))
        return self.op("Add", self.op("MatMul", x, matrix), bias, out=out)

    def rows(self, table: Array, name: str, ids: str) -> str:
        """The rows of an embedding of 8 bits, with a scale for each row."""
        data, scale = rounded(table, axis=1)
        held = self.hold(f"{name}.weight", data), self.hold(f"{name}.scale", scale)
        return self._restored(*(self.op("Gather", one, ids) for one in held))

    def norm(self, x: str, weights: Arrays, name: str) -> str:
        """A layer norm over the last axis."""
        scale, bias = (self.hold(f"{name}.{kind}", weights[f"{name}.{kind}"]) for kind in ("weight", "bias"))
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=_EPSILON)

    def layer(self, x: str, weights: Arrays, name: str, heads: int) -> str:
        """One layer of BERT over the pieces of one text: (pieces, width) → (pieces, width)."""
        width = len(weights[f"{name}.attention.output.dense.bias"])
        joined = self.linear(x, weights, *(f"{name}.attention.self.{part}" for part in ("query", "key", "value")))
        apart = self.hold("apart", np.array([-1, 3, heads, width // heads]))
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        turned = self.op("Transpose", self.op("Reshape", joined, apart), perm=[1, 2, 0, 3])
        self.op("Split", turned, out=parts, axis=0, num_outputs=3)
        query, key, value = (self.op("Squeeze", part, self.hold("first", np.array([0]))) for part in parts)
        root = self.hold("root", np.array((width // heads) ** -0.5, dtype=np.float32))
        scores = self.op("Mul", self.op("MatMul", query, self.op("Transpose", key, perm=[0, 2, 1])), root)
        found = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        together = self.hold("together", np.array([-1, width]))
        found = self.op("Reshape", self.op("Transpose", found, perm=[1, 0, 2]), together)
        found = self.linear(found, weights, f"{name}.attention.output.dense")
        x = self.norm(self.op("Add", found, x), weights, f"{name}.attention.output.LayerNorm")
        found = self.op("Gelu", self.linear(x, weights, f"{name}.intermediate.dense"))
        found = self.linear(found, weights, f"{name}.output.dense")
        return self.norm(self.op("Add", found, x), weights, f"{name}.output.LayerNorm")

    def write(
        self,
        path: Path,
        inputs: Mapping[str, tuple[int, Sequence[str | int]]],
        outputs: Mapping[str, Sequence[str | int]],
        properties: Mapping[str, str] | None = None,
    ) -> None:
        """Writes the graph, and its large arrays into the file of weights beside it.

        `inputs` says type and shape of each, `outputs` (float32) the shape.
        """
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            list(self.held.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        helper.set_model_props(model, dict(properties or {}))
        self._apart(model.graph.initializer, path.parent / self.file)
        path.write_bytes(model.SerializeToString())

    @staticmethod
    def _apart(arrays: Sequence[onnx.TensorProto], path: Path) -> None:
        """Moves large arrays into a file. Graphs that share one have to hold the same arrays, in any order."""
        large = sorted((one for one in arrays if len(one.raw_data) > _SMALL), key=lambda one: one.name)
        data = bytearray()
        for one in large:
            data += bytes(-len(data) % _PAGE)
            place = {"location": path.name, "offset": len(data), "length": len(one.raw_data)}
            data += one.raw_data
            one.ClearField("raw_data")
            one.data_location = TensorProto.EXTERNAL
            for key, value in place.items():
                one.external_data.add(key=key, value=str(value))
        if path.exists() and path.read_bytes() != bytes(data):
            raise ValueError(f"{path} holds other weights; remove it before both graphs are written anew.")
        path.write_bytes(bytes(data))


def arrays_of(path: Path) -> dict[str, Array]:
    """The arrays of a graph that was written, by their names in the model; those of 8 bits restored to float32.

    A linear layer's weight is (outputs, inputs), as in torch.
    """
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    found: dict[str, Array] = {}
    for name, values in held.items():
        layer, _, kind = name.rpartition(".")
        if kind == "weight" and f"{layer}.scale" in held:
            values = restored(values, held[f"{layer}.scale"])
        if kind == "weight" and f"{layer}.bias" in held and values.ndim == 2:
            values = values.T
        if kind in ("weight", "bias"):
            names = layer.split(TOGETHER)
            parts = np.split(values, len(names))
            found |= {f"{one}.{kind}": np.array(part, order="C") for one, part in zip(names, parts, strict=True)}
    return found
