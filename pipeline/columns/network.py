"""A network over the columns of a line's picture, by numpy.

Three convolutions make a column of features of every second column of pixels, others compare neighbours;
each column tells a character or nothing (connectionist temporal classification, Graves 2006).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.networks.layers import evened_layer, full_layer
from pipeline.networks.weights_text import Values, Weights

HIGH = 32  # pixels of a line's picture
CONVOLUTIONS = {"conv1": (2, 2), "conv2": (2, 1), "conv3": (2, 1)}
"""By name, the steps down and along."""
PALEST = 30  # levels below the paper's that ink is, or more


def to_ink(grey: NDArray[np.uint8], high: int = HIGH) -> Values:
    """The picture (of any height, 0 = black) ``high`` pixels high; 0 is paper, 1 the darkest ink."""
    width = max(8, round(grey.shape[1] * high / grey.shape[0]))
    flags = cv2.INTER_AREA if grey.shape[0] > high else cv2.INTER_LINEAR
    level = cv2.resize(grey, (width, high), interpolation=flags).astype(np.float32)
    paper, dark = np.percentile(level, (60, 1))
    return np.asarray(np.clip((paper - level) / max(PALEST, paper - dark), 0, 1), np.float32)


def tell_columns(weights: Weights, ink: Values, along: Sequence[str]) -> Values:
    """The logarithm of the probability of each class in each column, columns × classes."""
    return to_shares(weights, scores(weights, ink, along))


def to_shares(weights: Weights, told: Values) -> Values:
    """The logarithms of probabilities that scores (columns × classes) are."""
    told = told / weights["temperature"]
    told = told - told.max(axis=1, keepdims=True)
    return np.asarray(told - np.log(np.exp(told).sum(axis=1, keepdims=True)), np.float32)


def scores(weights: Weights, ink: Values, along: Sequence[str]) -> Values:
    """The network's output before it is made a probability; columns × classes. ``along`` names the layers
    that compare neighbours."""
    return full_layer(weights, "tell", compare(weights, to_features(weights, ink), along))


def to_features(weights: Weights, ink: Values) -> Values:
    """What stands in each column; columns × features."""
    level = ink[..., None]
    for name, step in CONVOLUTIONS.items():
        level = evened_layer(weights, name, level, step)
    return np.asarray(level.transpose(1, 0, 2).reshape(level.shape[1], -1), np.float32)


def compare(weights: Weights, columns: Values, along: Sequence[str]) -> Values:
    """The columns (× features) after the layers ``along``, each of which compares neighbours."""
    row = columns[None]
    for name in along:
        row = evened_layer(weights, name, row, (1, 1))
    return np.asarray(row[0], np.float32)
