"""Where on a drawn page a black seal may stand: what is drawn there is no text of the layer and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import PageImage
from pipeline.page_seals import Drawing
from pipeline.pictures.shrink import halve
from pipeline.preprocess.line_shape import slant
from pipeline.seals.find import LARGEST, SMALLEST, straight_rules
from pipeline.text_layer.half import HalfSize, about_line, to_half
from schemas.geometry import BBox
from schemas.page import TextLine

_LEAST: Final = 0.7 * SMALLEST  # of the page's short side: text may cover a seal's edge
_APART: Final = 0.03  # of the short side: parts of one seal, which lines of text cover in between, at most
_ROOM: Final = 0.05  # of the short side about what is seen: a line of text may cover a ring's top or bottom
_FRAME: Final = 0.12  # of the short side: how far a page's frame reaches in at most, less than a seal
_INKED: Final = 24  # of 255: ink in a page made small


def to_drawing(page: PageImage, half: HalfSize, lines: Sequence[TextLine]) -> Drawing:
    """What the drawn ``page`` (``half`` at half its size) with the layer's ``lines`` tells of its seals.

    Without its text the page has no rim that is text.
    """
    bare = None if any(char.on_rim for char in page.chars) else page.bare
    return Drawing(lambda: find_seal_places(half, lines), bare or (lambda: None))


def find_seal_places(half: HalfSize, lines: Sequence[TextLine]) -> list[BBox]:
    """Boxes, in pixels of the page that ``half`` is of, about what is as large as the smallest seal and
    neither in one of the layer's level ``lines`` nor a straight rule."""
    rest = half.printed.copy()
    for line in lines:
        if not slant(line.quad):
            rest[to_half(about_line(line.quad.bbox))] = 0
    rules = cv2.dilate(
        straight_rules(_ink(halve(half.printed))), np.ones((3, 3), np.uint8)
    )  # and their edges
    left = cv2.subtract(_ink(halve(rest)), rules)
    small = _ink(halve(np.asarray(left, dtype=np.uint8)))
    short = min(small.shape)
    reach = round(_APART * short) | 1
    joined = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    _, found, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8))
    labels = np.asarray(found, dtype=np.int32)
    room, scale = _ROOM * short, half.ink.page.shape[1] / small.shape[1]
    return [
        BBox(
            left=max(0.0, x - room) * scale,
            top=max(0.0, y - room) * scale,
            right=(x + w + room) * scale,
            bottom=(y + h + room) * scale,
        )
        for label, (*place, _) in enumerate(stats[1:].tolist(), start=1)
        if min(place[2:]) - reach >= _LEAST * short
        for x, y, w, h in _within_frame(labels, label, place)
    ]


def _within_frame(labels: NDArray[np.int32], label: int, place: list[int]) -> list[list[int]]:
    """The place (left, top, width, height) of what is labelled so; of what is too large for a seal, as a
    frame is, what reaches further in than frames do."""
    left, top, width, height = place
    short = min(labels.shape)
    if min(width, height) <= LARGEST * short:
        return [place]
    deep = round(_FRAME * short)
    inside = labels[top + deep : top + height - deep, left + deep : left + width - deep] == label
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not rows.size:
        return []
    x, y = left + deep + int(columns[0]), top + deep + int(rows[0])
    return [[x, y, int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1]]


def _ink(covered: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.threshold(covered, _INKED, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
