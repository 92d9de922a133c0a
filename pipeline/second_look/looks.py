"""The pictures of one band that are read on the second look."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.crop import crop_quad
from pipeline.page_image import Image
from pipeline.preprocess.ink import Ink
from schemas.geometry import Point, Quad

GAP = 0.35  # line heights that are left of a gap
INKED = 40  # levels below the paper's from which there is ink
LEAST = 0.03  # share of a column's height that is inked where a character stands
LEAST_INK = 50  # pixels
FEWEST, TWO_INKS = 0.1, 40  # share of the ink that the lesser of two has, and levels between them
TALLER = 1.24  # times the band's height, for strokes that reach out of it


@dataclass(frozen=True)
class Look:
    """One picture of a band; ``columns`` are those of the band that it shows, 0 = its left."""

    image: Image
    columns: NDArray[np.intp]
    width: int

    def place(self, position: float) -> float:
        """Where along the band (0-1) a place along the picture (0-1) is."""
        index = min(len(self.columns) - 1, max(0, round(position * len(self.columns))))
        return float(self.columns[index]) / self.width


def band_looks(ink: Ink, quad: Quad, bare: Image | None) -> list[Look]:
    """The band with all its ink, against white, without red, and from ``bare``, the page without the rims
    of black seals, where these cross it; gaps closed, for the recognizer loses what stands wide apart."""
    layers = [ink.page, ink.on_white, ink.dark, bare]
    return [_without_gaps(crop_quad(layer, quad)) for layer in layers if layer is not None]


def further_looks(ink: Ink, quad: Quad, bare: Image | None) -> list[Look]:
    """The band cut taller; without its lighter ink, where it has two; and as it is, its gaps open."""
    taller = taller_quad(quad, TALLER)
    cut = [crop_quad(layer, taller) for layer in (ink.readable, bare) if layer is not None]
    stronger = [without_lighter(crop_quad(ink.readable, quad)), without_lighter(cut[-1])]
    cut += [crop for crop in stronger if crop is not None]
    open_ones = [crop_quad(layer, quad) for layer in (ink.readable, bare) if layer is not None]
    return [*map(_without_gaps, cut), *map(_whole, open_ones)]


def without_lighter(image: Image) -> Image | None:
    """The picture with the lighter of two inks made white, as what is left of a seal's red, or a seal that
    a copier made grey over black print; ``None`` where all its ink is about alike."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    paper, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    ink = grey[grey <= paper + (float(np.median(grey)) - paper) / 2]
    if ink.size < LEAST_INK:
        return None
    between, _ = cv2.threshold(ink.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    dark, light = ink[ink <= between], ink[ink > between]
    if min(dark.size, light.size) < FEWEST * ink.size or float(light.mean() - dark.mean()) < TWO_INKS:
        return None
    span = max(1.0, float(between - dark.mean()))
    ramp = np.clip((np.arange(256) - float(dark.mean())) / span * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(cv2.LUT(grey, ramp), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def taller_quad(quad: Quad, times: float) -> Quad:
    """The quad, so many times as high about its middle."""
    a, b, c, d = quad.points
    grow = (times - 1) / 2
    return Quad((_from(a, d, grow), _from(b, c, grow), _from(c, b, grow), _from(d, a, grow)))


def _from(point: Point, other: Point, share: float) -> Point:
    return point[0] + (point[0] - other[0]) * share, point[1] + (point[1] - other[1]) * share


def _whole(image: Image) -> Look:
    return Look(image, np.arange(image.shape[1]), image.shape[1])


def _without_gaps(image: Image) -> Look:
    """The picture without the columns of gaps beyond ``GAP``."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    inked = (grey < float(np.median(grey)) - INKED).mean(axis=0) > LEAST
    places = np.arange(len(inked))
    last = np.maximum.accumulate(np.where(inked, places, -1))
    kept = np.flatnonzero(places - last <= GAP * image.shape[0])
    if not kept.size or not inked.any():
        return _whole(image)
    return Look(np.ascontiguousarray(image[:, kept]), kept, image.shape[1])
