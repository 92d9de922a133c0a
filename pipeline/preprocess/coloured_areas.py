"""Where on a page there is ink in blue, violet or green, and may be as much as a stamp has."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.pictures.shrink import shrink_to
from pipeline.preprocess.text_areas import join_overlapping
from schemas.geometry import BBox

SMALLER = 0.6  # lead of such ink at half size, as a share of that at full size
LEAST = 0.0003  # share of the page that ink of one colour covers at least
HUES = 15  # of 180, to either side of the usual one, that ink of one colour has; twice as many at its edges
WORK = 600  # pixels of the long side that areas are sought at
GROWN = 8  # of these by which parts are grown: those that meet then are one
LONG = 24  # of these that an area is long at least
LARGE, FULL = 0.25, 0.5  # share of the page that an area has at most, and of an area that is coloured
EDGE = 9  # pixels of a side about red ink that may be its edge

Mask = NDArray[np.uint8]


def has_colour(small: Image, lead: float) -> bool:
    """Whether a page at a quarter of its size, on white paper, may have such ink: a look that takes next to
    no time. ``lead`` is that of coloured ink at full size."""
    found = lead_of(small)
    return int(np.count_nonzero(found > lead / 2 * 255)) > LEAST * found.size


def find_coloured_areas(half: Image, red: Mask, lead: float) -> Iterator[tuple[int, BBox]]:
    """The hues (0-179) in a page at half its size on white paper, whose red ink is in ``red``, and where each
    may be a stamp: whole pixels of it. ``lead`` is that of coloured ink at full size."""
    mask = strong_mask(half, SMALLER * lead, red)
    for hue in _usual_hues(half, mask):
        for area in join_overlapping(_find_areas(of_hue(half, hue, mask))):
            yield hue, area


def lead_of(white: Image) -> Mask:
    """By how much (0-255) the blue or the green of each pixel leads its darkest plane, on white paper; 0
    where its red is the brightest one, as in seals and in gilt frames."""
    blue, green, red = cv2.split(white)
    brightest = cv2.max(blue, green)
    lead = cv2.subtract(brightest, cv2.min(cv2.min(blue, green), red))
    return np.where(red > brightest, 0, lead).astype(np.uint8)


def strong_mask(white: Image, lead: float, red: Mask) -> Mask:
    """Where ink leads by ``lead`` (0-1) and is not red: height × width, 0 or 255."""
    strong = cv2.threshold(lead_of(white), int(lead * 255), 255, cv2.THRESH_BINARY)[1]
    opened = cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    own = cv2.bitwise_and(opened, strong)  # a square of an even side moves what it leaves
    return np.asarray(cv2.bitwise_and(own, cv2.bitwise_not(edged(red))), dtype=np.uint8)


def edged(red: Mask) -> Mask:
    """Red ink with its edges."""
    return np.asarray(cv2.dilate(np.ascontiguousarray(red), np.ones((EDGE, EDGE), np.uint8)), dtype=np.uint8)


def of_hue(white: Image, hue: int, mask: Mask, *, wide: bool = False) -> Mask:
    """What is in ``mask`` and about of that ``hue``, or ``wide`` of it."""
    off = np.abs((_to_hue(white) - hue + 90) % 180 - 90)
    return np.where(off <= (2 * HUES if wide else HUES), mask, 0).astype(np.uint8)


def _to_hue(white: Image) -> NDArray[np.int16]:
    return np.asarray(cv2.cvtColor(white, cv2.COLOR_BGR2HSV)[..., 0], dtype=np.int16)


def _usual_hues(white: Image, mask: Mask) -> Iterator[int]:
    """The hues of what is in ``mask``, the most frequent first."""
    least = LEAST * mask.size
    if cv2.countNonZero(mask) < least:
        return
    shares = np.bincount(_to_hue(white)[mask > 0], minlength=180)
    about = np.arange(-HUES, HUES + 1)
    while True:
        counts = np.array([shares[(middle + about) % 180].sum() for middle in range(180)])
        usual = int(counts.argmax())
        if counts[usual] < least:
            return
        yield usual
        shares[(usual + about) % 180] = 0


def _find_areas(mask: Mask) -> list[BBox]:
    """Boxes about what is as large as a stamp or a line of text, in whole pixels of ``mask``."""
    small, scale = shrink_to(mask, WORK)
    inked = cv2.threshold(small, 20, 255, cv2.THRESH_BINARY)[1]
    joined = cv2.dilate(inked, np.ones((2 * GROWN + 1, 2 * GROWN + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    height, width = mask.shape
    areas = []
    for left, top, wide, high, _ in stats[1:]:
        covered = cv2.countNonZero(np.ascontiguousarray(inked[top : top + high, left : left + wide]))
        is_large = wide * high > LARGE * inked.size or covered > FULL * wide * high
        if max(wide, high) - 2 * GROWN >= LONG and not is_large:
            right, bottom = min(width, int((left + wide) / scale)), min(height, int((top + high) / scale))
            areas.append(BBox(left=int(left / scale), top=int(top / scale), right=right, bottom=bottom))
    return areas
