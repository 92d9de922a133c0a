"""The network that reads a printed date of which a seal hides a part.

Each column tells a numeral, 年, 月, 日, another character of the row or nothing, which a seal's own letters
are; ``python -m samples.date_rows`` trains it and writes ``weights.json``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.normalize.dates import find_dates
from extractors.normalize.normal import Repair
from pipeline.columns import network
from pipeline.columns.texts import to_texts
from pipeline.networks.weights_text import Values, Weights, read_weights

OTHER = "x"
CLASSES = ("", *"0123456789年月日〇零一二三四五六七八九十", OTHER)
"""What a column may tell; the first is nothing."""

WEIGHTS = Path(__file__).with_name("weights.json")
ALONG = ("along1", "along2", "along3")


def tell_columns(grey: NDArray[np.uint8], weights: Weights | None = None) -> Values:
    """The logarithm of the probability of each of ``CLASSES``, columns × classes, for a row's picture (of any
    height, 0 = black)."""
    return network.tell_columns(load_weights() if weights is None else weights, network.to_ink(grey), ALONG)


def likely_dates(told: Values) -> dict[str, float]:
    """What a row with one date may say, as written, and the probability of each; what is left to 1 is no
    date. ``told`` is what its columns tell."""
    found: dict[str, float] = defaultdict(float)
    for text, share in to_texts(told, CLASSES).items():
        date = text.replace(OTHER, "")
        if to_value(date) is not None:
            found[date] += share
    return dict(found)


def to_value(text: str) -> str | None:
    """The one date (ISO 8601) that a text is; ``None`` where it is none or several, or of both numerals."""
    if re.search("[0-9]", text) and re.search("[〇零一二三四五六七八九十]", text):
        return None
    dates = find_dates(text)
    if len(dates) != 1 or dates[0].start or dates[0].end < len(text):
        return None
    normal = dates[0].normal
    return None if normal.failed or Repair.CONFUSION in normal.repairs else normal.value


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
