"""Take the rims of black seals out of a page: the ring crosses digits and becomes a stroke of theirs."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.page_image import Image
from schemas.geometry import Quad

RIM = 0.05  # of the radius that the ring is broad
INSET = 0.99  # of the seal's size that the middle of its ring is


def without_rims(image: Image, seals: Sequence[Quad]) -> Image:
    """``image`` (BGR, its paper white) with the outer rings of round and oval ``seals`` white."""
    bare = image.copy()
    for box in (seal.bbox for seal in seals):
        broad = max(3, round(RIM * (box.width + box.height) / 4))
        cv2.ellipse(bare, (box.center, (box.width * INSET, box.height * INSET), 0), (255, 255, 255), broad)
    return np.asarray(bare, dtype=np.uint8)
