"""Perspective told by the text: on a page seen aslant, lines that are level on paper fan out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.preprocess.line_shape import slant, thickness
from schemas.geometry import PageTransform, Quad

LONG: Final = 6.0  # line heights from which a line's direction is exact
FEWEST: Final = 8  # such lines that a fan can be told by
SPREAD: Final = 0.3  # share of the page's height that they must lie over
LEAST: Final = 0.8  # degrees that the page's top and bottom must differ by
STEEPEST: Final = 12.0  # degrees from the usual direction beyond which a line is a watermark's
OUTLYING: Final = 3.0  # median deviations beyond which a line is left out
ROUNDS: Final = 3


def level_transform(width: int, height: int, quads: Sequence[Quad], skew: float) -> PageTransform:
    """Lays the text level on a page of ``width`` × ``height`` pixels whose lines are ``quads``.

    ``skew`` is the usual direction of the lines, in degrees clockwise; where their directions grow
    or fall from top to bottom, they meet in a point, and the transform moves it out of sight. The
    page's middle stays where it is, and so does the scale there.
    """
    x, y = width / 2, height / 2
    tangent, fan = math.tan(math.radians(skew)), 0.0
    fitted = _fit_fan(quads, x, y, height, skew)
    if fitted is not None:
        tangent, fan = fitted
    cos, sin = math.cos(math.atan(tangent)), math.sin(math.atan(tangent))
    turn = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    flatten = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [fan, 0.0, 1.0]])
    there = np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])
    back = np.array([[1.0, 0.0, -x], [0.0, 1.0, -y], [0.0, 0.0, 1.0]])
    a, b, c, d, e, f, g, h, i = (float(value) for value in (there @ flatten @ turn @ back).ravel())
    return PageTransform(matrix=(a, b, c, d, e, f, g, h, i))


def _fit_fan(
    quads: Sequence[Quad], x: float, y: float, height: int, skew: float
) -> tuple[float, float] | None:
    """The slope of a line through ``x``, ``y`` and how it grows a pixel down; ``None`` for no fan.

    Lines that meet in a point have slopes that grow evenly along any upright between them.
    """
    long = [quad for quad in quads if quad.bbox.width > LONG * thickness(quad)]
    rows = [
        (math.tan(math.radians(slant(quad))), *_middle(quad))
        for quad in long
        if abs(slant(quad) - skew) < STEEPEST
    ]
    if len(rows) < FEWEST:
        return None
    slope, across, down = np.array(rows).T
    down = down - slope * (across - x) - y
    kept = np.ones(len(slope), dtype=bool)
    fan = base = 0.0
    for _ in range(ROUNDS):
        if kept.sum() < FEWEST or np.ptp(down[kept]) < SPREAD * height:
            return None
        fan, base = (float(value) for value in np.polyfit(down[kept], slope[kept], 1))
        off = np.abs(slope - base - fan * down)
        kept = off <= OUTLYING * max(float(np.median(off)), 1e-4)
    return (base, fan) if math.degrees(abs(fan)) * height >= LEAST else None


def _middle(quad: Quad) -> tuple[float, float]:
    xs, ys = zip(*quad.points, strict=True)
    return sum(xs) / 4, sum(ys) / 4
