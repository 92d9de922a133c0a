"""Find a letter or two that a wrapped value leaves in the next row: detection passes over so little."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.preprocess.line_shape import length, slant, thickness
from pipeline.preprocess.missed import SLANTED, without_lines
from schemas.geometry import BBox, Quad

BELOW = 1.3  # heights of the line that its next row reaches down below it
LOWEST, HIGHEST = 0.2, 0.8  # of the line's height: a letter's
WIDEST = 2.5  # line heights that one to three letters are wide
BEGINNING = 3.0  # line heights in which they stand where a line runs aslant
MARGIN = 0.25  # line heights of paper about them
BEYOND = 3  # pixels above and below a letter that are paper


def find_wrapped(lines: Sequence[Quad], quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """What stands by itself in the row below each of ``lines``, within its width, and in none of ``quads``;
    where they run aslant below their beginning alone, for an upright box would hold other rows.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    if not lines:
        return []
    unread = without_lines(ink, quads)
    boxes = [quad.bbox if abs(slant(quad)) < SLANTED else _beginning(quad) for quad in lines]
    found = [_below(box, unread, ink) for box in boxes]
    return [Quad.from_bbox(box) for box in found if box is not None]


def _beginning(quad: Quad) -> BBox:
    return quad.part(0, min(1.0, BEGINNING * thickness(quad) / max(length(quad), 1.0))).bbox


def _below(box: BBox, unread: NDArray[np.uint8], ink: NDArray[np.uint8]) -> BBox | None:
    left, top = max(0, int(box.left)), max(0, int(box.bottom - 0.1 * box.height))
    part = unread[top : int(box.bottom + BELOW * box.height), left : int(box.right)]
    if not part.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(part))
    letters = [
        (x, y, x + wide, y + high)
        for x, y, wide, high, _ in stats[1:].tolist()
        if LOWEST * box.height <= high <= HIGHEST * box.height and wide <= box.height
        if not _goes_on(ink[:, left + x : left + x + wide], top + y, top + y + high)
    ]
    if not letters:
        return None
    edges = np.array(letters)
    first, upper, last, lower = edges[:, 0].min(), edges[:, 1].min(), edges[:, 2].max(), edges[:, 3].max()
    if last - first > WIDEST * box.height or lower - upper > HIGHEST * box.height:
        return None
    room = MARGIN * box.height
    return BBox(
        left=left + first - room, top=top + upper - room, right=left + last + room, bottom=top + lower + room
    )


def _goes_on(columns: NDArray[np.uint8], top: int, bottom: int) -> bool:
    """Whether the ink of a piece goes on above and below it: a cell's upright rule, of which lines beside it
    cover the rest, reads as I."""
    above, below = columns[max(0, top - BEYOND) : top], columns[bottom : bottom + BEYOND]
    return bool(above.any()) and bool(below.any())
