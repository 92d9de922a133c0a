"""The inks of a clean page parted only where there is red: around a seal and not on a whole page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.preprocess.ink import CELL, LEAST, NEAR, Ink, find_red, split_area, split_ink

MARGIN = 2  # squares about the furthest pale red: paper's level is told by the squares about each
MOST = 0.6  # share of the page from which all of it is parted at once


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
    for left, top, right, bottom in areas:
        place = slice(top, bottom), slice(left, right)
        part = split_area(np.ascontiguousarray(image[place]))
        if part.dark is not None and part.red is not None:
            dark[place], red[place], mask[place], seals[place] = part.dark, part.red, part.mask, part.seals
    if cv2.countNonZero(mask) < LEAST * mask.size:
        return Ink(image, None, None, none, none)
    return Ink(image, dark, red, mask, seals)


def _areas(half: Image, height: int, width: int) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom, in pixels of the whole page) around all red, apart from one another;
    none where there is so little that it is no ink."""
    strong = find_red(half)
    if strong is None:
        return []
    cells = _to_cells(strong)
    reach = round(NEAR * min(cells.shape) / 2) + MARGIN
    near = cv2.dilate(cells, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    boxes = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, _ in cv2.connectedComponentsWithStats(near)[2][1:]
    ]
    return [
        (left * CELL, top * CELL, min(right * CELL, width), min(bottom * CELL, height))
        for left, top, right, bottom in _merged(boxes)
    ]


def _to_cells(strong: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which squares of ``CELL`` pixels of the page have red in them; ``strong`` is at half its size."""
    side = CELL // 2
    height, width = strong.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = np.zeros((rows * side, columns * side), np.uint8)
    padded[:height, :width] = strong
    return np.asarray(cv2.resize(padded, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _merged(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The boxes, those that overlap as one."""
    apart: list[tuple[int, int, int, int]] = []
    for box in boxes:
        whole = box
        while met := next((other for other in apart if _overlap(whole, other)), None):
            apart.remove(met)
            lefts, tops, rights, bottoms = zip(whole, met, strict=True)
            whole = (min(lefts), min(tops), max(rights), max(bottoms))
        apart.append(whole)
    return apart


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
