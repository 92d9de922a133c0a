"""Print in a red seal that was not read: 六 of 十六, shop.com of shop.com.cn, as sure as any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

import cv2
import numpy as np

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
_NEXT: Final = 0.6  # widths of a character from the middle of one, where the next may begin,
_FURTHEST: Final = 1.8  # and to which one before a numeral stands
_UNIT: Final = 0.65  # of a line's height from a unit's middle, which is its own
_TAIL: Final = re.compile(r"[a-z][a-z0-9.-]*\.[a-z]{2,}$", re.IGNORECASE)
_BEHIND: Final = 3.0  # widths of a letter behind a domain in which .cn begins
_BAND: Final = (0.1, 0.85)  # of a line's height in which strokes lie: below are a form's rules
_DARK: Final = 0.4  # of the way from the line's own ink to paper: what is left of a red rim is paler
_FULL: Final = 3  # percentile of a line's levels at which its ink is
_INK: Final = 0.03  # of a character's square that a stroke fills at least


class _Gap(NamedTuple):
    """Before which character of a line one may have been lost, the shares (0-1) of the line between which it
    stands, and how wide a character is, as such a share."""

    at: int
    left: float
    right: float
    wide: float


@stage("lines")
def tell_lost_in_seals(
    lines: Sequence[TextLine], dark: Image | None, seals: Sequence[Quad]
) -> list[TextLine]:
    """The lines, those with U+FFFD, of score 0, in which one of the red ``seals`` lies over print that was
    not read: between 年 or 月 of a date and the next numeral, or behind a domain at the line's end. ``dark``
    (BGR) is the page without its red, ``None`` where it has none; quads are in its pixels. Where nothing is
    red a rim is as dark as print."""
    if dark is None or not seals:
        return list(lines)
    return [_told(line, dark, seals) if line.layer not in LIFTED else line for line in lines]


def _told(line: TextLine, dark: Image, seals: Sequence[Quad]) -> TextLine:
    told = line
    for gap in sorted([*_before_numerals(line), *_behind_domain(line)], reverse=True):
        place = line.quad.part(gap.left, gap.right).bbox
        if any(seal.bbox.overlaps(place) for seal in seals) and _holds_ink(line, dark, gap):
            told = with_unread(told, gap.at, (gap.left + gap.right) / 2)
    return told


def _before_numerals(line: TextLine) -> Iterator[_Gap]:
    """Of each numeral of a date that is the first behind a unit, which is not set close behind that."""
    places = line.char_positions
    for date in placed_dates(line) if any(unit in line.text for unit in _UNITS) else ():
        wide = _usual_step(line, range(date.start, date.end), _NUMERALS)
        unit = _UNIT * thickness(line.quad) / length(line.quad)
        for at in range(date.start + 1, date.end):
            if line.text[at] in _NUMERALS and line.text[at - 1] in _UNITS:
                left = max(places[at] - _FURTHEST * wide, places[at - 1] + unit)
                right = places[at] - _NEXT * wide
                if right - left > _NEXT * wide:
                    yield _Gap(at, left, right, wide)


def _behind_domain(line: TextLine) -> Iterator[_Gap]:
    """At the end of a line that ends in a domain and goes on: what detection held of it."""
    tail = _TAIL.search(line.text) if line.is_placed else None
    if tail is not None:
        wide = _usual_step(line, range(*tail.span()), frozenset(tail[0]))
        left, right = line.char_positions[-1] + wide, min(1.0, line.char_positions[-1] + _BEHIND * wide)
        if left < right:
            yield _Gap(len(line.text), left, right, wide)


def _usual_step(line: TextLine, within: range, kind: AbstractSet[str]) -> float:
    """From one character of the ``kind`` to the next, as a share of the line's length."""
    steps = [
        line.char_positions[after] - line.char_positions[before]
        for before, after in pairwise(within)
        if line.text[before] in kind and line.text[after] in kind
    ]
    return median(steps) if steps else thickness(line.quad) / length(line.quad) / 2


def _holds_ink(line: TextLine, dark: Image, gap: _Gap) -> bool:
    """Whether strokes as dark as the line's own stand there, that are no rule through all of it."""
    own = grey_on_white(to_grey(crop_quad(dark, line.quad.band(*_BAND))))
    width, places = own.shape[1], line.char_positions
    printed = own[:, int(places[0] * width) : int(places[-1] * width) + 1]
    level = float(np.percentile(printed, _FULL))
    there = own[:, int(gap.left * width) : int(gap.right * width)]
    strokes = (there < level + _DARK * (255 - level)).astype(np.uint8)
    strokes[strokes.all(axis=1)] = 0
    _, _, sizes, _ = cv2.connectedComponentsWithStats(strokes)
    return bool((sizes[1:, cv2.CC_STAT_AREA] > _INK * (gap.wide * width) ** 2).any())
