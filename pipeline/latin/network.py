"""The network that reads the rows of Latin print of a page: domains, or pieces of them.

Each column tells a letter, a figure, a dot, a hyphen or nothing, and sees the columns of all rows beside its
own: what an l looks like, an l of another row tells. ``python -m samples.latin`` trains it and writes
``weights.json``. It has learned letters that no words tell: what it reads, its pixels say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.network import compare, to_features, to_ink, to_shares
from pipeline.networks.layers import full_layer, norm_layer, softmax
from pipeline.networks.weights_text import Values, Weights, read_weights

CLASSES = ("", *"0123456789abcdefghijklmnopqrstuvwxyz-.")
"""What a column may tell; the first is nothing, and what is beside the row. Capitals count as small."""

WEIGHTS = Path(__file__).with_name("weights.json")
HIGH = 48  # pixels of a row's picture
BEFORE, ATTENDED, BEHIND = ("along1", "along2"), ("first", "second"), ("along3",)
"""Layers that compare neighbours before those that compare rows, and behind them."""
HEADS = 4
KEY = 2  # columns that are seen from another row as one
TOGETHER = 4  # rows that are compared


def tell_rows(greys: Sequence[NDArray[np.uint8]], weights: Weights | None = None) -> list[Values]:
    """The logarithm of the probability of each of ``CLASSES``, columns × classes, for the picture of each row
    of a page (of any height, 0 = black), in the order in which they stand there."""
    known = load_weights() if weights is None else weights
    alone = [compare(known, to_features(known, to_ink(grey, HIGH)), BEFORE) for grey in greys]
    told: list[Values] = []
    for start in range(0, len(alone), TOGETHER):
        first = max(0, min(start, len(alone) - TOGETHER))  # the last ones are compared with as many
        beside = scores(known, alone[first : start + TOGETHER])
        told += [to_shares(known, row) for row in beside[start - first :]]
    return told


def scores(weights: Weights, rows: Sequence[Values]) -> list[Values]:
    """The network's output (columns × classes) before it is made a probability, for rows that are compared;
    of each the features that its columns have alone are given."""
    ends = np.cumsum([len(row) for row in rows])[:-1]
    columns = np.concatenate(rows)
    for name in ATTENDED:
        seen = norm_layer(weights, f"{name}.norm1", columns)
        keys = np.concatenate([_keys(row) for row in np.split(seen, ends)])
        columns = columns + _attend(weights, name, seen, keys)
        wide = np.maximum(
            full_layer(weights, f"{name}.wide", norm_layer(weights, f"{name}.norm2", columns)), 0
        )
        columns = columns + full_layer(weights, f"{name}.narrow", wide)
    return [full_layer(weights, "tell", compare(weights, row, BEHIND)) for row in np.split(columns, ends)]


def _keys(row: Values) -> Values:
    """The means of ``KEY`` columns each."""
    whole = len(row) - len(row) % KEY
    return np.asarray(row[:whole].reshape(-1, KEY, row.shape[1]).mean(axis=1), np.float32)


def _attend(weights: Weights, name: str, columns: Values, keys: Values) -> Values:
    count, width = columns.shape
    size = width // HEADS
    query = full_layer(weights, f"{name}.query", columns).reshape(count, HEADS, size).transpose(1, 0, 2)
    both = full_layer(weights, f"{name}.key", keys).reshape(len(keys), 2, HEADS, size).transpose(1, 2, 0, 3)
    share = softmax(query @ both[0].transpose(0, 2, 1) / np.float32(np.sqrt(size)))
    return full_layer(weights, f"{name}.merge", (share @ both[1]).transpose(1, 0, 2).reshape(count, width))


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(WEIGHTS)
