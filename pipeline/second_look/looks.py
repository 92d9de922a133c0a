"""The pictures of one band that are read on the second look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.over_print.lighter_ink import without_lighter
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.spans import find_spans
from pipeline.preprocess.ink import Ink
from schemas.geometry import Quad

GAP = 0.35  # line heights that are left of a gap
INKED = 40  # levels below the paper's from which there is ink
LEAST = 0.03  # share of a column's height that is inked where a character stands
HIGH = 1.9  # times the band's height in which what is filled in off its row is sought
CUT = 0.1  # of the row's height: what its edge may cut off
ONE_ROW = 0.85  # of the row's height: what is higher is two things, one of them a seal's
UNEVEN = 1.8  # line heights of a row that stand off it, from which its values do
STEP = 0.15  # line heights between two strokes of one character at most
TALLER = 1.24  # times the band's height, for strokes that reach out of it


@dataclass(frozen=True)
class Look:
    """One picture of a band; ``columns`` are those of the band that it shows, 0 = its left. ``with_red`` it
    shows red ink too, which may hide the band's print."""

    image: Image
    columns: NDArray[np.intp]
    width: int
    with_red: bool = False

    def place(self, position: float) -> float:
        """Where along the band (0-1) a place along the picture (0-1) is."""
        index = min(len(self.columns) - 1, max(0, round(position * len(self.columns))))
        return float(self.columns[index]) / self.width


def band_looks(ink: Ink, quad: Quad, bare: Image | None) -> list[Look]:
    """The band with all its ink, against white, without red, and from ``bare``, the page without the rims
    of black seals, where these cross it; gaps closed, for the recognizer loses what stands wide apart."""
    cut = _cutter(ink.readable if bare is None else bare, quad)
    inked = [_without_gaps(cut(layer, quad)) for layer in (ink.page, ink.on_white)]
    cleared = [_without_gaps(cut(layer, quad)) for layer in _present(ink.dark, bare)]
    return [*(replace(look, with_red=ink.dark is not None) for look in inked), *cleared]


def further_looks(ink: Ink, quad: Quad, bare: Image | None) -> list[Look]:
    """The band cut taller; what stands in it brought to one level; without its lighter ink, where it has
    two; and as it is, its gaps open."""
    layers = [layer for layer in (ink.readable, bare) if layer is not None]
    cut = _cutter(layers[-1], quad)
    taller = [cut(layer, taller_quad(quad, TALLER)) for layer in layers]
    high = crop_quad(layers[-1], taller_quad(quad, HIGH))
    closed = [*taller, *_present(without_lighter(crop_quad(ink.readable, quad)), without_lighter(taller[-1]))]
    closed += map(_bring_level, _present(without_lighter(high)) if cut is _levelled else [high])
    return [*map(_without_gaps, closed), *(_whole(cut(layer, quad)) for layer in layers)]


def _cutter(image: Image, quad: Quad) -> Callable[[Image, Quad], Image]:
    return _levelled if _is_uneven(image, quad) else crop_quad


def _present(*images: Image | None) -> list[Image]:
    return [image for image in images if image is not None]


def taller_quad(quad: Quad, times: float) -> Quad:
    """The quad, so many times as high about its middle."""
    grow = (times - 1) / 2
    return quad.band(-grow, 1 + grow)


def _whole(image: Image) -> Look:
    return Look(image, np.arange(image.shape[1]), image.shape[1])


def _levelled(image: Image, quad: Quad) -> Image:
    """The place of ``quad``, what stands between two gaps brought to its middle: values that a form was
    filled in with stand above or below what is printed there."""
    return _bring_level(crop_quad(image, taller_quad(quad, HIGH)))


def _bring_level(high: Image) -> Image:
    height = round(high.shape[0] / HIGH)
    level = np.empty((height, *high.shape[1:]), np.uint8)
    level[:] = np.median(high.reshape(-1, high.shape[2]), axis=0)
    for left, right, top, bottom in _places(high):
        start = min(max(0, (top + bottom - height) // 2), high.shape[0] - height)
        shown = slice(max(top - 2, start), min(bottom + 2, start + height))
        level[shown.start - start : shown.stop - start, left:right] = high[shown, left:right]
    return level


def _is_uneven(image: Image, quad: Quad) -> bool:
    """Whether the row's upper or lower edge cuts off a part of what stands in it."""
    high = crop_quad(image, taller_quad(quad, HIGH))
    height = high.shape[0] / HIGH
    first, last = (high.shape[0] - height) / 2, (high.shape[0] + height) / 2
    lengths = {True: 0, False: 0}  # of what stands too high, too low: one scrap of a seal is no value
    for left, right, top, bottom in _places(high):
        if max(first - top, bottom - last) > CUT * height and bottom - top < ONE_ROW * height:
            lengths[first - top > bottom - last] += right - left
    return bool(max(lengths.values()) > UNEVEN * height)


def _places(high: Image) -> list[tuple[int, int, int, int]]:
    """Left, right, top and bottom of what stands in the middle ``1 / HIGH`` of the picture, or reaches into
    it, between gaps: of rows one above the other the nearest."""
    inked = _inked(high)
    tall, height = high.shape[0], round(high.shape[0] / HIGH)
    middle = slice((tall - height) // 2, (tall + height) // 2)
    found = []
    for left, right in find_spans(np.asarray(inked[middle].any(axis=0)), round(GAP * height) - 1):
        rows = find_spans(np.asarray(inked[:, left:right].any(axis=1)), round(STEP * height) - 1)
        top, bottom = min(rows, key=lambda run: abs(sum(run) - tall))
        found.append((left, right, top, bottom))
    return found


def _inked(image: Image) -> NDArray[np.bool_]:
    grey = to_grey(image)
    return np.asarray(grey < float(np.median(grey)) - INKED)


def _without_gaps(image: Image) -> Look:
    """The picture without the columns of gaps beyond ``GAP``."""
    inked = _inked(image).mean(axis=0) > LEAST
    half = round(GAP * image.shape[0] / 2)  # on both sides: thin strokes begin before the ink that is told
    around = np.ones((1, 2 * half + 1), np.uint8)
    kept = np.flatnonzero(cv2.dilate(inked[None].astype(np.uint8), around)[0])
    if not kept.size or not inked.any():
        return _whole(image)
    return Look(np.ascontiguousarray(image[:, kept]), kept, image.shape[1])
