"""Where on a page the ink of one colour may be text: neither frame, rule, ornament nor speck."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import BBox

WORK = 600  # pixels of the long side that it is looked at with; the shares below are of this side
THIN = 0.006  # a rule, or dust: text of this height (under 2 mm on A4) is not legible at 200 dpi
HOLLOW = 0.15  # share of its box that joined-up text covers at least; frames cover less
APART = 0.012  # between the characters of a text, at most
SHORTEST = 0.04  # text that is to be read is longer (12 mm on A4); ornaments of corners are not


def text_area(mask: NDArray[np.uint8]) -> BBox | None:
    """The smallest box about all ink in ``mask`` (height × width, ink 255) that may be text, with
    a margin, in pixels of ``mask``; ``None`` where there is no such ink."""
    height, width = mask.shape
    scale = WORK / max(height, width)
    small = cv2.resize(
        mask, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    ink = np.asarray(cv2.threshold(small, 40, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    pieces = np.zeros_like(ink)
    for left, top, w, h, area in _parts(ink):
        if min(w, h) > THIN * WORK and area > HOLLOW * w * h:
            cv2.rectangle(pieces, (left, top), (left + w - 1, top + h - 1), (255,), -1)
    reach = round(APART * WORK)
    joined = cv2.dilate(pieces, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    texts = [
        (left, top, left + w, top + h)
        for left, top, w, h, _ in _parts(np.asarray(joined, dtype=np.uint8))
        if max(w, h) - 2 * reach > SHORTEST * WORK
    ]
    if not texts:
        return None
    lefts, tops, rights, bottoms = zip(*texts, strict=True)
    return BBox(
        left=max(0.0, min(lefts) / scale),
        top=max(0.0, min(tops) / scale),
        right=min(float(width), max(rights) / scale),
        bottom=min(float(height), max(bottoms) / scale),
    )


def _parts(ink: NDArray[np.uint8]) -> list[tuple[int, int, int, int, int]]:
    """Left, top, width, height and ink of each connected part."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [(int(x), int(y), int(w), int(h), int(area)) for x, y, w, h, area in stats[1:]]
