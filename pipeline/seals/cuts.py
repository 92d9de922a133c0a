"""What of a seal is recognized: its rim laid out straight, and its straight lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.seals.level import LevelSeal
from pipeline.seals.straight import straight_lines, usual_line
from pipeline.seals.unwrap import DEEPEST, cut_to_rim, cut_to_text, unwrap_rim, without_blank_ends
from schemas.geometry import BBox

WITHIN_RIM = 0.5  # of the radius: how far from the middle a straight line is taken out of the rim
MARGIN = 0.18  # of a straight line's height: what is cut with it
LESS_MARGIN = 0.06  # the same of the place where one usually stands, among print above and below


@dataclass(frozen=True)
class Cuts:
    """Grey pictures, read left to right; ``top``: where the seal's top is along the ``rim`` (0-1)."""

    rim: Image
    top: float
    lines: list[Image]


def cut_alone(seal: LevelSeal) -> Cuts:
    """The rim laid out straight, and each straight line."""
    rim, lines = part_lines(seal, [_wider(box, MARGIN) for box in straight_lines(seal)])
    return Cuts(*without_blank_ends(_strong(cut_to_text(unwrap_rim(rim)))), lines)


def cut_among_text(seal: LevelSeal) -> Cuts:
    """The same among print, which hides lines and looks like them: also where one usually stands."""
    usual = usual_line(seal)
    boxes = [box for box in straight_lines(seal) if box.bottom < usual.top or box.top > usual.bottom]
    rim, lines = part_lines(seal, [_wider(box, MARGIN) for box in (*boxes, usual)])
    return Cuts(*without_blank_ends(_strong(cut_to_text(unwrap_rim(rim)))), lines)


def cut_close(seal: LevelSeal) -> Cuts:
    """The rim where rim text may stand, since print above the star may be taken for its depth, and the usual
    line without what stands above and below."""
    rim, lines = part_lines(seal, [_wider(usual_line(seal), LESS_MARGIN)])
    return Cuts(*without_blank_ends(_strong(cut_to_rim(unwrap_rim(rim)))), lines)


def _wider(box: BBox, margin: float) -> BBox:
    pad = int(margin * box.height) + 1
    return BBox(
        left=max(0, box.left - pad), top=box.top - pad, right=box.right + pad, bottom=box.bottom + pad
    )


def part_lines(seal: LevelSeal, boxes: Sequence[BBox]) -> tuple[LevelSeal, list[Image]]:
    """The seal without what ``boxes`` hold near its middle, and what they hold. Where rim text stands it is
    whole: its first and last characters may stand beside a low line, and lower."""
    rim = seal.picture.copy()
    lines = []
    reach = WITHIN_RIM * seal.ring.a
    down, along = np.indices(rim.shape)
    inner = np.hypot((along - seal.ring.x) / seal.ring.a, (down - seal.ring.y) / seal.ring.b) < DEEPEST
    for box in boxes:
        rows = slice(int(box.top), int(box.bottom))
        lines.append(_strong(seal.picture[rows, int(box.left) : int(box.right)]))
        columns = slice(int(max(box.left, seal.ring.x - reach)), int(min(box.right, seal.ring.x + reach)))
        rim[rows, columns][inner[rows, columns]] = 255
    return seal.with_picture(rim), lines


def _strong(cut: Image) -> Image:
    """The cut with its ink made full, as a pale seal's is not."""
    darkest = float(np.percentile(cut, 2))
    full = cv2.convertScaleAbs(255 - cut, alpha=255 / max(255 - darkest, 24))
    return 255 - np.asarray(full, dtype=np.uint8)
