"""Find print which detection passed over: in a gap of a row, the day between 月 and 日; beside a piece of a
date, the year before 十, the day after 月."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.preprocess.line_shape import slant
from schemas.geometry import BBox, Quad

SLANTED = 1.5  # degrees from which a row's gaps are cut along it
NARROWEST, WIDEST = 0.45, 4.0  # line heights of the gap between two pieces of one row
LEVEL = 0.4  # line heights that the two may stand above one another: fill-ins are off their line
ALIKE = 1.7  # times that one of them may be as high as the other
HIGHEST = 1.4  # times the higher one's height that the row may be
INKED = 0.18  # line heights of the gap that hold print
RUN = 0.9  # share of the gap's width that a level rule runs through, and no character
BESIDE, PARTED = 6.0, 1.2  # line heights beside a piece that are looked at, and that part print there
CLOSE = 0.6  # line heights between characters of one numeral
SLIGHTEST = 0.3  # line heights that a character is at least wide
STROKE = 0.03  # share of the height that one level stroke takes, as of 一
MIDDLE, FLAT = (
    0.2,
    0.35,
)  # line heights that 一 is at most off the middle, and its height as a share of its width
SPECK = 1.5  # pixels of a column that may be dirt
FULL = 0.9  # share of the gap's height that a table's rule fills, and no character


def find_missed(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """The gaps between neighbours of ``quads`` in one row that hold print of no other line.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    ordered = sorted(quads, key=lambda quad: quad.bbox.left)
    unread = without_lines(ink, quads)
    found = []
    for index, quad in enumerate(ordered):
        following = [other for other in ordered[index + 1 :] if _in_row(quad.bbox, other.bbox)]
        if following:
            other = min(following, key=lambda other: other.bbox.left)
            gap = _between(quad.bbox, other.bbox)
            if gap is not None and _holds_print(gap, unread):
                found.append(Quad.from_bbox(gap) if abs(slant(quad)) < SLANTED else _slanted(quad, other))
    return found


def _slanted(quad: Quad, other: Quad) -> Quad:
    """The gap between two lines that run aslant: an upright one would hold parts of other rows."""
    _, start, foot, _ = quad.points
    end, _, _, other_foot = other.points
    return Quad((start, end, other_foot, foot))


def find_before(pieces: Sequence[Quad], quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """Print of no other line that stands before ``pieces``, up to what stands before them in their row.
    What stands close to one is given together with it: it is a part of the same numeral.

    ``quads`` are those of all lines; otherwise as ``find_missed``.
    """
    found: list[BBox] = []
    unread = without_lines(ink, quads) if pieces else ink
    for box in (quad.bbox for quad in pieces):
        rights = [other.bbox.right for other in quads if _in_row(other.bbox, box)]
        left = max([0.0, box.left - BESIDE * box.height, *rights])
        if left < box.left:
            for part in _parts(box.model_copy(update={"left": left, "right": box.left}), unread):
                close = box.left - part.right < CLOSE * box.height
                found.append(part.model_copy(update={"right": box.right}) if close else part)
    return [Quad.from_bbox(part) for part in found]


def find_after(pieces: Sequence[Quad], quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """As ``find_before``, behind the pieces."""
    found: list[BBox] = []
    unread = without_lines(ink, quads) if pieces else ink
    for box in (quad.bbox for quad in pieces):
        lefts = [other.bbox.left for other in quads if _in_row(box, other.bbox)]
        right = min([float(ink.shape[1]), box.right + BESIDE * box.height, *lefts])
        if right > box.right:
            for part in _parts(box.model_copy(update={"left": box.right, "right": right}), unread):
                close = part.left - box.right < CLOSE * box.height
                found.append(part.model_copy(update={"left": box.left}) if close else part)
    return [Quad.from_bbox(part) for part in found]


def is_stroke(gap: Quad, quads: Sequence[Quad], ink: NDArray[np.uint8]) -> bool:
    """Whether all that stands in a gap is one level stroke about its middle, as 一 is."""
    box = gap.bbox
    cut = _cut(without_lines(ink, quads), box)
    if not cut.size:
        return False
    _, _, stats, centers = cv2.connectedComponentsWithStats(cut)
    marks = [index for index in range(1, len(stats)) if stats[index, cv2.CC_STAT_WIDTH] > 0.1 * box.height]
    if len(marks) != 1:
        return False
    wide, high = stats[marks[0], cv2.CC_STAT_WIDTH], stats[marks[0], cv2.CC_STAT_HEIGHT]
    level = abs(centers[marks[0]][1] / box.height - 0.5) < MIDDLE
    return bool(level and 0.45 * box.height < wide < 1.2 * box.height and high < FLAT * wide)


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


def without_lines(ink: NDArray[np.uint8], quads: Sequence[Quad]) -> NDArray[np.uint8]:
    """What of ``ink`` stands in none of the lines' ``quads``."""
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
    cut = _cut(ink, area)
    filled = (cut > 0).mean(axis=0) if cut.size else np.zeros(0)
    least = max(STROKE, SPECK / max(1, len(cut)))
    return np.asarray((filled > least) & (filled < FULL))


def _cut(ink: NDArray[np.uint8], area: BBox) -> NDArray[np.uint8]:
    """What of an area is on the page; a line may reach over its edge."""
    left, top, right, bottom = (max(0, int(edge)) for edge in (area.left, area.top, area.right, area.bottom))
    return ink[top : bottom + 1, left : right + 1]
