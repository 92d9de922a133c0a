"""A page that lies far askew, or is seen from its back as a film is: how it is put straight."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.page_image import TILES, Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.deskew import NEAR, STEEPEST
from pipeline.preprocess.line_shape import length, slant, thickness
from pipeline.preprocess.orient import SAMPLE, reads_well
from pipeline.reading import Recognize
from schemas.geometry import PageTransform
from schemas.page import TextLine

LONG = 3  # heights of a line from which its direction is known
LEAST = 6  # different texts that lie alike, which no watermark has
MOST = 0.75  # of the text, by length: what lies as the page does
SURE = 0.8  # engine score of a line that is text
WELL_READ = 2  # lines of the sample that settle that a page is seen from its back
_PAPER = (255, 255, 255)
_CELL = 8  # pixels of a cell whose grey is looked at
_CONTRAST = 16  # of 255 by which a cell with a stroke differs
_ROOM = 0.02  # of the image's longer side that is left about its content


def find_steep(lines: Sequence[TextLine]) -> float:
    """By how many degrees clockwise (-45 to 45) the page's text lies from level or from upright, where that
    is more than ``STEEPEST``, further than a page is read at; else 0. What is said again and again is a
    watermark's, and not asked."""
    own = _without_tiles(lines)
    weights = np.array([length(line.quad) for line in own])
    turns = np.radians(np.array([slant(line.quad) for line in own]) * 4)  # sides of the page are all one
    if len(own) < LEAST:
        return 0.0
    steep = math.degrees(math.atan2(weights @ np.sin(turns), weights @ np.cos(turns))) / 4
    away = np.degrees(np.abs(np.angle(np.exp(1j * (turns - math.radians(steep * 4)))))) / 4
    alike = away <= NEAR
    if abs(steep) <= STEEPEST or alike.sum() < LEAST or weights[alike].sum() < MOST * weights.sum():
        return 0.0
    return steep


def _without_tiles(lines: Sequence[TextLine]) -> list[TextLine]:
    counts = Counter(line.text for line in lines)
    return [
        line
        for line in lines
        if counts[line.text] < TILES
        and line.confidence >= SURE
        and length(line.quad) > LONG * thickness(line.quad)
    ]


def is_mirrored(image: Image, lines: Sequence[TextLine], read: Recognize) -> bool:
    """Whether the page is seen from its back: more of its longest lines read well from there. A line of
    characters that look the same from both sides may read well so (共人中国)."""
    sample = sorted(lines, key=lambda line: length(line.quad), reverse=True)[:SAMPLE]
    forwards = sum(reads_well(line.text, line.confidence) for line in sample)
    if not sample or forwards >= WELL_READ:
        return False
    crops = [crop_quad(image, line.quad) for line in sample]
    ways = [[np.ascontiguousarray(crop[:, ::-1]) for crop in crops]]
    ways.append([np.ascontiguousarray(crop[::-1]) for crop in crops])  # on its head as well
    backwards = (sum(reads_well(one.text, one.confidence) for one in read(way)) for way in ways)
    return max(backwards) >= max(WELL_READ, forwards + 1)


def level(image: Image, degrees: float) -> tuple[Image, PageTransform]:
    """The image turned so that text of ``degrees`` lies level, without what is bare about it, and the way
    there from its pixels."""
    height, width = image.shape[:2]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    wide = round(width * abs(cos) + height * abs(sin))
    high = round(width * abs(sin) + height * abs(cos))
    x, y = (width - 1) / 2, (height - 1) / 2
    across, down = (wide - 1) / 2 - (cos * x + sin * y), (high - 1) / 2 - (-sin * x + cos * y)
    there = np.array([[cos, sin, across], [-sin, cos, down]])
    turned = np.asarray(
        cv2.warpAffine(image, there, (wide, high), flags=cv2.INTER_CUBIC, borderValue=_PAPER), dtype=np.uint8
    )
    left, top, right, bottom = _find_content(turned)
    matrix = (cos, sin, across - left, -sin, cos, down - top, 0.0, 0.0, 1.0)
    return np.ascontiguousarray(turned[top:bottom, left:right]), PageTransform(matrix=matrix)


def _find_content(image: Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what differs from the image's most usual grey, with some room."""
    height, width = image.shape[:2]
    coarse = cv2.resize(to_grey(image), (width // _CELL, height // _CELL), interpolation=cv2.INTER_AREA)
    usual = int(np.bincount(coarse.ravel(), minlength=256).argmax())
    differs = np.abs(coarse.astype(np.int16) - usual) > _CONTRAST
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not rows.size:
        return 0, 0, width, height
    room = _ROOM * max(height, width)
    return (
        max(0, int(columns[0] * _CELL - room)),
        max(0, int(rows[0] * _CELL - room)),
        min(width, int((columns[-1] + 1) * _CELL + room)),
        min(height, int((rows[-1] + 1) * _CELL + room)),
    )


def mirror(image: Image) -> tuple[Image, PageTransform]:
    """The image from its other side, and the way there from its pixels."""
    matrix = (-1.0, 0.0, image.shape[1] - 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    return np.ascontiguousarray(image[:, ::-1]), PageTransform(matrix=matrix)


def put_straight(
    image: Image, lines: Sequence[TextLine], read: Recognize
) -> tuple[Image, PageTransform] | None:
    """The page whose ``lines`` were read put straight, and the way there from its pixels; ``None`` where it
    is to be read as it lies.

    Raises:
        EngineError: recognition failed.
    """
    degrees = find_steep(lines)
    if degrees:
        return level(image, degrees)
    return mirror(image) if is_mirrored(image, lines, read) else None
