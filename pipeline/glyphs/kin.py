"""Look-alikes of one page compared with each other: most of its domains are set in one face.

What the classifier is sure of on a page shows how that face draws its 1 and its l. A face that it has
not learned is so learned from the page itself.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.cut import SIDE, Windows
from pipeline.glyphs.network import CLASSES

SURE: Final = 0.9  # probability from which a window is an example of its class
EXAMPLES: Final = 3  # the likest of a class speak for it
STRENGTH: Final = 2.0  # by how much a likeness of 1 more raises the logarithm of a probability
USUAL: Final = 0.85  # likeness of examples of one class on one page
_CAPITAL, _SMALL = CLASSES.index("I"), CLASSES.index("l")
_NOTHING = CLASSES.index("")
_ROWS, _COLUMNS = slice(4, SIDE - 4), slice(6, SIDE - 6)  # the character, without most of its neighbours
_MOVES = [(down, along) for down in (-1, 0, 1) for along in (-2, -1, 0, 1, 2)]


def with_kin(windows: Windows, likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """``likely`` (count × ``CLASSES``, rows sum to 1), each row changed by how much its window is like
    the page's other windows that are surely of a class. ``windows`` are all of one page.

    An I has no examples of its own: in much type it is drawn as l, and goes with it.
    """
    if len(windows) < 2:
        return likely
    alike = _likeness(windows)
    np.fill_diagonal(alike, -1)
    best, top = likely.argmax(1), likely.max(1)
    scores = np.log(likely + 1e-6)
    for place in range(len(CLASSES)):
        examples = np.flatnonzero((best == place) & (top >= SURE))
        if place in (_CAPITAL, _NOTHING) or not len(examples):
            continue
        nearest = np.sort(alike[:, examples], axis=1)[:, -EXAMPLES:]
        known = nearest > -1  # a window is no example for itself
        mean = np.where(known, nearest, 0).sum(1) / np.maximum(1, known.sum(1))
        gain = np.where(known.any(1), STRENGTH * (mean - USUAL), 0)
        scores[:, place] += gain
        if place == _SMALL:
            scores[:, _CAPITAL] += gain
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


def _likeness(windows: Windows) -> NDArray[np.float32]:
    """The correlation (-1 to 1) of the middle of each window with that of each other one, moved by a
    pixel or two where that is better."""
    middles = _to_unit(windows[:, _ROWS, _COLUMNS])
    moved = [
        middles @ _to_unit(np.roll(windows, (-down, -along), (1, 2))[:, _ROWS, _COLUMNS]).T
        for down, along in _MOVES
    ]
    return np.asarray(np.maximum.reduce(moved), np.float32)


def _to_unit(parts: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = parts.reshape(len(parts), -1)
    level = flat - flat.mean(axis=1, keepdims=True)
    return np.asarray(level / (np.linalg.norm(level, axis=1, keepdims=True) + 1e-6), np.float32)
