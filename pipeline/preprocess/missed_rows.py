"""Find whole rows of print that detection passed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.shrink import halve
from pipeline.preprocess.line_shape import thickness
from pipeline.preprocess.missed import without_lines
from schemas.geometry import BBox, Quad

# In heights of the page's usual line:
_ABOUT: Final = 0.12  # what a line's strokes reach out of its quad
_WIDEST, _SMALLEST = 3.0, 0.25  # the longer side of a character's ink, or of two or three that touch
_APART: Final = 1.2  # from character to character
_LOWEST, _HIGHEST = 0.55, 1.6  # a row's height
_MARGIN: Final = 0.12  # paper about it
_NARROWEST: Final = 1.8  # its own heights that a row is wide: two characters
_BEYOND: Final = (
    2.0  # that the middle of a row may lie outside all lines: further out are borders, and the desk
)
_SEEN: Final = 18.0  # pixels of that line from which a row is seen: a larger page is halved
_INKED: Final = 50  # level (of 255) from which a pixel of a page so halved is ink
_COVERED: Final = 0.1  # share of a row that may lie in a line: else it is what reaches out of that


def find_missed_rows(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """Level rows of two characters or more, as high as text is here, that stand among ``quads`` and in none.

    ``ink`` marks print: height × width, 0 or 255; quads are in its pixels.
    """
    heights = sorted(thickness(quad) for quad in quads)
    usual, pixels = (heights[len(heights) // 2] if heights else 0.0), 1
    if usual * _SMALLEST < 1:
        return []
    unread = without_lines(ink, [quad.band(-_ABOUT, 1 + _ABOUT) for quad in quads])
    while usual >= 2 * _SEEN:
        unread, usual, pixels = np.asarray(halve(unread)), usual / 2, 2 * pixels
    unread = np.asarray(cv2.threshold(unread, _INKED, 255, cv2.THRESH_BINARY)[1], np.uint8)
    characters = _characters(unread, usual)
    across = np.ones((1, round(_APART * usual)), np.uint8)
    upright = np.ones((max(1, round(_SMALLEST * usual)), 1), np.uint8)
    joined = cv2.morphologyEx(cv2.morphologyEx(characters, cv2.MORPH_CLOSE, across), cv2.MORPH_CLOSE, upright)
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8))
    rows = [
        BBox(
            left=float(left * pixels),
            top=float(top * pixels),
            right=float((left + wide) * pixels),
            bottom=float((top + high) * pixels),
        )
        for left, top, wide, high, _ in stats[1:].tolist()
        if _LOWEST * usual <= high <= _HIGHEST * usual and wide >= _NARROWEST * high
    ]
    boxes, room = [quad.bbox for quad in quads], _BEYOND * usual * pixels
    about = BBox(
        left=min(box.left for box in boxes) - room,
        top=min(box.top for box in boxes) - room,
        right=max(box.right for box in boxes) + room,
        bottom=max(box.bottom for box in boxes) + room,
    )
    return [
        Quad.from_bbox(_with_margin(row))
        for row in rows
        if about.holds(row.center) and not any(_covers(box, row) for box in boxes)
    ]


def _characters(ink: NDArray[np.uint8], usual: float) -> NDArray[np.uint8]:
    """What of ``ink`` is as large as characters and their parts are: no rule, frame, or speck."""
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(ink)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = (high <= _HIGHEST * usual) & (wide <= _WIDEST * usual)
    kept &= np.maximum(wide, high) >= _SMALLEST * usual
    kept[0] = False
    return np.asarray(np.where(kept, 255, 0).astype(np.uint8)[pieces])


def _with_margin(row: BBox) -> BBox:
    room = _MARGIN * row.height
    return BBox(left=row.left - room, top=row.top - room, right=row.right + room, bottom=row.bottom + room)


def _covers(line: BBox, row: BBox) -> bool:
    across = min(line.right, row.right) - max(line.left, row.left)
    down = min(line.bottom, row.bottom) - max(line.top, row.top)
    return across > 0 and down > 0 and across * down > _COVERED * row.width * row.height
