"""The last layer of a recognizer's network, taken off it: from the features of a step to its classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class LastLayer:
    """``features`` is where it begins in the network; the logit of a class is the product of a step's
    features with its column of ``weights`` (features × classes) and its part of ``bias`` more."""

    features: Any
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def blank_logits(self, steps: NDArray[np.float32]) -> NDArray[np.float32]:
        """Those of class 0, "no character", for ``steps`` (time × features)."""
        return np.asarray(steps @ self.weights[:, 0] + self.bias[0])


def find_last_layer(network: Any) -> LastLayer | None:
    """The layer where an OpenVINO ``network`` ends in a product, a sum and their softmax; else ``None``."""
    total, product = None, network.get_results()[0]
    for kind in ("Softmax", "Add", "MatMul"):
        total, product = product, _before(product, 0)
        if product.get_type_name() != kind:
            return None
    weights, bias = (np.asarray(_before(node, 1).data, np.float32) for node in (product, total))
    return LastLayer(product.input_value(0), weights, bias.reshape(-1))


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


def _before(node: Any, index: int) -> Any:
    """The node that feeds an input, past those that change nothing."""
    found = node.input_value(index).get_node()
    while found.get_type_name() in ("Identity", "Convert"):
        found = found.input_value(0).get_node()
    return found
