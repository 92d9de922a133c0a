"""Hyphens between figures that an engine passed over, alone or with a figure beside them: 9栋-7-634 read as
9栋-7634 or 9栋-634, each character as sure as ever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.lost_print.passed_over import with_unread
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

_RUN: Final = re.compile(r"[0-9A-Za-z#][0-9A-Za-z#\-－–—―~～]*|[\-－–—―][0-9][0-9A-Za-z#\-－–—―~～]*")
_FIGURE: Final = re.compile("[0-9]")
_STROKES: Final = frozenset("-－–—―~～")
_BESIDE: Final = 0.25  # of a line's height from an ideograph's middle within which ink is its own
_BAND: Final = (0.12, 0.88)  # of its height that is looked at: rules and other lines lie beyond
_FIGURES: Final = (0.22, 0.28)  # of it that figures are wide, but 1, and high, at least
_WIDE: Final = (0.15, 0.5)  # of the line's height that a hyphen is wide,
_HIGH: Final = (0.03, 0.17)  # and high
_LONG: Final = 1.6  # times its height that it is wide at least
_LEVEL: Final = (0.36, 0.66)  # of the line's height between which its middle lies
_DENSE: Final = 0.6  # of its box that it inks at least


@stage("lines")
def tell_lost_hyphens(lines: Sequence[TextLine], printed: NDArray[np.uint8]) -> list[TextLine]:
    """The lines with U+FFFD, of score 0, before the figure where a hyphen's ink stands among figures and more
    such are printed than were read. ``printed`` (height × width) marks print with 255, in the lines' pixels.
    """
    return [line if line.layer == InkLayer.PALE else _told(line, printed) for line in lines]


def _told(line: TextLine, printed: NDArray[np.uint8]) -> TextLine:
    runs = [run for run in _RUN.finditer(line.text) if _FIGURE.search(run[0])]
    if not runs or not line.char_positions or not length(line.quad):
        return line
    cut = crop_quad(printed, line.quad)
    high = thickness(line.quad) / length(line.quad)
    for run in reversed(runs):
        hyphens, figures = _marks(cut, *_free(line, run.span(), high))
        strokes = sum(char in _STROKES for char in run[0])
        if len(hyphens) > strokes:
            line = _with_lost(line, run.span(), hyphens)
        elif strokes and figures > len(run[0]) - strokes:
            line = with_unread(line, run.end(), line.char_positions[run.end() - 1])
    return line


def _free(line: TextLine, span: tuple[int, int], high: float) -> tuple[float, float]:
    """The shares (0-1) of the line's length between which nothing but a run of figures stands."""
    start, end = span
    left = line.char_positions[start - 1] + _BESIDE * high if start else 0.0
    right = line.char_positions[end] - _BESIDE * high if end < len(line.text) else 1.0
    return left, right


def _marks(cut: NDArray[np.uint8], left: float, right: float) -> tuple[list[float], int]:
    """Where hyphens stand between two shares of a line's length, as such shares, and how many figures do.
    A hyphen is low, wide, at half the line's height, and has nothing above or below it."""
    height, width = cut.shape
    offset, rows = int(left * width), slice(int(_BAND[0] * height), int(_BAND[1] * height))
    part = np.ascontiguousarray(cut[rows, offset : int(right * width)] > 127).astype(np.uint8)
    hyphens, figures = list[float](), 0
    if not part.size:
        return hyphens, figures
    for x, y, wide, high, area in cv2.connectedComponentsWithStats(part)[2][1:].tolist():
        if not 0 < x < part.shape[1] - wide:  # the edge cuts it
            continue
        figures += wide >= _FIGURES[0] * height and high >= _FIGURES[1] * height
        is_low = _HIGH[0] * height <= high <= min(_HIGH[1] * height, wide / _LONG)
        is_wide = _WIDE[0] * height <= wide <= _WIDE[1] * height
        is_level = _LEVEL[0] * height <= rows.start + y + high / 2 <= _LEVEL[1] * height
        is_alone = part[:, x : x + wide].sum() == area >= _DENSE * wide * high
        if is_low and is_wide and is_level and is_alone:
            hyphens.append((offset + x + wide / 2) / width)
    return hyphens, figures


def _with_lost(line: TextLine, span: tuple[int, int], found: Sequence[float]) -> TextLine:
    """The line with a character that was not read at the hyphen that stands farthest from all that were."""
    start, end = span
    read = [line.char_positions[at] for at in range(start, end) if line.text[at] in _STROKES]
    lost = max(found, key=lambda place: min((abs(place - own) for own in read), default=1.0))
    at = next((index for index in range(start, end) if line.char_positions[index] > lost), end)
    return with_unread(line, at, lost)
