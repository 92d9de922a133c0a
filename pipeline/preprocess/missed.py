"""Find gaps of a row that hold print which detection passed over: the day between 月 and 日."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import BBox, Quad

NARROWEST, WIDEST = 0.45, 4.0  # line heights of the gap between two pieces of one row
LEVEL = 0.4  # line heights that the two may stand above one another: fill-ins are off their line
ALIKE = 1.7  # times that one of them may be as high as the other
HIGHEST = 1.4  # times the higher one's height that the row may be
INKED = 0.18  # line heights of the gap that hold print
RUN = 0.9  # share of the gap's width that a level rule runs through, and no character
FULL = 0.9  # share of the gap's height that a table's rule fills, and no character


def find_missed(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """The gaps between neighbours of ``quads`` in one row that hold print of no other line.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    boxes = sorted((quad.bbox for quad in quads), key=lambda box: box.left)
    unread = ink.copy()
    for quad in quads:
        cv2.fillPoly(unread, [np.rint(quad.points).astype(np.int32)], (0,))
    found = []
    for index, box in enumerate(boxes):
        following = [other for other in boxes[index + 1 :] if _in_row(box, other)]
        if following:
            gap = _between(box, min(following, key=lambda other: other.left))
            if gap is not None and _holds_print(gap, unread):
                found.append(Quad.from_bbox(gap))
    return found


def _in_row(box: BBox, other: BBox) -> bool:
    height = min(box.height, other.height)
    level = abs(box.center[1] - other.center[1]) < LEVEL * height
    return level and max(box.height, other.height) < ALIKE * height and other.left > box.right - 0.2 * height


def _between(box: BBox, other: BBox) -> BBox | None:
    height = min(box.height, other.height)
    if not NARROWEST * height < other.left - box.right < WIDEST * height:
        return None
    top, bottom = min(box.top, other.top), max(box.bottom, other.bottom)
    if bottom - top > HIGHEST * max(box.height, other.height):
        return None
    return BBox(left=box.right, top=top, right=other.left, bottom=bottom)


def _holds_print(gap: BBox, ink: NDArray[np.uint8]) -> bool:
    cut = ink[max(0, int(gap.top)) : int(gap.bottom) + 1, max(0, int(gap.left)) : int(gap.right) + 1] > 0
    if not cut.size:
        return False
    filled = cut.mean(axis=0)
    marks = (filled > 0.08) & (filled < FULL)
    return bool(INKED * gap.height < marks.sum() < RUN * len(marks))
