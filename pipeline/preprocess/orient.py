"""Which way up a page is, and the turn that puts it upright."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np

from pipeline.crop import crop_quad
from pipeline.page_image import Image
from schemas.geometry import PageTransform, Quad

Score = Callable[[Sequence[Image]], Sequence[tuple[str, float]]]
"""Line images to (text, engine score) each."""

SAMPLE = 4  # lines looked at a round
ROUNDS = 3
CLEAR = 0.12  # mean score by which one way must lead
LONGEST = 8  # line heights that a sampled line is cut to

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn_image(image: Image, rotation: int) -> Image:
    """The image turned clockwise by ``rotation`` (0, 90, 180 or 270 degrees)."""
    return np.asarray(cv2.rotate(image, _TURNS[rotation]), dtype=np.uint8) if rotation else image


def turn_transform(width: int, height: int, rotation: int) -> PageTransform:
    """Source page of ``width`` × ``height`` pixels to the page that ``turn_image`` makes."""
    w, h = float(width - 1), float(height - 1)
    matrices = {
        0: (1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
        90: (0.0, -1.0, h, 1.0, 0.0, 0.0),
        180: (-1.0, 0.0, w, 0.0, -1.0, h),
        270: (0.0, 1.0, 0.0, -1.0, 0.0, w),
    }
    a, b, c, d, e, f = matrices[rotation]
    return PageTransform(matrix=(a, b, c, d, e, f, 0.0, 0.0, 1.0))


def find_rotation(image: Image, quads: Sequence[Quad], score: Score) -> int:
    """The clockwise turn (0, 90, 180, 270) that makes the page readable.

    The boxes tell whether lines lie or stand; of the two ways left, a sample of lines is read
    both ways and the surer reading wins. Per page, never per line: one line is too easily read
    upside down. A page without lines stays as it is.
    """
    lying, standing = _by_direction(quads)
    stands = _length(standing) > _length(lying)
    ways = (90, 270) if stands else (0, 180)
    lines = sorted(standing if stands else lying, key=_extent, reverse=True)
    if not lines:
        return 0
    first = second = 0.0
    for start in range(0, SAMPLE * ROUNDS, SAMPLE):
        sample = lines[start : start + SAMPLE]
        if not sample:
            break
        crops = [_cut(crop_quad(image, quad)) for quad in sample]
        both = score([turn_image(crop, way) for way in ways for crop in crops])
        first += sum(_weight(*reading) for reading in both[: len(crops)])
        second += sum(_weight(*reading) for reading in both[len(crops) :])
        if abs(first - second) > CLEAR * max(first, second):
            break
    return ways[0] if first >= second else ways[1]


def _cut(crop: Image) -> Image:
    """At most ``LONGEST`` line heights of the line, to bound the cost."""
    height, width = crop.shape[:2]
    short = min(height, width) * LONGEST
    return crop[:short, :short]


def _weight(text: str, confidence: float) -> float:
    return confidence * confidence * math.sqrt(len(text))


def _by_direction(quads: Sequence[Quad]) -> tuple[list[Quad], list[Quad]]:
    """Lines that lie and lines that stand; boxes near square tell nothing and are left out."""
    lying, standing = [], []
    for quad in quads:
        a, b, _, d = quad.points
        along, across = math.dist(a, b), math.dist(a, d)
        if along > 1.8 * across:
            lying.append(quad)
        elif across > 1.8 * along:
            standing.append(quad)
    return lying, standing


def _extent(quad: Quad) -> float:
    a, b, _, d = quad.points
    return max(math.dist(a, b), math.dist(a, d))


def _length(quads: Sequence[Quad]) -> float:
    return sum(_extent(quad) for quad in quads)
