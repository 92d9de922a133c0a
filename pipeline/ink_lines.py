"""The lines of a page's layers of ink, and which of two readings of one place is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely import MultiPoint

from extractors.normalize.dates import find_dates
from extractors.normalize.text import is_part
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.page_image import Image, to_bgr
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import slant
from pipeline.preprocess.pale import without_pale
from pipeline.preprocess.text_areas import text_areas
from pipeline.reading import Reading
from pipeline.stage_times import stage
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, SealReading, TextLine

TOUCHED = 0.01  # share of a line's pixels that are red from which it is read from both layers
MOSTLY = 0.6  # share of a line's ink that is red from which the line is red
BLACK = 0.8  # share of a line's ink that is left without the red, from which the red is its ground
GROUND, PRINT = 0.4, 0.05  # shares of a line's pixels that are red and that are black, from which it is too
ASLANT = 8.0  # degrees from the page's text from which a line is a watermark's
ALIKE = 2.0  # degrees by which two lines lean that may be compared as they lie
DIFFERING = 0.5  # most that a character of a date counts which two layers read otherwise
LEFT = 0.7  # share of a line's worth that is left at least of it where a seal is taken out
SAME_TEXT = 4  # characters that two lines of one place have in common at least, however they lie
SAME_PLACE = 0.6  # share of the smaller box from which two lines lie on one another
TOUCHING = 0.25  # and from which they do where one says part of the other


@stage("lines")
def read_lines(
    engine: OcrEngine, ink: Ink, quads: Sequence[Quad], known: Mapping[int, Reading]
) -> list[TextLine]:
    """Dark lines; where red ink lies over one, whichever layer reads surer or more is taken. A date that the
    layers read otherwise is in doubt.

    ``known`` are lines read from the dark layer already, which is the page where no red lies.
    """
    touched = (
        set() if ink.dark is None else {i for i, q in enumerate(quads) if share_marked(ink.mask, q) > TOUCHED}
    )
    plain = [index for index in range(len(quads)) if index in touched or index not in known]
    cleared = [index for index in touched if index not in known]
    crops = [crop_quad(ink.page, quads[index]) for index in plain]
    if ink.dark is not None:
        crops += [crop_quad(ink.dark, quads[index]) for index in cleared]
    readings = engine.recognize(crops)
    dark = {**known, **dict(zip(cleared, readings[len(plain) :], strict=True))}
    whole = {**dark, **dict(zip(plain, readings[: len(plain)], strict=True))}
    lines = []
    for index, quad in enumerate(quads):
        reading, layer = whole[index], InkLayer.ALL
        if index in touched and _is_better(dark[index], reading):
            reading, layer = dark[index], InkLayer.DARK
        if index in touched and _dates(dark[index]) != _dates(whole[index]):
            reading = _doubted(reading)
        lines.append(text_line(reading, quad, engine.name, layer))
    return [line for line in lines if line.text]


def _is_better(lifted: TextLine | Reading, whole: TextLine | Reading) -> bool:
    """Whether what was read without a seal's ink is surer, or says what ``whole`` says and more: characters
    that the seal lies over are passed over there, and the others are as sure as before."""
    more = _letters(lifted.text) > _letters(whole.text)  # and not a speck, read as a mark
    is_fuller = more and is_part(whole.text, lifted.text) and _worth(lifted) > _worth(whole)
    return lifted.confidence > whole.confidence or is_fuller


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _dates(reading: Reading) -> list[str]:
    return [date.normal.value for date in find_dates(reading.text) if date.normal.value is not None]


def _doubted(reading: Reading) -> Reading:
    """The reading, none of its characters surer than ``DIFFERING``."""
    scores = tuple(min(score, DIFFERING) for score in reading.scores)
    return replace(reading, scores=scores, confidence=min(reading.confidence, DIFFERING))


def aslant(lines: Sequence[TextLine], skew: float) -> list[Quad]:
    """Where lines run otherwise than the page's text, whose skew is in degrees."""
    return [line.quad for line in lines if abs(slant(line.quad) - skew) > ASLANT and len(line.text) >= 4]


@stage("lines")
def read_strong(engine: OcrEngine, strong: Image) -> list[TextLine]:
    """The text of a page without what is as pale as a watermark on it."""
    return read_at(engine, strong, engine.detect(strong), InkLayer.STRONG)


def to_layers(ink: Ink, pale: Sequence[Quad]) -> dict[InkLayer, Image]:
    """The image that each layer of dark print is told by: the page without its red, and where a watermark's
    tiles are ``pale``, for what was read darker, without these."""
    layers = dict.fromkeys((InkLayer.ALL, InkLayer.DARK, InkLayer.STRONG), ink.readable)
    return layers | {InkLayer.STRONG: without_pale(ink.readable, pale)} if pale else layers


