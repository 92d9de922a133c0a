"""The network that tells a rare character from those that look like it, by its picture alone.

Three convolutions and a full layer, run by numpy; ``python -m samples.rare_characters`` trains it and writes
``weights.json``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from extractors.normalize.rare_names import NEVER_SURNAMES, RARELY_GIVEN
from pipeline.networks.layers import evened_layer, full_layer, softmax
from pipeline.networks.weights_text import Values, Weights, read_weights
from pipeline.rare_characters.cut import Windows

GROUPS = (
    *(f"{read}{meant}" for read, meant in NEVER_SURNAMES.items()),
    *(f"{read}{meant}" for read, meant in RARELY_GIVEN.items()),
)
CLASSES = ("", *sorted({char for group in GROUPS for char in group}))
"""What a window may show; the first is anything else."""

WEIGHTS = Path(__file__).with_name("weights.json")
CONVOLUTIONS = ("conv1", "conv2", "conv3")
STEP = (2, 2)
"""Weights are ``conv1`` to ``conv3`` with their norms, ``wide`` and ``tell``, and ``temperature`` (1), by
which scores are divided so that they are probabilities."""


def classify(windows: Windows, weights: Weights | None = None) -> Values:
    """The probability of each of ``CLASSES`` for each window; count × classes."""
    if not len(windows):
        return np.zeros((0, len(CLASSES)), np.float32)
    weights = load_weights() if weights is None else weights
    level = windows[..., None]
    for name in CONVOLUTIONS:
        level = evened_layer(weights, name, level, STEP)
    wide = np.maximum(full_layer(weights, "wide", level.reshape(len(level), -1)), 0)
    return softmax(full_layer(weights, "tell", wide) / weights["temperature"])


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
