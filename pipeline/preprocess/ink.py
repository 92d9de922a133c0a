"""A page apart by ink: what is printed dark, and what is stamped red over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr, to_grey
from pipeline.pictures.shrink import halve
from pipeline.preprocess.near_red import LEAST, REDDER, Place, find_places, find_red, near_strong
from pipeline.preprocess.paper import (
    CELL,
    against_white,
    dark_mask,
    grey_on_white,
    level_to_mask,
    on_paper,
    paper_cells,
    to_level,
)

_PALER: Final = 0.06  # share of full scale by which pale red leads green and blue
_EDGE: Final = 4  # pixels about a place that its own pixels are told by: half a kernel and half of another
_FAINTEST: Final = 24.0  # redness (0-255) of full ink at least

_Mask: TypeAlias = NDArray[np.uint8]
_Levels: TypeAlias = Sequence[_Mask | None]  # of the paper's blue, green and red; None where it is white


@dataclass(frozen=True)
class Ink:
    """``page`` is the image as it is, and ``half`` at half its size. ``dark`` has the red taken out, ``red``
    is the red ink alone, dark on white, in grey; both ``None`` where the page has no red ink. ``mask`` is
    the red's place: height × width, 0 or 255 (all 0 where there is none); ``seals`` the same with the pale
    red about it, as in seals that are pressed unevenly."""

    page: Image
    half: Image
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
        return grey_on_white(to_grey(self.page))

    @cached_property
    def inked(self) -> NDArray[np.uint8]:
        """Where there is ink of any colour: height × width, 0 or 255."""
        return level_to_mask(self.grey)

    @cached_property
    def printed(self) -> NDArray[np.uint8]:
        """Where there is ink but red: height × width, 0 or 255."""
        return self.inked if self.dark is None else dark_mask(self.dark)


def split_ink(image: Image) -> Ink:
    """Part the inks of ``image`` (BGR). The paper's own colour and uneven light are taken out first."""
    height, width = image.shape[:2]
    half = halve(image)
    found = find_red(half)
    mask, seals = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    if found is None:
        return Ink(image, half, None, None, mask, seals)
    levels = [
        to_level(np.asarray(cells, dtype=np.uint8), height, width) for cells in cv2.split(paper_cells(image))
    ]
    parts = [_part(image, levels, place) for place in find_places(found, height, width)]
    if sum(cv2.countNonZero(part.mask) for part in parts) < LEAST * mask.size:
        return Ink(image, half, None, None, mask, seals)
    for part in parts:
        mask[part.place] = part.mask
    full = max(_FAINTEST, float(np.percentile(np.concatenate([part.strongest for part in parts]), 60)))
    dark, red, pale = image.copy(), np.full_like(mask, 255), near_strong(mask)
    for part in parts:
        planes = [on_paper(part.red, None if level is None else level[part.place]) for level in levels]
        cv2.copyTo(cv2.merge(planes), np.ascontiguousarray(part.near), dark[part.place])
        red[part.place] = cv2.bitwise_not(cv2.convertScaleAbs(part.redness, alpha=255 / full))
        seals[part.place] = cv2.bitwise_or(part.mask, cv2.bitwise_and(part.pale, _at(pale, part.place)))
    return Ink(image, half, dark, red, mask, seals)


@dataclass(frozen=True)
class _Part:
    """A place of the page, its paper made white. In and about its strong red, which ``mask`` marks (0 or 255)
    and ``near`` with its edges, only the plane ``red`` shows the page without it: red ink is as bright there
    as paper. That is laid on the paper's own level again, for white spots on dark paper would make all about
    them ink. ``redness`` is how much of the light red takes (0-255), ``pale`` marks pale red too."""

    place: Place
    red: _Mask
    redness: _Mask
    mask: _Mask
    pale: _Mask
    near: _Mask

    @property
    def strongest(self) -> _Mask:
        return self.redness[self.mask > 0]


def _part(image: Image, levels: _Levels, place: Place) -> _Part:
    about = tuple(slice(max(0, side.start - _EDGE), side.stop + _EDGE) for side in place)
    own = tuple(
        slice(side.start - wide.start, side.stop - wide.start)
        for side, wide in zip(place, about, strict=True)
    )
    blue, green, red = (
        against_white(np.asarray(plane, dtype=np.uint8), None if level is None else level[about])
        for plane, level in zip(cv2.split(image[about]), levels, strict=True)
    )
    lead = np.asarray(cv2.subtract(red, cv2.max(green, blue)), dtype=np.uint8)
    redness = np.asarray(cv2.subtract(red, cv2.addWeighted(green, 0.5, blue, 0.5, 0)), dtype=np.uint8)
    strong, pale = (_without_specks(lead, int(least * 255)) for least in (REDDER, _PALER))
    near = np.asarray(cv2.dilate(strong, np.ones((7, 7), np.uint8)), dtype=np.uint8)
    return _Part(place, *(plane[own] for plane in (red, redness, strong, pale, near)))


def _without_specks(lead: Image, least: int) -> _Mask:
    leading = cv2.threshold(lead, least, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(cv2.morphologyEx(leading, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), dtype=np.uint8)


def _at(squares: _Mask, place: Place) -> _Mask:
    """The pixels of a place, each as its square of ``CELL`` pixels is."""
    rows, columns = place
    down, across = (slice(side.start // CELL, -(-side.stop // CELL)) for side in place)
    whole = squares[down, across].repeat(CELL, axis=0).repeat(CELL, axis=1)
    return whole[: rows.stop - rows.start, : columns.stop - columns.start]
