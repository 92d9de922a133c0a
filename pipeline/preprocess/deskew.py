"""The skew of a page, as a transform: pixels are never resampled for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from pipeline.preprocess.line_shape import slant
from schemas.geometry import PageTransform, Quad

STEEPEST = 20.0  # degrees: text further aslant is a watermark, not the page
ALIKE, NEAR = 2.0, 4.0  # degrees by which most lines of one direction lie about it, and by which nearly all
APART = 5.0  # degrees from which two directions are not one page's, and a page lies hardly askew
FEWEST = 4  # lines about level that are the page's own, whatever lies more of aslant


def find_skew(quads: Sequence[Quad]) -> float:
    """Clockwise skew of the text in degrees (-20 to 20): the median over lines, by their length.

    Where lines lie in two directions, one is a watermark's: the page's is the one about level, else the one
    of most text. The median of both may be neither.
    """
    lines = []
    for quad in quads:
        a, b, _, d = quad.points
        along = math.dist(a, b)
        angle = slant(quad)
        if along > 3 * math.dist(a, d) and abs(angle) <= STEEPEST:
            lines.append((angle, along))
    skew, usual = _median(lines), _usual(lines)
    level = [line for line in lines if abs(line[0]) <= APART and abs(line[0] - usual) > APART]
    if abs(usual) > APART and len(level) >= FEWEST:
        return _about(level, _usual(level))
    return _about(lines, usual) if abs(skew - usual) > NEAR else skew


def _about(lines: Sequence[tuple[float, float]], usual: float) -> float:
    return _median([line for line in lines if abs(line[0] - usual) <= NEAR])


def _usual(lines: Sequence[tuple[float, float]]) -> float:
    """The angle about which most text lies; 0 of no lines."""
    angles, lengths = np.array(lines, dtype=np.float64).reshape(-1, 2).T
    if not angles.size:
        return 0.0
    near = np.abs(angles[:, None] - angles) <= ALIKE
    return float(angles[int(np.argmax(near @ lengths))])


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