@stage("red")
def read_red(engine: OcrEngine, ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """Stamps and titles: the red layer where it may be text, round seals taken out."""
    if ink.red is None:
        return []
    rest, mask = ink.red.copy(), ink.mask.copy()
    for seal in seals:
        box = seal.quad.bbox
        center, axes = box.center, (box.width * 1.04, box.height * 1.04)
        cv2.ellipse(rest, (center, axes, 0), (255,), -1)
        cv2.ellipse(mask, (center, axes, 0), (0,), -1)
    found = detect_in(engine, rest, text_areas(mask))
    quads = [quad for quad in found if share_marked(ink.mask, quad) > 5 * TOUCHED]
    return read_at(engine, rest, quads, InkLayer.RED)


def detect_in(engine: OcrEngine, image: Image, areas: Iterable[BBox]) -> list[Quad]:
    """Text lines in these areas of ``image`` (grey or BGR)."""
    found: list[Quad] = []
    for area in areas:
        left, top = int(area.left), int(area.top)
        part = to_bgr(image[top : int(area.bottom), left : int(area.right)])
        found += [moved(quad, left, top) for quad in engine.detect_part(part, max(image.shape[:2]))]
    return found


def read_at(engine: OcrEngine, image: Image, quads: Sequence[Quad], layer: InkLayer) -> list[TextLine]:
    """The lines of ``image`` (grey or BGR) at ``quads`` that hold any text."""
    readings = engine.recognize([to_bgr(crop_quad(image, quad)) for quad in quads])
    return [
        text_line(reading, quad, engine.name, layer)
        for reading, quad in zip(readings, quads, strict=True)
        if reading.text
    ]


def moved(quad: Quad, right: float, down: float) -> Quad:
    """The quad so many pixels further right and down."""
    a, b, c, d = ((x + right, y + down) for x, y in quad.points)
    return Quad((a, b, c, d))


def share_marked(mask: NDArray[np.uint8], quad: Quad) -> float:
    """The share of the quad's box that ``mask`` covers."""
    box = quad.bbox
    cut = mask[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1]
    return cv2.countNonZero(np.ascontiguousarray(cut)) / cut.size if cut.size else 0.0


def merge(one: Sequence[TextLine], other: Sequence[TextLine]) -> list[TextLine]:
    """Two layers' lines. Of two readings of one place the surer and fuller is kept: what is left
    of one ink in the other's layer is not a second line."""
    kept_one = [
        line
        for line in one
        if not any(_same_place(line, rival) and _worth(rival) > _worth(line) for rival in other)
    ]
    kept_other = [line for line in other if not any(_same_place(line, rival) for rival in kept_one)]
    return kept_one + kept_other


def with_further(lines: Sequence[TextLine], other: Sequence[TextLine]) -> list[TextLine]:
    """The lines, and those of another layer that stand where none of them does: detection may draw print and
    a banner over it together, and read neither."""
    return [*lines, *(line for line in other if not any(_same_place(line, own) for own in lines))]


def _worth(line: TextLine | Reading) -> float:
    return line.confidence**3 * len(line.text)


def _same_place(line: TextLine, other: TextLine) -> bool:
    one, two = line.quad.bbox, other.quad.bbox
    width = min(one.right, two.right) - max(one.left, two.left)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    if width <= 0 or height <= 0:
        return False
    if abs(slant(line.quad) - slant(other.quad)) > ASLANT:
        return _says_the_same(line.text, other.text) and (_holds(one, two) or _holds(two, one))
    if abs(slant(line.quad) - slant(other.quad)) < ALIKE:  # boxes of rows set aslant lie on one another
        shared = _overlap(line.quad, other.quad)
        return shared > SAME_PLACE or (shared > TOUCHING and _says_the_same(line.text, other.text))
    smaller = min(one.width * one.height, two.width * two.height)
    return width * height > SAME_PLACE * smaller


def _overlap(one: Quad, other: Quad) -> float:
    """The share of the smaller quad's area that lies in the other. OpenCV tells it wrongly where edges all
    but coincide: 0.5 for two quads that differ by a thousandth of a pixel."""
    first, second = (MultiPoint(quad.points).convex_hull for quad in (one, other))
    return float(first.intersection(second).area / max(1.0, min(first.area, second.area)))


def _holds(box: BBox, other: BBox) -> bool:
    """Whether the middle of the other lies in it; boxes of what lies aslant are too large to compare."""
    x, y = other.center
    return box.left < x < box.right and box.top < y < box.bottom


def _says_the_same(one: str, other: str) -> bool:
    """Whether one text is all or part of the other: a level line that detection laid aslant, for a watermark
    crosses it, is the same line, and so is the end of one that reached into the gap of a row below."""
    return min(len(one), len(other)) >= SAME_TEXT and (one in other or other in one)


@stage("lines")
def read_under(
    engine: OcrEngine, ink: Ink, lines: Sequence[TextLine], seals: Sequence[Quad]
) -> list[TextLine]:
    """Lines that a black seal crosses, read again with what is as pale as the seal taken out."""
    strong = without_pale(ink.page, seals)
    crossed = [index for index, line in enumerate(lines) if any(touches(line.quad, seal) for seal in seals)]
    readings = engine.recognize([crop_quad(strong, lines[index].quad) for index in crossed])
    better = list(lines)
    for index, reading in zip(crossed, readings, strict=True):
        line = text_line(reading, lines[index].quad, engine.name, InkLayer.STRONG)
        if _is_better(line, lines[index]) and _worth(line) > LEFT * _worth(lines[index]):
            better[index] = line
    return better


def with_ink(lines: Sequence[TextLine], ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """The lines, those whose ink is red told as such: a stamp's or a title's.

    Not so what lies under a seal: there the red is the seal's; nor black print that somebody highlighted.
    """
    reddish = [
        index
        for index, line in enumerate(lines)
        if share_marked(ink.mask, line.quad) > 5 * TOUCHED
        and not any(touches(line.quad, seal.quad) for seal in seals)
    ]
    result = list(lines)
    for index in reddish:
        quad = lines[index].quad
        red, whole, black = (share_marked(mask, quad) for mask in (ink.mask, ink.inked, ink.printed))
        is_ground = black > BLACK * whole or (red > GROUND and black > PRINT)
        if not is_ground and red > MOSTLY * whole:
            result[index] = lines[index].model_copy(update={"layer": InkLayer.RED})
    return result


def touches(one: Quad, other: Quad) -> bool:
    """Whether the boxes of two quads overlap."""
    return one.bbox.overlaps(other.bbox)
