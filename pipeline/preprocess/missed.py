"""Find print which detection passed over: in a gap of a row, the day between 月 and 日; before a numeral, the
year before 十."""

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
BEFORE, PARTED = 6.0, 1.2  # line heights before a numeral that are looked at, and that part print there
CLOSE = 0.6  # line heights between characters of one numeral
SLIGHTEST = 0.3  # line heights that a character is at least wide
FULL = 0.9  # share of the gap's height that a table's rule fills, and no character


def find_missed(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """The gaps between neighbours of ``quads`` in one row that hold print of no other line.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    boxes = sorted((quad.bbox for quad in quads), key=lambda box: box.left)
    unread = _without(ink, quads)
    found = []
    for index, box in enumerate(boxes):
        following = [other for other in boxes[index + 1 :] if _in_row(box, other)]
        if following:
            gap = _between(box, min(following, key=lambda other: other.left))
            if gap is not None and _holds_print(gap, unread):
                found.append(Quad.from_bbox(gap))
    return found


def find_before(numerals: Sequence[Quad], quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """Print of no other line that stands before ``numerals``, up to what stands before them in their row.
    What stands close to one is given together with it: it is a part of the same numeral.

    ``quads`` are those of all lines; otherwise as ``find_missed``.
    """
    unread = _without(ink, quads)
    found = []
    for box in (quad.bbox for quad in numerals):
        rights = [other.bbox.right for other in quads if _in_row(other.bbox, box)]
        left = max([0.0, box.left - BEFORE * box.height, *rights])
        if left >= box.left:
            continue
        before = BBox(left=left, top=box.top, right=box.left, bottom=box.bottom)
        for part in _parts(before, unread):
            close = box.left - part.right < CLOSE * box.height
            found.append(Quad.from_bbox(part.model_copy(update={"right": box.right}) if close else part))
    return found


def _parts(area: BBox, ink: NDArray[np.uint8]) -> list[BBox]:
    """The stretches of an area that hold print, as high as it."""
    marked = np.flatnonzero(_marks(area, ink))
    if not marked.size:
        return []
    parts = np.split(marked, np.flatnonzero(np.diff(marked) > PARTED * area.height) + 1)
    edge = int(area.left)
    return [
        BBox(left=edge + part[0] - 1.0, top=area.top, right=edge + part[-1] + 2.0, bottom=area.bottom)
        for part in parts
        if part[-1] - part[0] > SLIGHTEST * area.height
        and (len(part) < RUN * (part[-1] - part[0] + 1) or len(part) < 2 * area.height)
    ]


def _without(ink: NDArray[np.uint8], quads: Sequence[Quad]) -> NDArray[np.uint8]:
    unread = ink.copy()
    for quad in quads:
        cv2.fillPoly(unread, [np.rint(quad.points).astype(np.int32)], (0,))
    return unread


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
    marks = _marks(gap, ink)
    return bool(INKED * gap.height < marks.sum() < RUN * len(marks))


def _marks(area: BBox, ink: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each column of the area whether it holds print, and no rule from top to bottom."""
    cut = ink[max(0, int(area.top)) : int(area.bottom) + 1, max(0, int(area.left)) : int(area.right) + 1] > 0
    filled = cut.mean(axis=0) if cut.size else np.zeros(0)
    return np.asarray((filled > 0.08) & (filled < FULL))
