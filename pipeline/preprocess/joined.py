"""Pieces of one row that detection parted, as one line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.preprocess.line_shape import slant, thickness
from schemas.geometry import Point, Quad

GAP = 2.5  # line heights between two pieces of a row at most
LEVEL = 0.4  # line heights that one of them stands off the other's row
ALIKE = 1.6  # times that one of them is as high as the other at most


def join_pieces(quads: Sequence[Quad]) -> list[Quad]:
    """The quads, those that go on with one another in a row made one: what crosses a stamp parts its rows."""
    joined: list[Quad] = []
    for quad in sorted(quads, key=lambda quad: quad.bbox.left):
        before = next((other for other in joined if _goes_on(other, quad)), None)
        if before is None:
            joined.append(quad)
        else:
            joined[joined.index(before)] = _as_one(before, quad)
    return joined


def _goes_on(one: Quad, other: Quad) -> bool:
    """Whether ``other`` stands behind ``one`` in its row."""
    high, low = sorted((thickness(one), thickness(other)), reverse=True)
    if high > ALIKE * low:
        return False
    (x, y), (to_x, to_y) = _middle(one, 1, 2), _middle(other, 0, 3)
    angle = np.radians(slant(max((one, other), key=lambda quad: quad.bbox.width)))
    along = (to_x - x) * np.cos(angle) + (to_y - y) * np.sin(angle)
    across = (to_y - y) * np.cos(angle) - (to_x - x) * np.sin(angle)
    return bool(-low < along < GAP * high and abs(across) < LEVEL * low)


def _middle(quad: Quad, top: int, bottom: int) -> Point:
    one, two = quad.points[top], quad.points[bottom]
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2


def _as_one(one: Quad, other: Quad) -> Quad:
    (a, _, _, d), (_, b, c, _) = one.points, other.points
    return Quad((a, b, c, d))
