"""The skew of a page, as a transform: pixels are never resampled for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from pipeline.preprocess.line_shape import slant
from schemas.geometry import PageTransform, Quad

STEEPEST = 20.0  # degrees: text further aslant is a watermark, not the page
TILTED = 12.0  # degrees from which the usual direction may be that of a watermark's tiles
LEVEL, FEWEST = 6.0, 4  # degrees within which so many lines are then the page's own


def find_skew(quads: Sequence[Quad]) -> float:
    """Clockwise skew of the text in degrees (-20 to 20): the median over lines, by their length.

    Where that is far from level and some lines are not, these are the page's and the others a watermark's.
    """
    lines = []
    for quad in quads:
        a, b, _, d = quad.points
        along = math.dist(a, b)
        angle = slant(quad)
        if along > 3 * math.dist(a, d) and abs(angle) <= STEEPEST:
            lines.append((angle, along))
    skew = _median(lines)
    level = [line for line in lines if abs(line[0]) <= LEVEL]
    return _median(level) if abs(skew) > TILTED and len(level) >= FEWEST else skew


def _median(lines: Sequence[tuple[float, float]]) -> float:
    """The median of angles, each with the length that it counts for; 0 of none."""
    if not lines:
        return 0.0
    angles, lengths = np.array(sorted(lines)).T
    heights = np.cumsum(lengths)
    return float(angles[int(np.searchsorted(heights, heights[-1] / 2))])


def skew_transform(width: int, height: int, skew: float) -> PageTransform:
    """Turns the page about its center so that text of ``skew`` degrees lies level."""
    x, y = width / 2, height / 2
    cos, sin = math.cos(math.radians(-skew)), math.sin(math.radians(-skew))
    return PageTransform(
        matrix=(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0.0, 0.0, 1.0)
    )
