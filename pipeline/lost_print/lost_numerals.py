"""A date's numeral under a seal's rim: 十六 of which 六 alone was read is another day, as sure as any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import cv2
import numpy as np

from extractors.normalize.dates import FoundDate
from pipeline.lost_print.passed_over import with_unread
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.preprocess.paper import grey_on_white
from pipeline.printed_dates.placed import placed_dates
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import LIFTED, TextLine

_UNITS: Final = "年月"
_NUMERALS: Final = frozenset("0123456789〇○零一二三四五六七八九十廿卅元")
_NEXT: Final = 0.6  # widths of a numeral before the middle of one, from which another may stand
_FURTHEST: Final = 1.8  # and to which
_UNIT: Final = 0.65  # of a line's height from a unit's middle, which is its own
_BAND: Final = (0.1, 0.85)  # of a line's height in which a numeral's strokes lie: below are a form's rules
_DARK: Final = 0.4  # of the way from the date's own ink to paper: what is left of a red rim is paler
_FULL: Final = 3  # percentile of a date's levels at which its ink is
_INK: Final = 0.03  # of a numeral's square that a stroke fills at least


@stage("lines")
def tell_lost_numerals(
    lines: Sequence[TextLine], dark: Image | None, seals: Sequence[Quad]
) -> list[TextLine]:
    """The lines, those with U+FFFD, of score 0, in a date where one of the red ``seals`` lies over print
    between 年 or 月 and the next numeral that was not read. ``dark`` (BGR) is the page without its red,
    ``None`` where it has none; quads are in its pixels. Where nothing is red a rim is as dark as print."""
    if dark is None or not seals:
        return list(lines)
    return [_told(line, dark, seals) if line.layer not in LIFTED else line for line in lines]


def _told(line: TextLine, dark: Image, seals: Sequence[Quad]) -> TextLine:
    told = line
    for date in reversed(placed_dates(line)):
        for at, left, right in reversed(list(_gaps(line, date))):
            if _is_sealed(line.quad.part(left, right), seals) and _holds_ink(line, date, dark, left, right):
                told = with_unread(told, at, (left + right) / 2)
    return told


def _gaps(line: TextLine, date: FoundDate) -> Iterator[tuple[int, float, float]]:
    """Each numeral that is the first behind a unit, and the shares (0-1) of the line between which another
    one may stand before it."""
    places, wide = line.char_positions, _numeral_width(line, date)
    unit = _UNIT * thickness(line.quad) / length(line.quad)
    for at in range(date.start + 1, date.end):
        if line.text[at] in _NUMERALS and line.text[at - 1] in _UNITS:
            left = max(places[at] - _FURTHEST * wide, places[at - 1] + unit)
            right = places[at] - _NEXT * wide
            if right - left > _NEXT * wide:
                yield at, left, right


def _numeral_width(line: TextLine, date: FoundDate) -> float:
    """From one numeral of the date to the next, as a share of the line's length."""
    steps = [
        line.char_positions[after] - line.char_positions[before]
        for before, after in pairwise(range(date.start, date.end))
        if line.text[before] in _NUMERALS and line.text[after] in _NUMERALS
    ]
    return median(steps) if steps else thickness(line.quad) / length(line.quad) / 2


def _is_sealed(quad: Quad, seals: Sequence[Quad]) -> bool:
    box = quad.bbox
    return any(
        box.left < seal.bbox.right
        and seal.bbox.left < box.right
        and box.top < seal.bbox.bottom
        and seal.bbox.top < box.bottom
        for seal in seals
    )


def _holds_ink(line: TextLine, date: FoundDate, dark: Image, left: float, right: float) -> bool:
    """Whether strokes as dark as the date's own stand there, that are no rule through all of it."""
    band = line.quad.band(*_BAND)
    own = grey_on_white(to_grey(crop_quad(dark, band)))
    width, places = own.shape[1], line.char_positions
    printed = own[:, int(places[date.start] * width) : int(places[date.end - 1] * width) + 1]
    ink = float(np.percentile(printed, _FULL))
    strokes = (own[:, int(left * width) : int(right * width)] < ink + _DARK * (255 - ink)).astype(np.uint8)
    strokes[strokes.all(axis=1)] = 0
    side = _numeral_width(line, date) * width
    _, _, sizes, _ = cv2.connectedComponentsWithStats(strokes)
    return bool((sizes[1:, cv2.CC_STAT_AREA] > _INK * side * side).any())
