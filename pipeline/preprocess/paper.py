"""How light the blank paper is, all over a page, and what is darker than it: ink of any colour."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey

CELL: Final = 16  # pixels of a side of the squares whose mean level tells the paper's
INKED: Final = 190  # level against white paper (255) below which there is ink
_SHADOW: Final = 0.8  # of the level about it from which down paper is in a shadow: INKED is 0.75
_DARKEST: Final = 40  # level that paper has at least


def paper_level(image: Image) -> Image:
    """The blank paper's level (BGR or grey) at each pixel: bright parts of the neighbourhood; where these
    are lit and the pixel is in a shadow beside them, the bright parts of the shadow."""
    size = image.shape[1], image.shape[0]
    return np.asarray(cv2.resize(paper_cells(image), size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def paper_cells(image: Image) -> Image:
    """The blank paper's level (BGR or grey) in each square of ``CELL`` pixels."""
    height, width = image.shape[:2]
    rows, columns = max(1, height // CELL), max(1, width // CELL)
    whole = image[: rows * CELL, : columns * CELL]  # by a whole step, a third of the time of a broken one
    small = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    lit = cv2.blur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (9, 9))
    own = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), (5, 5))
    return np.maximum(np.where(own < _SHADOW * lit, own, lit).astype(np.uint8), _DARKEST)


def to_level(cells: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8] | None:
    """The level of paper, of which ``cells`` tell (one plane), at each pixel; ``None`` where it is white."""
    if int(cells.min()) == 255:
        return None
    return np.asarray(cv2.resize(cells, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def against_white(plane: NDArray[np.uint8], level: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """A plane as if its paper, which has this ``level``, were white; itself where it is."""
    return plane if level is None else np.asarray(cv2.divide(plane, level, scale=255), dtype=np.uint8)


def on_paper(plane: NDArray[np.uint8], level: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """A plane on white as it looks on paper of that ``level``."""
    return plane if level is None else np.asarray(cv2.multiply(plane, level, scale=1 / 255), dtype=np.uint8)


def grey_on_white(grey: Image) -> Image:
    """A page in grey, its paper made white."""
    return against_white(grey, to_level(paper_cells(grey), *grey.shape))


def level_to_mask(level: Image) -> NDArray[np.uint8]:
    """Where there is ink on a page in grey whose paper is white: height × width, 0 or 255."""
    return np.asarray(cv2.threshold(level, INKED, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def grey_mask(grey: Image) -> NDArray[np.uint8]:
    """Where there is ink on a page in grey: height × width, 0 or 255."""
    return level_to_mask(grey_on_white(grey))


def dark_mask(image: Image) -> NDArray[np.uint8]:
    """Where there is ink of any colour (BGR): height × width, 0 or 255."""
    return grey_mask(to_grey(image))
