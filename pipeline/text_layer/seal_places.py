"""Where on a drawn page a black seal may stand: what is drawn there is no text of the layer and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.preprocess.line_shape import slant
from pipeline.seals.find import SMALLEST
from pipeline.shrink import halve
from pipeline.stage_times import stage
from pipeline.text_layer.half import HalfSize, about_line, to_half
from schemas.geometry import BBox
from schemas.page import TextLine

_LEAST: Final = 0.7 * SMALLEST  # of the page's short side: text may cover a seal's edge
_APART: Final = 0.03  # of the short side: parts of one seal, which lines of text cover in between, at most
_INKED: Final = 24  # of 255: ink in a page made small


@stage("seals")
def find_seal_places(half: HalfSize, lines: Sequence[TextLine]) -> list[BBox]:
    """Boxes, in pixels of the page that ``half`` is of, about what is as large as the smallest seal and
    neither in one of the layer's level ``lines`` nor a straight rule."""
    left = cv2.subtract(half.printed, _rules(half.printed))
    for line in lines:
        if not slant(line.quad):
            left[to_half(about_line(line.quad.bbox))] = 0
    small = halve(halve(np.asarray(left, dtype=np.uint8)))
    short = min(small.shape)
    reach = max(1, round(_APART * short)) | 1
    joined = cv2.dilate((small > _INKED).astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8))
    across, down = (full / of for full, of in zip(half.ink.page.shape[1::-1], small.shape[::-1], strict=True))
    return [
        BBox(left=x * across, top=y * down, right=(x + w) * across, bottom=(y + h) * down)
        for x, y, w, h, _ in stats[1:].tolist()
        if min(w, h) - reach >= _LEAST * short
    ]


def _rules(printed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Straight lines along the page and across, with their edges."""
    long = round(SMALLEST * min(printed.shape))
    along = cv2.morphologyEx(printed, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    across = cv2.morphologyEx(printed, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.asarray(cv2.dilate(cv2.bitwise_or(along, across), np.ones((3, 3), np.uint8)), dtype=np.uint8)
