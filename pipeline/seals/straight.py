"""The straight lines of a level seal: where they stand below the star."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.spans import find_spans
from pipeline.seals.level import HEART, RADIUS, LevelSeal, to_ink
from schemas.geometry import BBox

HALF = 0.45  # of the radius: what a straight line spans on both sides of the middle at least
TOP, BOTTOM = 0.18, 0.85  # of the radius below the middle: where straight lines stand
LOWEST, HIGHEST = 0.075, 0.42  # of the radius: a line's height
STRONG = 0.35  # of the strongest ink below the star: what counts as ink
FAINT = 0.03  # ink, and inked share of a row, below which nothing stands there
COLUMN = 0.06  # inked share of a column from which something stands there
OFF_CENTER = 0.2  # of the radius: a line further to one side is print beside the seal's own
USUAL = (0.36, 0.62)  # of the radius below the middle
SURE = 0.33  # of the ring's half width on both sides of the middle: only the straight line stands there
GAP = 0.25  # of the line's height: what parts it from the rim's characters at least
INKED, LEAST_INK = 0.25, 0.04  # full ink, and share of the usual place, from which a line may stand there
REACH = 0.66  # of the ring's half width: where a line ends at the latest


def straight_lines(seal: LevelSeal) -> list[BBox]:
    """The boxes of the straight lines in pixels of the seal's picture, top to bottom."""
    ink = to_ink(seal.picture)
    rows, columns = np.indices(ink.shape)
    ink[np.hypot(columns - seal.ring.x, rows - seal.ring.y) < HEART * RADIUS] = 0.0  # the star
    middle, half = seal.ring.x, HALF * seal.ring.a
    below = slice(int(RADIUS * (1 + TOP)), int(RADIUS * (1 + BOTTOM)))
    within = slice(int(middle - half), int(middle + half))
    strong = max(STRONG * float(np.percentile(ink[below, within], 98)), FAINT)
    inked = ink > strong
    profile = np.convolve(inked[below, within].mean(axis=1), np.ones(3) / 3, "same")
    full = float(np.percentile(profile, 92))
    if full < FAINT:
        return []
    boxes = []
    for start, end in find_spans(profile > 0.3 * full):
        top, bottom = below.start + start, below.start + end
        if LOWEST * RADIUS <= bottom - top <= HIGHEST * RADIUS:
            left, right = _ends(inked[top:bottom], seal)
            if abs((left + right) / 2 - middle) <= OFF_CENTER * RADIUS and right - left > bottom - top:
                boxes.append(BBox(left=left, top=top, right=right, bottom=bottom))
    return boxes


def usual_line(seal: LevelSeal) -> BBox:
    """Where a seal's only straight line most often stands."""
    half, (top, bottom) = REACH * seal.ring.a, USUAL
    middle = seal.ring.x
    return BBox(left=middle - half, top=RADIUS * (1 + top), right=middle + half, bottom=RADIUS * (1 + bottom))


def has_line(seal: LevelSeal) -> bool:
    """Whether so much ink stands in the usual place that it may be a line, with print over it or without: in
    its middle, for a rim's first and last characters may reach into its ends."""
    box, middle, half = usual_line(seal), seal.ring.x, SURE * seal.ring.a
    ink = to_ink(seal.picture)[int(box.top) : int(box.bottom), int(middle - half) : int(middle + half)]
    return bool((ink > INKED).mean() > LEAST_INK)


def _ends(line: NDArray[np.bool_], seal: LevelSeal) -> tuple[int, int]:
    """Left and right end of the ink about the middle that no gap wider than its own parts."""
    height, width = line.shape
    middle, inner, outer = width // 2, int(SURE * seal.ring.a), int(REACH * seal.ring.a)
    inked = line.mean(axis=0) > COLUMN
    gaps = find_spans(~inked[middle - inner : middle + inner])
    own = max((end - start for start, end in gaps if start > 0 and end < 2 * inner), default=0)
    gap = max(GAP * height, 1.5 * own)
    ends = []
    for step in (-1, 1):
        end = middle
        for at in range(middle, middle + step * outer, step):
            if inked[at]:
                end = at
            elif abs(at - middle) > inner and abs(at - end) > gap:
                break
        ends.append(end)
    return ends[0], ends[1] + 1
