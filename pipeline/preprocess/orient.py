"""Which way up a page is, and the turn that puts it upright."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.deskew import STEEPEST
from pipeline.preprocess.line_shape import slant
from pipeline.reading import Reading, Recognize
from schemas.geometry import PageTransform, Quad

SAMPLE = 4  # lines looked at a round
ROUNDS = 3
CLEAR = 0.12  # share of the weight read one way by which it must lead
TELLING = 1.0  # that weight, of a few characters: scraps that are read either way tell nothing
LONGEST = 8  # line heights that a sampled line is cut to
UPRIGHT = 2  # lines of the first sample that settle the matter when they read well
SCRAPS = 0.1  # of all lines' length, below which level ones are no print among a watermark's tiles
CHINESE, WELL = 5, 0.9  # characters and score of such a line; turned by 180 degrees, lines that
# read at 0.9 or so have one or two characters, and those of many characters read below 0.8

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


@dataclass(frozen=True)
class Rotation:
    """``degrees``: the clockwise turn (0, 90, 180, 270) that makes the page readable. ``readings``:
    the lines that were read whole to find it, by their index, where the page stays as it is."""

    degrees: int
    readings: dict[int, Reading]


def find_rotation(image: Image, quads: Sequence[Quad], read: Recognize) -> Rotation:
    """Which way up the page with the lines ``quads`` is.

    The boxes tell whether lines lie or stand; of the two ways left, the likelier is settled by a
    few lines that read well. Else a sample of lines is read both ways and the surer reading wins.
    Per page, never per line: one line is too easily read upside down. Lines far aslant are a
    watermark's, and are not asked where there are others. A page without lines stays as it is.
    """
    lying, standing = _by_direction(quads)
    stands = _length(quads, standing) > _length(quads, lying)
    ways = (90, 270) if stands else (0, 180)
    lines = sorted(standing if stands else lying, key=lambda index: _extent(quads[index]), reverse=True)
    if not lines:
        return Rotation(0, {})
    sample = lines[:SAMPLE]
    readings = read([turn_image(crop_quad(image, quads[index]), ways[0]) for index in sample])
    whole = {} if stands else dict(zip(sample, readings, strict=True))
    if sum(reads_well(reading.text, reading.confidence) for reading in readings) >= UPRIGHT:
        return Rotation(ways[0], whole)
    degrees = _surer_way(image, [quads[index] for index in lines], ways, read)
    return Rotation(degrees, {} if degrees else whole)


def reads_well(text: str, confidence: float) -> bool:
    """Whether a line read as ``text`` is the right way up, as its ``confidence`` (0-1) and length tell."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text)
    return chinese >= CHINESE and confidence >= WELL


def _surer_way(image: Image, lines: Sequence[Quad], ways: tuple[int, int], read: Recognize) -> int:
    first = second = 0.0
    for start in range(0, SAMPLE * ROUNDS, SAMPLE):
        sample = lines[start : start + SAMPLE]
        if not sample:
            break
        crops = [_cut(crop_quad(image, quad)) for quad in sample]
        both = read([turn_image(crop, way) for way in ways for crop in crops])
        first += sum(_weight(reading) for reading in both[: len(crops)])
        second += sum(_weight(reading) for reading in both[len(crops) :])
        most = max(first, second)
        if most > TELLING and abs(first - second) > CLEAR * most:
            break
    return ways[0] if first >= second else ways[1]


def _cut(crop: Image) -> Image:
    """At most ``LONGEST`` line heights of the line, to bound the cost."""
    height, width = crop.shape[:2]
    short = min(height, width) * LONGEST
    return crop[:short, :short]


def _weight(reading: Reading) -> float:
    return reading.confidence * reading.confidence * math.sqrt(len(reading.text))


def _by_direction(quads: Sequence[Quad]) -> tuple[list[int], list[int]]:
    """As ``_part`` of the lines that are not far aslant, if these are more than scraps beside the others."""
    lying, standing = _part(quads)
    straight = [[index for index in way if _aslant(quads[index]) <= STEEPEST] for way in (lying, standing)]
    if sum(_length(quads, way) for way in straight) < SCRAPS * _length(quads, [*lying, *standing]):
        return lying, standing
    return straight[0], straight[1]


def _part(quads: Sequence[Quad]) -> tuple[list[int], list[int]]:
    """Indices of lines that lie and of lines that stand; boxes near square tell nothing and are left out."""
    lying, standing = [], []
    for index, quad in enumerate(quads):
        a, b, _, d = quad.points
        along, across = math.dist(a, b), math.dist(a, d)
        if along > 1.8 * across:
            lying.append(index)
        elif across > 1.8 * along:
            standing.append(index)
    return lying, standing


def _aslant(quad: Quad) -> float:
    """Degrees (0 to 45) between the line and the nearer side of the page."""
    return abs((slant(quad) + 45) % 90 - 45)


def _extent(quad: Quad) -> float:
    a, b, _, d = quad.points
    return max(math.dist(a, b), math.dist(a, d))


def _length(quads: Sequence[Quad], indices: Sequence[int]) -> float:
    return sum(_extent(quads[index]) for index in indices)
