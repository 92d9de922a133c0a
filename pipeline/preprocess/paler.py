"""What is paler than a page's print, alone and made strong: a banner that lies over the text."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.page_image import Image, to_bgr, to_grey
from pipeline.preprocess.paper import paper_level

INKED = 50  # grey levels below the paper's from which a pixel is ink
PRINT = 85  # percentile of ink, the palest first, that is print's own
DARK, LEAST = 0.72, 0.06  # shares of print's depth from which ink is print, and below which it is paper
STRONG = 0.4  # share of print's depth that is drawn black
ABOUT = 9 / 3500  # share of the page's long side about print that is its own blurred edge


def paler_than_print(page: Image) -> Image:
    """The paler ink of a page (BGR) on white, print and its edges taken out: BGR of its size."""
    grey = to_grey(page)
    below = np.asarray(cv2.subtract(paper_level(grey), grey), np.uint8)
    inked = below[below > INKED]
    depth = float(np.percentile(inked, PRINT)) if inked.size else 255.0
    size = 2 * max(1, round(ABOUT * max(grey.shape) / 2.5)) + 1
    dark = cv2.dilate((below > DARK * depth).astype(np.uint8), np.ones((size, size), np.uint8))
    below[(dark > 0) | (below < LEAST * depth)] = 0
    strong = cv2.bitwise_not(cv2.convertScaleAbs(below, alpha=255 / (STRONG * depth)))
    return to_bgr(np.asarray(strong, np.uint8))
