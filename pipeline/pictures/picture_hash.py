"""What a page looks like, in 64 bits: scans of one paper differ in few of them."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.pictures.shrink import shrink_to
from pipeline.preprocess.paper import paper_level
from schemas.geometry import PageTransform

BITS: Final = 64
_LOOK: Final = 512  # pixels of the long side that the page is looked at with
_SIDE: Final = 32  # pixels of a side of the square that is transformed
_WAVES: Final = 8  # lowest frequencies of each direction
_BLANK: Final = 2.0  # standard deviation of grey levels (0-255) below which there is nothing to see


def find_picture_hash(grey: Image, upright: PageTransform, size: tuple[int, int]) -> str | None:
    """The hash as 16 hexadecimal digits; ``None`` of a page with nothing on it.

    ``upright`` lays the picture, ``grey``, level on a page of ``size`` (width, height), in pixels. The lowest
    frequencies of the page without its paper's colour (DCT), each above or below their median: the hash
    known as pHash.
    """
    small, scale = shrink_to(grey, _LOOK)
    plain = np.asarray(cv2.divide(small, paper_level(small), scale=255), dtype=np.uint8)
    there = np.diag([scale, scale, 1.0]) @ np.array(upright.matrix).reshape(3, 3)
    there = there @ np.diag([1 / scale, 1 / scale, 1.0])
    width, height = (max(1, round(scale * side)) for side in size)
    level = plain
    if plain.shape != (height, width) or not np.allclose(there, np.eye(3)):
        laid = cv2.warpPerspective(plain, there, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255,))
        level = np.asarray(laid, dtype=np.uint8)
    square = cv2.resize(level, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    if float(np.std(square)) < _BLANK:
        return None
    waves = cv2.dct(square.astype(np.float32))[:_WAVES, :_WAVES].ravel()
    bits = waves > np.median(waves[1:])
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):0{BITS // 4}x}"
