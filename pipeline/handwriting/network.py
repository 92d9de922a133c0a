"""The network that reads figures written into a form's row, between its 年, 月 and 日.

Each column tells a figure, a mark, another character or nothing; ``python -m samples.handwriting`` trains it
and writes ``weights.json``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.columns import network
from pipeline.networks.weights_text import Values, Weights, read_weights

EMS = 2.4  # of the form's type that the picture is high
OTHER = "x"
CLASSES = ("", *"0123456789年月日", OTHER)
"""What a column may tell; the first is nothing."""

WEIGHTS = Path(__file__).with_name("weights.json")
ALONG = ("along1", "along2")


def tell_columns(grey: NDArray[np.uint8], weights: Weights | None = None) -> Values:
    """The logarithm of the probability of each of ``CLASSES``, columns × classes, for a row's picture (of any
    height, 0 = black)."""
    return network.tell_columns(load_weights() if weights is None else weights, network.to_ink(grey), ALONG)


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
