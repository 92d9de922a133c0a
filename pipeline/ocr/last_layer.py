"""The last layer of a recognizer's network, taken off it: from the features of a step to its classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.nodes import constant_before, nodes_before_end


@dataclass(frozen=True)
class LastLayer:
    """``features`` is where it begins in the network; the logit of a class is the product of a step's
    features with its column of ``weights`` (features × classes) and its part of ``bias`` more. They are the
    network's own memory."""

    features: Any
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def blank(self) -> Blank:
        return Blank(self.weights[:, 0].copy(), float(self.bias[0]))


@dataclass(frozen=True)
class Blank:
    """What of a last layer tells class 0, "no character": ``weights`` by feature."""

    weights: NDArray[np.float32]
    bias: float

    def logits(self, steps: NDArray[np.float32]) -> NDArray[np.float32]:
        """Those of ``steps`` (time × features)."""
        return np.asarray(steps @ self.weights + np.float32(self.bias))


def find_last_layer(network: Any) -> LastLayer | None:
    """The layer where an OpenVINO ``network`` ends in a product, a sum and their softmax; else ``None``."""
    nodes = nodes_before_end(network, ("Softmax", "Add", "MatMul"))
    if nodes is None:
        return None
    _, total, product = nodes
    return LastLayer(product.input_value(0), constant_before(product), constant_before(total).reshape(-1))


def to_features(network: Any, layer: LastLayer) -> Any:
    """``network`` without its last layer: what comes out is 1 × time × features.

    OpenVINO computes in full precision what comes after the last product or convolution. A product that
    changes nothing keeps to the network's own, so that the same comes out as of the network in one.
    """
    import openvino as ov
    from openvino import opset13 as ops

    same = ops.constant(np.eye(len(layer.weights), dtype=np.float32))
    return ov.Model([ops.matmul(layer.features, same, False, False)], network.get_parameters())


def to_network(layer: LastLayer) -> Any:
    """The layer as a network of its own: steps × features to steps × classes, probabilities (0-1)."""
    import openvino as ov
    from openvino import opset13 as ops

    steps = ops.parameter([-1, len(layer.weights)], np.float32)
    product = ops.matmul(steps, ops.constant(layer.weights), False, False)
    return ov.Model([ops.softmax(ops.add(product, ops.constant(layer.bias)), 1)], [steps])
