"""How characters look that were read before: what was once read in a face need not be read again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey
from schemas.geometry import BBox

SIDE: Final = 24  # pixels that a character is brought to, its sides in proportion: 一 is none of 1
ALIKE: Final = 0.9  # correlation from which two show the same; of one face 宇 and 字 are 0.91, 3 and 8 0.81
LOOKS: Final = 16  # that are kept of a character, of each face and place among the dots: the latest
MOST: Final = 8_000  # that are kept of all, those of the characters that came last: 18 MB
_FAINT: Final = 60  # levels below paper (of 255): what has no ink beyond is no character
_INK: Final = 0.35  # of a character's full ink from which a pixel is within it

Shape = NDArray[np.float32]
"""``SIDE`` × ``SIDE`` values in one row, of mean 0 and length 1."""


class KnownShapes:
    """Looks of characters by what they are, as many as there are faces."""

    def __init__(self) -> None:
        self._looks: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._count = 0

    def learn(self, char: str, shape: Shape | None) -> None:
        """Keep how ``char`` looks, where that is new."""
        if shape is None or self.knows(char, shape):
            return
        before = self._looks.get(char, np.empty((0, SIDE * SIDE), np.float32))
        # Another array each time: pages that are read side by side look into the one before.
        looks = self._looks[char] = np.vstack((before[-(LOOKS - 1) :], shape))
        self._count += len(looks) - len(before)
        if self._count > MOST:
            self._count -= len(self._looks.popitem(last=False)[1])

    def knows(self, char: str, shape: Shape | None) -> bool:
        """Whether ``char`` was learned in this shape."""
        looks = self._looks.get(char)
        return shape is not None and looks is not None and bool((looks @ shape).max() >= ALIKE)


def find_shape(image: Image, box: BBox) -> Shape | None:
    """How what stands in ``box`` of ``image`` (BGR) looks; ``None`` where there is no ink."""
    cut = image[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1]
    if not cut.size:
        return None
    ink = 255 - to_grey(cut)
    full = int(ink.max())
    if full < _FAINT:
        return None
    left, top, width, height = cv2.boundingRect((ink > _INK * full).astype(np.uint8))
    scale = SIDE / max(width, height)
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    own = cv2.resize(ink[top : top + height, left : left + width], (wide, high), interpolation=cv2.INTER_AREA)
    square = np.zeros((SIDE, SIDE), np.float32)
    down, across = (SIDE - high) // 2, (SIDE - wide) // 2
    square[down : down + high, across : across + wide] = own
    shape = cv2.GaussianBlur(square, (0, 0), 0.7).ravel()
    shape = shape - shape.mean()
    length = float(np.linalg.norm(shape))
    return np.asarray(shape / length, np.float32) if length else None
