"""Take pale print out of a page: a grey watermark that lies over darker text."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.paper import paper_level
from schemas.geometry import Quad

STEP = 30.0  # grey levels from the pale print's to the lightest that is kept whole


def without_pale(image: Image, pale: Sequence[Quad]) -> Image:
    """``image`` (BGR) with everything white that is about as light as the text in ``pale``.

    Levels are those against white paper; between kept and removed the change is gradual.
    """
    grey = to_grey(image)
    level = np.asarray(cv2.divide(grey, paper_level(grey), scale=255), dtype=np.uint8)
    light = float(np.median([_ink_level(level, quad) for quad in pale])) if pale else 255.0
    ramp = (np.arange(256, dtype=np.float32) - (light - STEP)) / (STEP / 2)
    table = np.arange(256, dtype=np.float32) + np.clip(ramp, 0, 1) * 255
    bleached = cv2.LUT(level, np.clip(table, 0, 255).astype(np.uint8))
    return to_bgr(np.asarray(bleached, np.uint8))


def _ink_level(level: NDArray[np.uint8], quad: Quad) -> float:
    cut = crop_quad(level, quad)
    threshold, _ = cv2.threshold(cut, 0, 255, cv2.THRESH_OTSU)
    return float(np.median(cut[cut <= threshold]))
