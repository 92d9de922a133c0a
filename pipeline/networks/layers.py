"""The layers that the project's own networks have in common, by numpy."""

from __future__ import annotations

import numpy as np

from pipeline.networks.weights_text import Values, Weights


def convolve(level: Values, kernel: Values, step: tuple[int, int]) -> Values:
    """Places by ``step`` (down, along) of pictures in a border of zeros; ``level`` is … × height × width ×
    depth, ``kernel`` height × width × depth in × depth out."""
    high, wide = kernel.shape[:2]
    border = [(0, 0)] * (level.ndim - 3) + [(high // 2, high // 2), (wide // 2, wide // 2), (0, 0)]
    framed = np.pad(level, border)
    down, along = step
    rows, columns = -(-level.shape[-3] // down), -(-level.shape[-2] // along)
    shifted = [
        framed[..., y : y + down * rows : down, x : x + along * columns : along, :][..., :rows, :columns, :]
        for y in range(high)
        for x in range(wide)
    ]
    flat = np.concatenate(shifted, axis=-1)
    return np.asarray(flat @ kernel.reshape(-1, kernel.shape[-1]), np.float32)


def even_out(values: Values, scale: Values, shift: Values) -> Values:
    """The last axis brought to one mean and spread, then scaled and shifted (layer norm, Ba 2016)."""
    level = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((level**2).mean(axis=-1, keepdims=True) + 1e-5)
    return np.asarray(level / spread * scale + shift, np.float32)


def evened_layer(weights: Weights, name: str, level: Values, step: tuple[int, int]) -> Values:
    """The convolution ``name``, its outputs at each place brought to one mean and spread, none below 0."""
    found = convolve(level, weights[name], step) + weights[f"{name}.bias"]
    return np.maximum(even_out(found, weights[f"{name}.scale"], weights[f"{name}.shift"]), 0)


def full_layer(weights: Weights, name: str, values: Values) -> Values:
    """Each value of the last axis from all of them."""
    return np.asarray(values @ weights[name] + weights[f"{name}.bias"], np.float32)


def norm_layer(weights: Weights, name: str, values: Values) -> Values:
    """``even_out`` by the layer's own scale and shift."""
    return even_out(values, weights[name], weights[f"{name}.bias"])


def softmax(values: Values) -> Values:
    """The last axis sums to 1."""
    grown = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), np.float32)
