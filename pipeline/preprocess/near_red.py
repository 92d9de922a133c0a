"""The inks of a clean page parted only where there is red: around a seal and not on a whole page."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.preprocess.ink import CELL, LEAST, Ink, find_red, split_area, split_ink

REACH = 3  # squares about red that are parted too: what is drawn is pale at its edges alone
MARGIN = 2  # squares about an area that are looked at with it: they tell its paper's level
MOST = 0.6  # share of the page from which all of it is parted at once
FULL = 0.5  # share of an area in or near red from which it is not cut in two: a frame's area is hollow
SMALL = 12  # squares of a side up to which none is


def split_ink_near_red(image: Image, half: Image) -> Ink:
    """``split_ink`` of a page on even paper, without the noise and stains of a scan; ``half`` is the page at
    half its size."""
    areas = _areas(half, *image.shape[:2])
    height, width = image.shape[:2]
    if sum((bottom - top) * (right - left) for left, top, right, bottom in areas) > MOST * height * width:
        return split_ink(image)
    none = np.zeros((height, width), np.uint8)
    if not areas:
        return Ink(image, None, None, none, none)
    dark, red = image.copy(), np.full_like(none, 255)
    mask, seals = none.copy(), none.copy()
    margin = MARGIN * CELL
    for left, top, right, bottom in areas:
        before, above = min(left, margin), min(top, margin)
        about = image[top - above : bottom + margin, left - before : right + margin]
        part = split_area(np.ascontiguousarray(about))
        if part.dark is not None and part.red is not None:
            place = slice(top, bottom), slice(left, right)
            own = slice(above, above + bottom - top), slice(before, before + right - left)
            dark[place], red[place] = part.dark[own], part.red[own]
            mask[place], seals[place] = part.mask[own], part.seals[own]
    if cv2.countNonZero(mask) < LEAST * mask.size:
        return Ink(image, None, None, none, none)
    return Ink(image, dark, red, mask, seals)


def _areas(half: Image, height: int, width: int) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom, in pixels of the whole page) around all red, apart from one another;
    none where there is so little that it is no ink."""
    strong = find_red(half)
    if strong is None:
        return []
    near = cv2.dilate(_to_cells(strong), np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8)) > 0
    return [
        (left * CELL, top * CELL, min(right * CELL, width), min(bottom * CELL, height))
        for left, top, right, bottom in _parts(near, 0, 0)
    ]


def _parts(near: NDArray[np.bool_], left: int, top: int) -> Iterator[tuple[int, int, int, int]]:
    """Boxes in squares about all that is marked in ``near``, whose corner is at ``left`` and ``top``."""
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    if not rows.size:
        return
    left, top = left + int(columns[0]), top + int(rows[0])
    own = near[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    down, across = own.shape
    if own.mean() >= FULL or max(down, across) <= SMALL:
        yield left, top, left + across, top + down
    elif down >= across:
        yield from _parts(own[: down // 2], left, top)
        yield from _parts(own[down // 2 :], left, top + down // 2)
    else:
        yield from _parts(own[:, : across // 2], left, top)
        yield from _parts(own[:, across // 2 :], left + across // 2, top)


def _to_cells(strong: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which squares of ``CELL`` pixels of the page have red in them; ``strong`` is at half its size."""
    side = CELL // 2
    height, width = strong.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = np.zeros((rows * side, columns * side), np.uint8)
    padded[:height, :width] = strong
    return np.asarray(cv2.resize(padded, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)
