"""The network that reads figures written into a form's row, between its 年, 月 and 日.

Three convolutions make a column of features of every second column of pixels, two more compare neighbours;
each column tells a figure, a mark, another character or nothing (connectionist temporal classification,
Graves 2006). Run by numpy; ``python -m samples.handwriting`` trains it and writes ``weights.json``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.network_layers import evened_layer
from pipeline.weights_text import Values, Weights, read_weights

HIGH = 32  # pixels of a row's picture
EMS = 2.4  # of the form's type that the picture is high
OTHER = "x"
CLASSES = ("", *"0123456789年月日", OTHER)
"""What a column may tell; the first is nothing."""

WEIGHTS = Path(__file__).with_name("weights.json")
CONVOLUTIONS = {"conv1": (2, 2), "conv2": (2, 1), "conv3": (2, 1)}
"""By name, the steps down and along."""
ALONG = ("along1", "along2")
PALEST = 30  # levels below the paper's that ink is, or more


def tell_columns(grey: NDArray[np.uint8], weights: Weights | None = None) -> Values:
    """The logarithm of the probability of each of ``CLASSES``, columns × classes, for a row's picture (of any
    height, 0 = black)."""
    given = load_weights() if weights is None else weights
    told = scores(given, to_ink(grey)) / given["temperature"]
    return np.asarray(told - np.log(np.exp(told).sum(axis=1, keepdims=True)), np.float32)


def to_ink(grey: NDArray[np.uint8]) -> Values:
    """The picture ``HIGH`` pixels high; 0 is paper, 1 the darkest ink."""
    width = max(8, round(grey.shape[1] * HIGH / grey.shape[0]))
    flags = cv2.INTER_AREA if grey.shape[0] > HIGH else cv2.INTER_LINEAR
    level = cv2.resize(grey, (width, HIGH), interpolation=flags).astype(np.float32)
    paper, dark = np.percentile(level, (60, 1))
    return np.asarray(np.clip((paper - level) / max(PALEST, paper - dark), 0, 1), np.float32)


def scores(weights: Weights, ink: Values) -> Values:
    """The network's output before it is made a probability; columns × classes."""
    level = ink[..., None]
    for name, step in CONVOLUTIONS.items():
        level = evened_layer(weights, name, level, step)
    columns = level.transpose(1, 0, 2).reshape(level.shape[1], 1, -1).transpose(1, 0, 2)
    for name in ALONG:
        columns = evened_layer(weights, name, columns, (1, 1))
    return np.asarray(columns[0] @ weights["tell"] + weights["tell.bias"], np.float32)


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
