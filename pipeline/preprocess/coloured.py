"""Ink of a colour other than black and red that lies across print, as a stamp in blue does: told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.preprocess.ink import Ink, paper_level
from pipeline.preprocess.unmix import PRINT, Parted, ink_density, part_inks
from pipeline.shrink import halve, shrink_to
from schemas.geometry import BBox

LEAD, PALER = (
    0.16,
    0.06,
)  # share of full scale by which blue or green leads a pixel's darkest plane in such ink
SMALLER = 0.6  # the same at half size, as a share of it
LEAST = 0.0003  # share of the page that ink of one colour covers at least
HUES = 15  # of 180, to either side of the usual one, that ink of one colour has
WORK = 600  # pixels of the long side that areas are sought at
APART, LONG = 8, 24  # of these: between two parts of an area at most, and its long side at least
LARGE, FULL = 0.25, 0.5  # share of the page that an area has at most, and of an area that is coloured
FREE = 0.3  # share of it that stands clear of print: the fringes of a scanner's colours do not
CROSSED = 2  # characters of print that it lies across
TOUCHING, GLYPH = 4, 12  # pixels of a character that lie in it, and that it has at least
EDGE = 9  # pixels of a side about red ink that may be its edge

Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Coloured:
    """``page`` is the image without it, ``alone`` the coloured ink dark on white, in grey, and ``guessed``
    where print hides it (height × width, 0 or 255); ``areas`` are the boxes about it."""

    page: Image
    alone: Image
    guessed: Mask
    areas: tuple[BBox, ...]


def part_coloured(ink: Ink) -> Coloured | None:
    """What lies in blue, violet or green across the print of a page; ``None`` where nothing does."""
    half = halve(ink.page)
    if not _has_colour(halve(half)):
        return None
    level = paper_level(half)
    page, alone, guessed = ink.page.copy(), np.full_like(ink.mask, 255), np.zeros_like(ink.mask)
    areas = []
    for hue, area in _find_coloured(_on_white(half, level), halve(ink.mask)):
        left, top, right, bottom = (int(side) for side in (area.left, area.top, area.right, area.bottom))
        at = slice(2 * top, 2 * bottom), slice(2 * left, 2 * right)
        paper = np.asarray(cv2.resize(level[top:bottom, left:right], None, fx=2, fy=2), dtype=np.uint8)
        white = _on_white(ink.page[at], paper)
        mask = _of_hue(white, hue, _strong(white, LEAD, ink.mask[at]))
        if not mask.any():
            continue
        parted = _part(white, mask, ink.mask[at])
        if not _lies_across(parted.black, mask):
            continue
        pale = cv2.threshold(_lead(white), int(PALER * 255), 255, cv2.THRESH_BINARY)[1]
        near = cv2.dilate(cv2.bitwise_or(pale, mask), np.ones((5, 5), np.uint8)) > 0
        page[at][near] = (parted.rest[near] * (paper[near] / 255)).astype(np.uint8)
        alone[at][near] = parted.colour[near]
        guessed[at][near & parted.guessed] = 255
        areas.append(BBox(left=2.0 * left, top=2.0 * top, right=2.0 * right, bottom=2.0 * bottom))
    return Coloured(page, alone, guessed, tuple(areas)) if areas else None


def _has_colour(small: Image) -> bool:
    """A look at the page at a quarter of its size, which takes next to no time and settles most pages."""
    lead = _lead(_on_white(small, paper_level(small)))
    return int(np.count_nonzero(lead > LEAD / 2 * 255)) > LEAST * lead.size


def _part(white: Image, mask: Mask, red: Mask) -> Parted:
    own_red = ink_density(white, red) if red.any() else None
    return part_inks(white, ink_density(white, mask), own_red, _edged(red) > 0)


def _find_coloured(half: Image, red: Mask) -> Iterator[tuple[int, BBox]]:
    """The hues in a page at half its size on white paper, and where each may be a stamp: whole pixels."""
    mask = _strong(half, SMALLER * LEAD, red)
    for hue in _usual_hues(half, mask):
        for area in _find_areas(_of_hue(half, hue, mask)):
            yield hue, area


def _on_white(image: Image, level: Image) -> Image:
    return np.asarray(cv2.divide(image, level, scale=255), dtype=np.uint8)


def _lead(white: Image) -> Mask:
    """By how much the blue or the green of each pixel leads its darkest plane, on white paper; 0 where its
    red is the brightest one, as in seals and in gilt frames."""
    blue, green, red = cv2.split(white)
    brightest = cv2.max(blue, green)
    lead = cv2.subtract(brightest, cv2.min(cv2.min(blue, green), red))
    return np.where(red > brightest, 0, lead).astype(np.uint8)


def _strong(white: Image, lead: float, red: Mask) -> Mask:
    """Where ink is coloured and not red: height × width, 0 or 255."""
    strong = cv2.threshold(_lead(white), int(lead * 255), 255, cv2.THRESH_BINARY)[1]
    opened = cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    own = cv2.bitwise_and(opened, strong)  # a square of an even side moves what it leaves
    return np.asarray(cv2.bitwise_and(own, cv2.bitwise_not(_edged(red))), dtype=np.uint8)


def _edged(red: Mask) -> Mask:
    return np.asarray(cv2.dilate(np.ascontiguousarray(red), np.ones((EDGE, EDGE), np.uint8)), dtype=np.uint8)


def _hue(white: Image) -> NDArray[np.int16]:
    """0-179 for each pixel."""
    return np.asarray(cv2.cvtColor(white, cv2.COLOR_BGR2HSV)[..., 0], dtype=np.int16)


def _of_hue(white: Image, hue: int, mask: Mask) -> Mask:
    """What is in ``mask`` and about of that ``hue``."""
    off = np.abs((_hue(white) - hue + 90) % 180 - 90)
    return np.where(off <= HUES, mask, 0).astype(np.uint8)


def _usual_hues(white: Image, mask: Mask) -> Iterator[int]:
    """The hues of what is in ``mask``, the most frequent first."""
    least = LEAST * mask.size
    if cv2.countNonZero(mask) < least:
        return
    shares = np.bincount(_hue(white)[mask > 0], minlength=180)
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
    joined = cv2.dilate(inked, np.ones((2 * APART + 1, 2 * APART + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    height, width = mask.shape
    areas = []
    for left, top, wide, high, _ in stats[1:]:
        covered = cv2.countNonZero(np.ascontiguousarray(inked[top : top + high, left : left + wide]))
        is_large = wide * high > LARGE * inked.size or covered > FULL * wide * high
        if max(wide, high) - 2 * APART >= LONG and not is_large:
            right, bottom = min(width, int((left + wide) / scale)), min(height, int((top + high) / scale))
            areas.append(BBox(left=int(left / scale), top=int(top / scale), right=right, bottom=bottom))
    return areas


def _lies_across(black: Image, mask: Mask) -> bool:
    """Whether coloured ink lies over characters of black print, and not at their edges alone."""
    printed = np.asarray(cv2.threshold(black, PRINT, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    about = cv2.dilate(printed, np.ones((5, 5), np.uint8))
    if cv2.countNonZero(cv2.bitwise_and(mask, cv2.bitwise_not(about))) < FREE * cv2.countNonZero(mask):
        return False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(printed)
    within = cv2.bitwise_and(printed, cv2.dilate(mask, np.ones((5, 5), np.uint8)))
    touching = np.bincount(labels[within > 0], minlength=count)[1:]
    return int(np.sum((touching >= TOUCHING) & (stats[1:, cv2.CC_STAT_AREA] >= GLYPH))) >= CROSSED
