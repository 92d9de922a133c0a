"""The classifier of windows: two convolutions and two full layers, run by numpy.

``python -m samples.glyphs`` trains it and writes ``weights.json``.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.cut import Windows

CLASSES = ("1", "l", "I", "i", "0", "O", "o", "")
"""What a window may show; the last is anything else."""

WEIGHTS = Path(__file__).with_name("weights.json")
STRIDE = 2

Weights: TypeAlias = dict[str, NDArray[np.float32]]
"""conv1 (5, 5, 1, n), conv2 (3, 3, n, m), full1, full2: each with a bias ``NAME.bias``; and
``temperature`` (1), by which the scores are divided so that they are probabilities."""


def classify(windows: Windows) -> NDArray[np.float32]:
    """The probability of each of ``CLASSES`` for each window; count × classes."""
    if not len(windows):
        return np.zeros((0, len(CLASSES)), np.float32)
    weights = load_weights()
    return softmax(scores(weights, windows) / weights["temperature"])


def scores(weights: Weights, windows: Windows) -> NDArray[np.float32]:
    """The network's output before it is made a probability; count × classes."""
    level = windows[..., None]
    for name in ("conv1", "conv2"):
        level = np.maximum(convolve(level, weights[name]) + weights[f"{name}.bias"], 0)
    flat = level.reshape(len(level), -1)
    hidden = np.maximum(flat @ weights["full1"] + weights["full1.bias"], 0)
    return np.asarray(hidden @ weights["full2"] + weights["full2.bias"], np.float32)


def patches(level: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Every second side × side patch of count × height × width × depth, each laid out flat:
    count × rows × columns × (side · side · depth)."""
    rows, columns = ((length - side) // STRIDE + 1 for length in level.shape[1:3])
    shifted = [
        level[:, y : y + STRIDE * rows : STRIDE, x : x + STRIDE * columns : STRIDE][:, :rows, :columns]
        for y in range(side)
        for x in range(side)
    ]
    return np.concatenate(shifted, axis=3)


def convolve(level: NDArray[np.float32], kernel: NDArray[np.float32]) -> NDArray[np.float32]:
    """``kernel`` is side × side × depth in × depth out; no padding, every second place."""
    flat = patches(level, kernel.shape[0])
    return np.asarray(flat @ kernel.reshape(-1, kernel.shape[-1]), np.float32)


def softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows that sum to 1."""
    grown = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        name: np.frombuffer(base64.b64decode(entry["float16"]), "<f2")
        .astype(np.float32)
        .reshape(entry["shape"])
        for name, entry in stored.items()
    }


def save_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Half precision, as text: a file that can be compared and that any tool may hold."""
    stored = {
        name: {
            "shape": list(values.shape),
            "float16": base64.b64encode(values.astype("<f2").tobytes()).decode(),
        }
        for name, values in weights.items()
    }
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
