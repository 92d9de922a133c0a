"""Print so pale that detection passes over it beside the page's own: whether there is any, and it alone."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr, to_grey
from pipeline.pictures.shrink import shrink
from pipeline.preprocess.paper import paper_level

SMALLER = 3  # page pixels to one of the picture that is looked at
SQUARES = (16, 22)  # across and down
FREE = 0.3  # share of a square without dark print from which it counts
PALE, DARK, PRINT = (
    60,
    70,
    90,
)  # grey levels below the paper's: of pale ink at most, and from which ink is dark on
# the small picture, on the page
EDGE = 24.0  # step of grey from the left to the right of a pixel that waves of a printed ground have not
EDGES = 0.02  # share of a square that has such
SPREAD = 0.22  # share of the squares from which it may be a watermark
ABOUT, FAR = 9, 5  # pixels about dark print that are its own: of the small picture, of the page
STRONGER = 4  # times that pale ink is made darker


def has_faint(page: Image) -> bool:
    """Whether pale ink with upright edges lies all over an upright page (BGR): text set aslant has some
    everywhere, waves of a printed ground have none."""
    height, width = page.shape[:2]
    below = _below_paper(shrink(to_grey(page), max(1, width // SMALLER), max(1, height // SMALLER)))
    free = cv2.dilate((below > DARK).astype(np.uint8), np.ones((ABOUT, ABOUT), np.uint8)) == 0
    steps = cv2.Sobel(np.minimum(below, PALE).astype(np.float32), cv2.CV_32F, 1, 0, ksize=3)
    edges = _by_square((np.abs(steps) > EDGE) & free)
    room = _by_square(free)
    counted = room > FREE
    return bool(counted.any() and np.mean(edges[counted] > EDGES * room[counted]) >= SPREAD)


def faint_picture(page: Image) -> Image:
    """The pale ink of a page alone, made strong, on white: BGR of its size."""
    below = _below_paper(to_grey(page))
    dark = cv2.dilate((below > PRINT).astype(np.uint8), np.ones((FAR, FAR), np.uint8))
    pale = np.where(dark > 0, 0, np.minimum(below, PALE)).astype(np.uint8)
    strong = cv2.bitwise_not(cv2.convertScaleAbs(pale, alpha=STRONGER))
    return to_bgr(np.asarray(strong, np.uint8))


def _below_paper(grey: Image) -> Image:
    """How far below the paper about it each pixel is, of 255 that white paper has, so that a dark photo's
    ink counts as a scan's; 0 where it is above."""
    return np.asarray(cv2.bitwise_not(cv2.divide(grey, paper_level(grey), scale=255)), np.uint8)


def _by_square(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The share of each of ``SQUARES`` that is marked."""
    return np.asarray(cv2.resize(mask.astype(np.float32), SQUARES, interpolation=cv2.INTER_AREA), np.float32)
