"""The network that tells what the characters of a page's domains are, each seen beside the others.

Each character is a window and what the recognizer read there. Three convolutions and a full layer make
a token of it, and four layers of attention compare the tokens of a page: an o keeps lower than a 0, a 1
has a flag that no l of the same face has. Run by numpy; ``python -m samples.glyphs`` trains it and writes
``weights.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.cut import SIDE, Windows
from pipeline.networks.layers import convolve, full_layer, norm_layer, softmax
from pipeline.networks.weights_text import Values, Weights, read_weights

CLASSES = (*"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.", "")
"""What a window may show; the last is anything else."""

WEIGHTS = Path(__file__).with_name("weights.json")
CONVOLUTIONS = ("conv1", "conv2", "conv3")
LAYERS = ("first", "second", "third", "fourth")
HEADS = 4
REACH = 8  # characters of its own run to each side of which a token knows how far off they are
STEP = (2, 2)
"""Weights are ``conv1`` to ``conv3`` (side × side × depth in × depth out), ``window``, ``read``
(``CLASSES`` × width); for each of ``LAYERS`` ``NAME.norm1``, ``.attend`` (to query, key, value), ``.place``
(``HEADS`` × steps in the own run and one for other runs), ``.merge``, ``.norm2``, ``.wide``, ``.narrow``;
``norm``, ``tell``; all but ``read`` and ``.place`` with a ``NAME.bias``; and ``temperature`` (1), by which
scores are divided so that they are probabilities."""


def to_class(char: str) -> int:
    """The place in ``CLASSES`` of what a character shows."""
    return CLASSES.index(char) if char in CLASSES else len(CLASSES) - 1


def classify(windows: Windows, read: str, runs: Sequence[int]) -> Values:
    """The probability of each of ``CLASSES`` for each character of a page; count × classes.

    ``read`` holds what was read in each window, ``runs`` the number of its run, where characters follow
    each other in order.
    """
    if not len(windows):
        return np.zeros((0, len(CLASSES)), np.float32)
    weights = load_weights()
    classes = np.array([to_class(char) for char in read], np.int64)
    return softmax(scores(weights, windows, classes, steps(runs)) / weights["temperature"])


def steps(runs: Sequence[int]) -> NDArray[np.int64]:
    """How far each character stands behind each other one, as a place in a layer's ``place``."""
    numbers = np.asarray(runs, np.int64)
    order = np.arange(len(numbers))
    away = np.clip(order[None] - order[:, None], -REACH, REACH) + REACH
    return np.where(numbers[None] == numbers[:, None], away, 2 * REACH + 1)


def scores(weights: Weights, windows: Windows, read: NDArray[np.int64], away: NDArray[np.int64]) -> Values:
    """The network's output before it is made a probability; count × classes."""
    level = windows.reshape(-1, SIDE, SIDE, 1)
    for name in CONVOLUTIONS:
        level = np.maximum(convolve(level, weights[name], STEP) + weights[f"{name}.bias"], 0)
    tokens = full_layer(weights, "window", level.reshape(len(level), -1)) + weights["read"][read]
    for name in LAYERS:
        tokens = tokens + _attend(weights, name, norm_layer(weights, f"{name}.norm1", tokens), away)
        wide = np.maximum(
            full_layer(weights, f"{name}.wide", norm_layer(weights, f"{name}.norm2", tokens)), 0
        )
        tokens = tokens + full_layer(weights, f"{name}.narrow", wide)
    return full_layer(weights, "tell", norm_layer(weights, "norm", tokens))


def _attend(weights: Weights, name: str, tokens: Values, away: NDArray[np.int64]) -> Values:
    count, width = tokens.shape
    parts = full_layer(weights, f"{name}.attend", tokens).reshape(count, 3, HEADS, width // HEADS)
    query, key, value = parts.transpose(1, 2, 0, 3)
    likeness = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS))
    share = softmax(likeness + weights[f"{name}.place"][:, away])
    return full_layer(weights, f"{name}.merge", (share @ value).transpose(1, 0, 2).reshape(count, width))


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
