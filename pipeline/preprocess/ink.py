"""A page apart by ink: what is printed dark, and what is stamped red over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr, to_grey
from pipeline.shrink import shrink

REDDER = 0.13  # share of full scale by which red must lead green and blue, on white paper
PALER = 0.06  # the same within ``NEAR`` (share of the page's short side) of red that is strong
NEAR = 0.12
INKED = 190  # level against white paper (255) below which there is ink
CELL = 16  # pixels of a side of the squares whose mean level tells the paper's
TILE = 128  # pixels of a side of the squares that red is taken out of, one by one
SHADOW = 0.8  # of the level about it from which down paper is in a shadow: INKED is 0.75
DARKEST = 40  # level that paper has at least
LEAST = 0.0004  # share of the page that red must cover to be ink and not noise


@dataclass(frozen=True)
class Ink:
    """``page`` is the image as it is. ``dark`` has the red taken out, ``red`` is the red ink alone,
    dark on white, in grey; both ``None`` where the page has no red ink. ``mask`` is the red's place:
    height × width, 0 or 255 (all 0 where there is none); ``seals`` the same with the pale red about
    it, as in seals that are pressed unevenly."""

    page: Image
    dark: Image | None
    red: Image | None
    mask: NDArray[np.uint8]
    seals: NDArray[np.uint8]

    @property
    def readable(self) -> Image:
        """The page without its red."""
        return self.page if self.dark is None else self.dark

    @cached_property
    def on_white(self) -> Image:
        """``grey`` in three channels."""
        return to_bgr(self.grey)

    @cached_property
    def grey(self) -> Image:
        """The page in grey, its paper made white."""
        return _grey_on_white(to_grey(self.page))

    @cached_property
    def inked(self) -> NDArray[np.uint8]:
        """Where there is ink of any colour: height × width, 0 or 255."""
        return _level_to_mask(self.grey)

    @cached_property
    def printed(self) -> NDArray[np.uint8]:
        """Where there is ink but red: height × width, 0 or 255."""
        return self.inked if self.dark is None else dark_mask(self.dark)


def split_ink(image: Image) -> Ink:
    """Part the inks of ``image`` (BGR). The paper's own colour and uneven light are taken out first."""
    if find_red(shrink(image, max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))) is None:
        return _without_red(image)
    parted = split_area(image)
    return parted if cv2.countNonZero(parted.mask) >= LEAST * parted.mask.size else _without_red(image)


def _without_red(image: Image) -> Ink:
    none = np.zeros(image.shape[:2], np.uint8)
    return Ink(image, None, None, none, none)


