"""Find a letter or two that a wrapped value leaves in the next row: detection passes over so little."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import thickness
from pipeline.preprocess.missed import without_lines
from schemas.geometry import Quad

ABOVE, FIRST, LAST, BELOW = 0.5, 0.9, 2.3, 2.6
"""Heights of the line below its upper edge: what is cut out, and where the middle of its next row lies."""
LOWEST, HIGHEST = 0.2, 0.8  # of the line's height: a letter's
WIDEST = 2.5  # line heights that one to three letters are wide
MARGIN = 0.25  # line heights of paper about them
HALF = 127  # from which a pixel of a line that was laid level is ink
UNREAD = 0.2  # share of a letter's ink that lies in no line: the one above may be cut out too high


def find_wrapped(lines: Sequence[Quad], quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """What stands by itself in the row below each of ``lines``, within its width and level with it, and in
    none of ``quads``.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    if not lines:
        return []
    unread = without_lines(ink, quads)
    found = [_below(quad, unread, ink) for quad in lines if thickness(quad) >= 1]
    return [quad for quad in found if quad is not None]


def _below(line: Quad, unread: NDArray[np.uint8], ink: NDArray[np.uint8]) -> Quad | None:
    rows = line.band(ABOVE, BELOW)
    left_over, printed = (crop_quad(own, rows) > HALF for own in (unread, ink))
    height = printed.shape[0] / (BELOW - ABOVE)
    first, last = ((edge - ABOVE) * height for edge in (FIRST, LAST))
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(printed.astype(np.uint8))
    own = np.bincount(pieces[left_over], minlength=len(stats))
    letters = [
        (x, y, x + wide, y + high)
        for (x, y, wide, high, area), free in zip(stats[1:].tolist(), own[1:].tolist(), strict=True)
        if LOWEST * height <= high <= HIGHEST * height and wide <= height
        if first < y + high / 2 < last and free >= UNREAD * area
    ]
    if not letters:
        return None
    edges = np.array(letters)
    left, top, right, bottom = edges[:, 0].min(), edges[:, 1].min(), edges[:, 2].max(), edges[:, 3].max()
    if right - left > WIDEST * height or bottom - top > HIGHEST * height:
        return None
    room = MARGIN * height
    high, wide = printed.shape
    across = rows.part((left - room) / wide, (right + room) / wide)
    return across.band((top - room) / high, (bottom + room) / high)
