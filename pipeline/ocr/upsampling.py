"""The last two layers of a detector's network, taken off it: each makes a pixel four.

The runtime has no quick way for them. A fifth of its work on a page is in these, one channel at a time;
as products of matrices they take a third of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.nodes import constant_before, nodes_before_end

_KINDS: Final = ("Sigmoid", "Add", "ConvolutionBackpropData", "Relu", "Add", "ConvolutionBackpropData")
ROWS: Final = 8  # of the smaller map that are made larger at once, so that they stay in the cache

Values: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class Upsampling:
    """``features`` is where the layers begin in the network: 1 × channels × height × width. ``first`` is
    4 × channels between × channels, ``second`` 4 × channels between, by the pixel of the four, row by row."""

    features: Any
    first: Values
    first_bias: Values
    second: Values
    second_bias: float

    def to_probability(self, features: Values) -> Values:
        """Channels × height × width to 4 height × 4 width, 0-1."""
        _, height, width = features.shape
        probability = np.empty((4 * height, 4 * width), np.float32)
        for top in range(0, height, ROWS):
            strip = features[:, top : top + ROWS]
            probability[4 * top : 4 * (top + strip.shape[1])] = self._strip(strip)
        return probability

    def _strip(self, strip: Values) -> Values:
        channels, height, width = strip.shape
        between = self.first @ strip.reshape(channels, -1)  # 4 × channels between × pixels
        between += self.first_bias[:, None]
        np.maximum(between, 0, out=between)
        logits = self.second @ between  # 4 × 4 × pixels
        shares = np.exp(-(logits + self.second_bias))
        shares += 1
        np.reciprocal(shares, out=shares)
        pixels = shares.reshape(2, 2, 2, 2, height, width).transpose(4, 0, 2, 5, 1, 3)
        return pixels.reshape(4 * height, 4 * width)


def find_upsampling(network: Any) -> Upsampling | None:
    """The layers where an OpenVINO ``network`` ends in them, a rectifier between and a sigmoid behind."""
    nodes = nodes_before_end(network, _KINDS)
    if nodes is None:
        return None
    _, second_sum, second, _, first_sum, first = nodes
    inner, outer = constant_before(first), constant_before(second)  # channels in × out × 2 × 2
    if any(node.get_attributes()["strides"] != [2, 2] for node in (first, second)) or (
        inner.shape[2:] != (2, 2) or outer.shape[1:] != (1, 2, 2)
    ):
        return None
    return Upsampling(
        first.input_value(0),
        np.ascontiguousarray(inner.transpose(2, 3, 1, 0).reshape(4, inner.shape[1], -1)),
        constant_before(first_sum).reshape(-1),
        np.ascontiguousarray(outer[:, 0].transpose(1, 2, 0).reshape(4, -1)),
        float(constant_before(second_sum).reshape(-1)[0]),
    )


def to_features(network: Any, upsampling: Upsampling) -> Any:
    """``network`` without the layers: what comes out is 1 × channels × height × width, in the full precision
    that OpenVINO computes in after the last convolution."""
    import openvino as ov

    return ov.Model([upsampling.features], network.get_parameters())
