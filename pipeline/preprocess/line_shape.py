"""How a line lies: its direction, its length and its height."""

from __future__ import annotations

import math

from schemas.geometry import Quad


def slant(quad: Quad) -> float:
    """The direction of the line's text in degrees clockwise from the x axis."""
    a, b, c, d = quad.points
    return math.degrees(math.atan2(b[1] - a[1] + c[1] - d[1], b[0] - a[0] + c[0] - d[0]))


def length(quad: Quad) -> float:
    """From the line's start to its end, along its upper edge; pixels."""
    a, b, _, _ = quad.points
    return math.dist(a, b)


def thickness(quad: Quad) -> float:
    """The line's height at its start, pixels."""
    a, _, _, d = quad.points
    return math.dist(a, d)
