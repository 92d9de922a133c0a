"""One part of a page cut again and again, each time a little otherwise.

What its print tells is read alike from each of these pictures; what a recognizer guesses is read now so, now
otherwise.
"""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from schemas.geometry import Quad

PICTURES: Final = (  # heights added at both ends, and above and below; and how much larger
    (0.0, 0.0, 1.0), (0.1, 0.1, 1.0), (0.2, 0.0, 1.0), (0.0, -0.06, 1.0), (0.05, 0.2, 1.0),
    (0.1, 0.1, 0.6), (0.1, 0.1, 1.6),
)  # fmt: skip


def crop_again(page: Image, quad: Quad) -> list[Image]:
    """A level picture of the quad (pixels of ``page``) for each of ``PICTURES``."""
    a, b, _, d = quad.points
    high = math.dist(a, d) / max(1.0, math.dist(a, b))
    pictures = []
    for along, down, size in PICTURES:
        cut = crop_quad(page, quad.part(-along * high, 1 + along * high).band(-down, 1 + down))
        way = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
        again = cut if size == 1 else cv2.resize(cut, None, fx=size, fy=size, interpolation=way)
        pictures.append(np.asarray(again, np.uint8))
    return pictures
