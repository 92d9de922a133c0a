"""Find the straight printed lines of a page: the rules of tables and frames."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey
from pipeline.pictures.shrink import halve_large
from pipeline.pictures.straight_runs import keep_runs
from pipeline.preprocess.deskew import skew_transform
from pipeline.preprocess.lean import find_lean
from pipeline.preprocess.paper import grey_mask
from pipeline.stage_times import stage
from schemas.geometry import PageTransform
from schemas.page import Rule

WORK = 1500  # pixels of the long side of a page on which rules measure
ACROSS, DOWN = 60, 44  # at least: no stroke of a character is as long
SLACK = 3  # pixels that a rule may wander on its shortest length: paper is never quite flat
THICKEST = 14
LEAN = 2.0  # degrees that a table's sides lean on a page seen aslant, from which they would not be found
DIGITS = 4  # of a pixel that the ends of a rule are told to


@stage("rules")
def find_rules(image: Image, skew: float) -> list[Rule]:
    """Rules of ``image`` (BGR or grey, upright but for ``skew`` degrees clockwise), in its pixels.

    A rule that a stain or a seal parts comes as several.
    """
    small, pixels = halve_large(image if image.ndim == 2 else to_grey(image))
    level = skew_transform(small.shape[1], small.shape[0], skew)
    mask = grey_mask(small)
    return _find(_turned(mask, level) if skew else mask, level, 1 / pixels, max(image.shape))


@stage("rules")
def find_drawn_rules(printed: NDArray[np.uint8], longest: int) -> list[Rule]:
    """``find_rules`` of a level page that is drawn, in pixels of ``printed``: where there is print on the
    page (height × width, 0 or 255), made smaller from ``longest`` pixels of its long side."""
    return _find(printed, PageTransform(), 1.0, longest)


def _find(mask: NDArray[np.uint8], level: PageTransform, scale: float, longest: int) -> list[Rule]:
    """Rules of a page of ``longest`` pixels of its long side that ``scale`` made smaller and ``level`` laid
    level."""
    coarser = max(mask.shape) / min(longest, WORK)
    across = _segments(mask, upright=False, coarser=coarser)
    lean, upright = find_lean(across, mask.shape[1], mask.shape[0]), level
    if abs(lean) > LEAN:
        straight = _lean_transform(mask.shape[0], lean)
        mask, upright = _turned(mask, straight), level.then(straight)
    down = _segments(mask, upright=True, coarser=coarser)
    found = ((level.inverse(), across), (upright.inverse(), down))
    return [_to_source(*segment, back, scale) for back, segments in found for segment in segments]


def _turned(mask: NDArray[np.uint8], there: PageTransform) -> NDArray[np.uint8]:
    matrix = np.array(there.matrix).reshape(3, 3)[:2]
    return np.asarray(cv2.warpAffine(mask, matrix, (mask.shape[1], mask.shape[0])), np.uint8)


def _lean_transform(height: int, lean: float) -> PageTransform:
    """Sets upright what leans by so many degrees clockwise; rows stay where they are."""
    shift = math.tan(math.radians(lean))
    return PageTransform(matrix=(1.0, shift, -shift * height / 2, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))


def _segments(
    mask: NDArray[np.uint8], upright: bool, coarser: float
) -> list[tuple[float, float, float, float]]:
    """Start and end of each level (or ``upright``) run of ink that is long and thin."""
    wander, across, down, thickest = (round(size * coarser) for size in (SLACK, ACROSS, DOWN, THICKEST))
    slack, long = ((1, wander), down) if upright else ((wander, 1), across)
    wide = cv2.dilate(mask, np.ones(slack, np.uint8))
    ink = cv2.threshold(wide, 0, 255, cv2.THRESH_BINARY)[1]  # a mask that was turned has levels between
    runs = keep_runs(np.asarray(ink, np.uint8), long, upright=upright)
    contours, hierarchy = cv2.findContours(runs, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = [contour for index, contour in enumerate(contours) if hierarchy[0, index, 3] < 0]
    found = []
    for contour in sorted(outer, key=lambda contour: (contour[0, 0, 1], contour[0, 0, 0])):
        x, y, w, h = cv2.boundingRect(contour)
        length, thickness = (h, w) if upright else (w, h)
        if thickness > max(thickest, 0.1 * length):
            continue
        inside = np.zeros((h, w), np.uint8)
        cv2.drawContours(inside, [contour], 0, (1,), cv2.FILLED, offset=(-x, -y))
        run = (inside > 0) & (runs[y : y + h, x : x + w] > 0)
        if np.count_nonzero(run) <= thickest * length:
            found.append(_ends(run, x, y, upright))
    return found


def _ends(run: NDArray[np.bool_], x: int, y: int, upright: bool) -> tuple[float, float, float, float]:
    """The ends of the straight line through a run whose box starts at ``x``, ``y``."""
    rows, columns = np.nonzero(run)
    along, across = (rows, columns) if upright else (columns, rows)
    middle = float(along.mean())
    away = along - middle
    slope = float(away @ across / max(float(away @ away), 1.0))
    offset = float(across.mean()) - slope * middle
    first, last = 0.0, float(along.max())
    start, end = float(offset), float(offset + slope * last)
    if upright:
        return x + start, y + first, x + end, y + last
    return x + first, y + start, x + last, y + end


def _to_source(x1: float, y1: float, x2: float, y2: float, back: PageTransform, scale: float) -> Rule:
    """Rounded: the last bits of a product differ from process to process on some processors."""
    (left, top), (right, bottom) = back.map_point((x1, y1)), back.map_point((x2, y2))
    start, end = (left / scale, top / scale), (right / scale, bottom / scale)
    return Rule(
        start=(round(start[0], DIGITS), round(start[1], DIGITS)),
        end=(round(end[0], DIGITS), round(end[1], DIGITS)),
    )
