"""Ink of a colour other than black and red that lies across print, as a stamp in blue does: told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.pictures.shrink import halve
from pipeline.preprocess.coloured_areas import (
    Mask,
    edged,
    find_coloured_areas,
    has_colour,
    lead_of,
    of_hue,
    strong_mask,
)
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.paper import paper_level
from pipeline.preprocess.unmix import PRINT, ink_density, part_inks
from schemas.geometry import BBox

LEAD = 0.16  # share of full scale by which blue or green leads the darkest plane in coloured ink
PALER = 0.06  # the same at its edges
REACH = 0.0042  # share of the page's short side of the widest stroke of print below which ink is guessed
FREE = 0.3  # share of coloured ink that stands clear of print: the fringes of a scanner's colours do not
CROSSED = 2  # pieces of print that it lies across
TOUCHING, PIECE = 4, 12  # pixels of a piece that lie in it, and that a piece has at least

Place = tuple[slice, slice]


@dataclass(frozen=True)
class Coloured:
    """Ink of one colour in the box ``area``, whole pixels of a page. ``alone`` is the page with this ink and
    no other, dark on white, in grey; where ``guessed`` print hides it (height × width, 0 or 255). ``near``
    marks it and its edges in the box, which show ``rest`` (BGR, of the box) without it."""

    area: BBox
    alone: Image
    guessed: Mask
    near: NDArray[np.bool_]
    rest: Image

    @property
    def at(self) -> Place:
        """The box, as rows and columns."""
        return _to_place(self.area)


def part_coloured(ink: Ink) -> Iterator[Coloured]:
    """What lies in blue, violet or green across the print of a page, colour by colour and place by place."""
    half, small = ink.half, halve(ink.half)
    if half.shape == ink.page.shape or not has_colour(_on_white(small, paper_level(small)), LEAD):
        return  # one pixel wide, or without such ink, as most pages
    level = paper_level(half)
    for hue, area in find_coloured_areas(_on_white(half, level), halve(ink.mask), LEAD):
        paper = np.asarray(cv2.resize(level[_to_place(area)], None, fx=2, fy=2), dtype=np.uint8)
        left, top, right, bottom = (2 * side for side in (area.left, area.top, area.right, area.bottom))
        parted = _part(ink, BBox(left=left, top=top, right=right, bottom=bottom), paper, hue)
        if parted is not None:
            yield parted


def _to_place(box: BBox) -> Place:
    """A box of whole pixels as rows and columns."""
    return slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))


def _part(ink: Ink, area: BBox, paper: Image, hue: int) -> Coloured | None:
    """The ink of that ``hue`` in an area of ``paper`` of this level; ``None`` where it crosses nothing."""
    at = _to_place(area)
    white, red = _on_white(ink.page[at], paper), ink.mask[at]
    mask = of_hue(white, hue, strong_mask(white, LEAD, red))
    if not mask.any():
        return None
    own_red = ink_density(white, red) if red.any() else None
    reach = round(REACH * min(ink.page.shape[:2])) | 1
    parted = part_inks(white, ink_density(white, mask), own_red, edged(red) > 0, reach)
    if not _lies_across(parted.black, mask):
        return None
    pale = cv2.threshold(lead_of(white), int(PALER * 255), 255, cv2.THRESH_BINARY)[1]
    own = cv2.bitwise_or(of_hue(white, hue, np.asarray(pale, dtype=np.uint8), wide=True), mask)
    near = np.asarray(cv2.dilate(own, np.ones((5, 5), np.uint8))) > 0
    alone, guessed = np.full_like(ink.mask, 255), np.zeros_like(ink.mask)
    alone[at][near] = parted.colour[near]
    guessed[at][near & parted.guessed] = 255
    rest = cv2.multiply(parted.rest, paper, scale=1 / 255)
    return Coloured(area, alone, guessed, near, np.asarray(rest, dtype=np.uint8))


def _on_white(image: Image, level: Image) -> Image:
    return np.asarray(cv2.divide(image, level, scale=255), dtype=np.uint8)


def _lies_across(black: Image, mask: Mask) -> bool:
    """Whether coloured ink lies over pieces of black print, and not at their edges alone."""
    printed = np.asarray(cv2.threshold(black, PRINT, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    about = cv2.dilate(printed, np.ones((5, 5), np.uint8))
    if cv2.countNonZero(cv2.bitwise_and(mask, cv2.bitwise_not(about))) < FREE * cv2.countNonZero(mask):
        return False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(printed)
    within = cv2.bitwise_and(printed, cv2.dilate(mask, np.ones((5, 5), np.uint8)))
    touching = np.bincount(labels[within > 0], minlength=count)[1:]
    return int(np.sum((touching >= TOUCHING) & (stats[1:, cv2.CC_STAT_AREA] >= PIECE))) >= CROSSED
