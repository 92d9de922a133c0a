"""Of two inks in one picture the lighter one: what is left of a seal's red, a ground's waves, a watermark."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr, to_grey

LEAST_INK = 50  # pixels
FEWEST, TWO_INKS = 0.1, 40  # share of the ink that the lesser of two has, and levels between them


def without_lighter(image: Image) -> Image | None:
    """The picture (BGR) with the lighter of two inks made white, as what is left of a seal's red, or a seal
    that a copier made grey over black print; ``None`` where all its ink is about alike."""
    cleared = darker_ink(to_grey(image))
    return None if cleared is None else to_bgr(cleared)


def darker_ink(grey: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The same of a grey picture."""
    paper, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    ink = grey[grey <= paper + (float(np.median(grey)) - paper) / 2]
    if ink.size < LEAST_INK:
        return None
    between, _ = cv2.threshold(ink.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    dark, light = ink[ink <= between], ink[ink > between]
    if min(dark.size, light.size) < FEWEST * ink.size or float(light.mean() - dark.mean()) < TWO_INKS:
        return None
    span = max(1.0, float(between - dark.mean()))
    ramp = np.clip((np.arange(256) - float(dark.mean())) / span * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(grey, ramp), np.uint8)
