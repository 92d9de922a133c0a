"""The network that reads a row of Latin print: a domain, or a piece of one.

Each column tells a letter, a figure, a dot, a hyphen or nothing; ``python -m samples.latin`` trains it and
writes ``weights.json``. It has learned letters that no words tell: what it reads, its pixels say.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.columns import network
from pipeline.weights_text import Values, Weights, read_weights

CLASSES = ("", *"0123456789abcdefghijklmnopqrstuvwxyz-.")
"""What a column may tell; the first is nothing, and what is beside the row. Capitals count as small."""

WEIGHTS = Path(__file__).with_name("weights.json")
ALONG = ("along1", "along2", "along3")


def tell_columns(grey: NDArray[np.uint8], weights: Weights | None = None) -> Values:
    """The logarithm of the probability of each of ``CLASSES``, columns × classes, for a row's picture (of any
    height, 0 = black)."""
    return network.tell_columns(load_weights() if weights is None else weights, network.to_ink(grey), ALONG)


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