def split_area(image: Image) -> Ink:
    """``split_ink`` of a picture in which there is red, however little."""
    levels = [_level(np.asarray(cells, dtype=np.uint8), image) for cells in cv2.split(_paper_cells(image))]
    blue, green, red = (
        _against_white(np.asarray(plane, dtype=np.uint8), level)
        for plane, level in zip(cv2.split(image), levels, strict=True)
    )
    rest = cv2.max(green, blue)
    lead = cv2.subtract(red, rest)
    _, strong = cv2.threshold(lead, int(REDDER * 255), 255, cv2.THRESH_BINARY)
    mask = np.asarray(cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    if not cv2.countNonZero(mask):
        return _without_red(image)
    dark = _without(mask, image, red, levels)
    redness = cv2.subtract(red, cv2.addWeighted(green, 0.5, blue, 0.5, 0))
    full = max(24.0, float(np.percentile(redness[mask > 0], 60)))
    alone = cv2.bitwise_not(cv2.convertScaleAbs(redness, alpha=255 / full))
    seals = _with_pale(mask, np.asarray(lead, dtype=np.uint8))
    return Ink(image, dark, np.asarray(alone, dtype=np.uint8), mask, seals)


def find_red(half: Image) -> NDArray[np.uint8] | None:
    """Where red may be on a page that is at half its size: height × width, 0 or 255; ``None`` where there is
    too little to be ink.

    The look takes a tenth of the time; half the lead and half the share are enough there.
    """
    blue, green, red = (np.asarray(plane, dtype=np.uint8) for plane in cv2.split(half))
    lead = cv2.divide(cv2.subtract(red, cv2.max(green, blue)), paper_level(red), scale=255)
    strong = np.asarray(cv2.threshold(lead, int(REDDER * 127), 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    return strong if cv2.countNonZero(strong) >= LEAST / 2 * strong.size else None


def _with_pale(strong: NDArray[np.uint8], lead: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``strong`` red and the pale about it: a seal is pressed unevenly, and elsewhere pale red is
    the noise of compressed colour."""
    height, width = strong.shape
    rows, columns = max(1, height // CELL), max(1, width // CELL)
    whole = strong[: rows * CELL, : columns * CELL]
    cells = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    reach = max(3, round(NEAR * min(cells.shape))) | 1
    near = cv2.dilate((cells > 4).astype(np.uint8) * 255, np.ones((reach, reach), np.uint8))
    pale = cv2.threshold(lead, int(PALER * 255), 255, cv2.THRESH_BINARY)[1]
    pale = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    pale = cv2.bitwise_and(pale, cv2.resize(near, (width, height), interpolation=cv2.INTER_NEAREST))
    return np.asarray(cv2.bitwise_or(strong, pale), dtype=np.uint8)


def dark_mask(image: Image) -> NDArray[np.uint8]:
    """Where there is ink of any colour: height × width, 0 or 255."""
    return grey_mask(to_grey(image))


def grey_mask(grey: Image) -> NDArray[np.uint8]:
    """``dark_mask`` of a page in grey: height × width, 0 or 255."""
    return _level_to_mask(_grey_on_white(grey))


def _grey_on_white(grey: Image) -> Image:
    return _against_white(grey, _level(_paper_cells(grey), grey))


def _level_to_mask(level: Image) -> NDArray[np.uint8]:
    return np.asarray(cv2.threshold(level, INKED, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def paper_level(image: Image) -> Image:
    """The blank paper's level (BGR or grey) at each pixel: bright parts of the neighbourhood; where these
    are lit and the pixel is in a shadow beside them, the bright parts of the shadow."""
    size = image.shape[1], image.shape[0]
    return np.asarray(cv2.resize(_paper_cells(image), size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _level(cells: NDArray[np.uint8], picture: Image) -> NDArray[np.uint8] | None:
    """The level of paper, of which ``cells`` tell, at each pixel of it; ``None`` where it is white."""
    if int(cells.min()) == 255:
        return None
    size = picture.shape[1], picture.shape[0]
    return np.asarray(cv2.resize(cells, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _against_white(plane: NDArray[np.uint8], level: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """A plane as if its paper, which has this ``level``, were white; itself where it is."""
    return plane if level is None else np.asarray(cv2.divide(plane, level, scale=255), dtype=np.uint8)


def _without(
    mask: NDArray[np.uint8],
    image: Image,
    red: NDArray[np.uint8],
    levels: Sequence[NDArray[np.uint8] | None],
) -> Image:
    """``image`` with what is in and about ``mask`` as its plane ``red`` has it, which is on white: red ink is
    as bright there as paper. It is laid on the paper's own ``levels`` again (blue, green, red), for white
    spots on dark paper would make all about them ink."""
    near = np.asarray(cv2.dilate(mask, np.ones((7, 7), np.uint8)), dtype=np.uint8)
    dark = image.copy()
    for place in _tiles(near):  # red is a small part of a page
        planes = [red[place] if level is None else _on_paper(red[place], level[place]) for level in levels]
        cv2.copyTo(cv2.merge(planes), near[place], dark[place])
    return dark


def _tiles(marked: NDArray[np.uint8]) -> Iterator[tuple[slice, slice]]:
    """The squares of ``TILE`` pixels in which something is marked."""
    for down in range(0, marked.shape[0], TILE):
        columns = marked[down : down + TILE].max(axis=0)
        for across in range(0, marked.shape[1], TILE):
            if columns[across : across + TILE].any():
                yield slice(down, down + TILE), slice(across, across + TILE)


def _on_paper(plane: NDArray[np.uint8], level: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A plane on white as it looks on paper of that level."""
    return np.asarray(cv2.multiply(plane, level, scale=1 / 255), dtype=np.uint8)


def _paper_cells(image: Image) -> Image:
    """The blank paper's level in each square of ``CELL`` pixels."""
    height, width = image.shape[:2]
    rows, columns = max(1, height // CELL), max(1, width // CELL)
    whole = image[: rows * CELL, : columns * CELL]  # by a whole step, a third of the time of a broken one
    small = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    lit = cv2.blur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (9, 9))
    own = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), (5, 5))
    return np.maximum(np.where(own < SHADOW * lit, own, lit).astype(np.uint8), DARKEST)
