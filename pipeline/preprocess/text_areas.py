"""Where on a page the ink of one colour may be text: neither frame, rule, ornament nor speck."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.shrink import shrink
from schemas.geometry import BBox

WORK = 600  # pixels of the long side that it is looked at with; the shares below are of this side
THIN = 0.006  # a rule, or dust: text of this height (under 2 mm on A4) is not legible at 200 dpi
RULE = 4  # times its height that ink is long from which it may be a rule with marks on it
HOLLOW = 0.15  # share of its box that joined-up text covers at least; frames cover less
APART = 0.012  # between the characters of a text, at most
SHORTEST = 0.04  # text that is to be read is longer (12 mm on A4); ornaments of corners are not


def text_areas(mask: NDArray[np.uint8], shortest: float = SHORTEST) -> list[BBox]:
    """Boxes, apart from one another, about all ink in ``mask`` (height × width, ink 255) that may
    be text as long as ``shortest``, a share of the long side; with a margin, in pixels of ``mask``."""
    height, width = mask.shape
    scale = WORK / max(height, width)
    small = shrink(mask, max(1, round(width * scale)), max(1, round(height * scale)))
    ink = np.asarray(cv2.threshold(small, 40, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    pieces = np.zeros_like(ink)
    # Two levels: what stands within a frame has an outline of its own.
    contours, levels = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    outer = [contour for index, contour in enumerate(contours) if levels[0, index, 3] < 0]
    for contour in outer:
        if _may_be_text(ink, np.asarray(contour, np.int32)):
            left, top, w, h = cv2.boundingRect(contour)
            cv2.rectangle(pieces, (left, top), (left + w - 1, top + h - 1), (255,), -1)
    reach = round(APART * WORK)
    joined = cv2.dilate(pieces, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8))
    boxes = [
        BBox(left=float(left), top=float(top), right=float(left + w), bottom=float(top + h))
        for left, top, w, h, _ in stats[1:]
        if max(w, h) - 2 * reach > shortest * WORK
    ]
    return [
        BBox(
            left=box.left / scale,
            top=box.top / scale,
            right=min(float(width), box.right / scale),
            bottom=min(float(height), box.bottom / scale),
        )
        for box in join_overlapping(boxes)
    ]


def join_overlapping(boxes: Sequence[BBox]) -> list[BBox]:
    """Boxes that overlap made one."""
    apart: list[BBox] = []
    for box in boxes:
        whole = box
        while overlapping := [other for other in apart if whole.overlaps(other)]:
            apart = [other for other in apart if other not in overlapping]
            whole = BBox(
                left=min(box.left for box in (whole, *overlapping)),
                top=min(box.top for box in (whole, *overlapping)),
                right=max(box.right for box in (whole, *overlapping)),
                bottom=max(box.bottom for box in (whole, *overlapping)),
            )
        apart.append(whole)
    return apart


def _may_be_text(ink: NDArray[np.uint8], contour: NDArray[np.int32]) -> bool:
    """Whether joined-up ink is neither dust nor a rule nor a frame: characters are, one or many."""
    _, (one, two), _ = cv2.minAreaRect(contour)
    long, short = max(one, two) + 1, min(one, two) + 1
    if short <= THIN * WORK:
        return False
    left, top, w, h = cv2.boundingRect(contour)
    area = cv2.countNonZero(np.ascontiguousarray(ink[top : top + h, left : left + w]))
    if long > RULE * short and area < THIN * WORK * long:
        return False
    return area > HOLLOW * long * short
