"""Inks that lie on one another told apart by their colours: densities add up (law of Lambert and Beer)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image

PURE = 70.0  # percentile of the lead from which a pixel is of one ink alone
DARK = 2.3  # density that full coloured ink gets in a picture of its own, as print has
PALEST = 0.3  # density up to which it is an edge's, where a picture's colours are coarser than its light
VOLUME = 0.1  # volume that the densities of three inks span from which they can be told apart
UNEVEN = 0.3  # share of a red ink's density that may be its own unevenness
PRINT = 160  # level from which down black ink hides what lies under it

Densities = NDArray[np.float32]
_OF_LEVEL = -np.log(np.maximum(np.arange(256), 1) / 255).astype(np.float32)


@dataclass(frozen=True)
class Parted:
    """A picture on white paper by its inks: ``black`` and ``colour`` alone (grey, dark on white), and
    ``rest``, all but the coloured one (BGR). Where ``guessed`` (height × width) black hides the coloured
    one, whose strokes beside it go on there."""

    black: Image
    colour: Image
    guessed: NDArray[np.bool_]
    rest: Image


def ink_density(white: Image, mask: NDArray[np.uint8]) -> Densities:
    """The density of each plane of the ink in ``mask`` (not empty), where it differs most from grey."""
    inside = white[mask > 0]
    lead = inside.max(axis=1) - inside.min(axis=1)
    pure = inside[lead >= np.percentile(lead, PURE)]
    return np.asarray(np.median(_OF_LEVEL[pure], axis=0), dtype=np.float32)


def part_inks(
    white: Image, own: Densities, red: Densities | None, reddish: NDArray[np.bool_], reach: int
) -> Parted:
    """Part ink of the density ``own`` from the black of a picture on white paper (BGR); where it is
    ``reddish`` (height × width), from ink of the density ``red`` as well. Strokes that print hides are drawn
    on where it is less than ``reach`` pixels wide."""
    density = _OF_LEVEL[white]
    black, colour = _of_two(density, own)
    rest = np.repeat(_to_level(np.where(black < PALEST, 0, black))[..., None], 3, axis=2)
    if red is not None and reddish.any() and abs(np.linalg.det(_inks(own, red))) > VOLUME:
        third = _of_three(density[reddish], own, red)
        left = np.maximum(density[reddish] - third[:, None] * own, 0)
        colour[reddish], black[reddish], rest[reddish] = third, left.min(axis=1), _to_level(left)
    grey, alone = _to_level(black), _to_level(DARK * colour)
    drawn_on = cv2.morphologyEx(alone, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    guessed = (grey < PRINT) & (drawn_on < PRINT)
    return Parted(grey, np.where(guessed, drawn_on, alone).astype(np.uint8), guessed, rest)


def _of_two(density: Densities, own: Densities) -> tuple[Densities, Densities]:
    """How much black ink and how much of ``own`` makes the density of each pixel: the best fit, no less than
    none."""
    sums, along = density.sum(axis=2), density @ own
    of_own, of_sum = float(own @ own), float(own.sum())
    determinant = 3 * of_own - of_sum**2
    black = (of_own * sums - of_sum * along) / determinant
    colour = (3 * along - of_sum * sums) / determinant
    least_black = np.where(colour < 0, sums / 3, np.maximum(black, 0))
    return least_black, np.where(black < 0, along / of_own, np.maximum(colour, 0))


def _of_three(density: Densities, own: Densities, red: Densities) -> Densities:
    """How much of ``own`` is in pixels (n × 3) of black, red and it."""
    _, share, of_red = (density @ np.linalg.inv(_inks(own, red)).T).T
    return np.where(share < PALEST + UNEVEN * np.maximum(of_red, 0), 0, share)


def _inks(own: Densities, red: Densities) -> Densities:
    """Black, the coloured and the red ink as the columns of a matrix."""
    return np.stack([np.ones(3, np.float32), own, red], axis=1)


def _to_level(density: Densities) -> Image:
    return np.asarray(255 * np.exp(-density), dtype=np.uint8)
