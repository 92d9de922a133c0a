"""Make a picture small."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.page_image import Image

LARGE = 2200  # pixels of the long side from which drawn shapes are sought at half a page's size, or less


def shrink(image: Image, width: int, height: int) -> Image:
    """``image`` (grey, BGR or a mask) at ``width`` × ``height`` pixels, each the mean of what it covers.

    It is halved as often as it can be first, which takes next to no time (0.2 ms for a page of four
    megapixels in grey; the way to another size takes 8); a last odd row or column is left out there.
    """
    small = image
    while small.shape[1] >= 2 * width and small.shape[0] >= 2 * height:
        small = halve(small)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def halve(image: Image) -> Image:
    """``image`` at half its size, without a last odd row or column; itself where it is one pixel wide."""
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    if not rows or not columns:
        return image
    even = image[: 2 * rows, : 2 * columns]
    return np.asarray(cv2.resize(even, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def halve_large(image: Image) -> tuple[Image, int]:
    """``image`` halved until its long side is below ``LARGE`` pixels, or it is one pixel wide; and how many
    pixels of it one of that is wide."""
    small, pixels = image, 1
    while max(small.shape[:2]) >= LARGE and min(small.shape[:2]) > 1:
        small, pixels = halve(small), 2 * pixels
    return small, pixels


def shrink_to(image: Image, longest: int) -> tuple[Image, float]:
    """``image`` with its long side at ``longest`` pixels at most, and the factor (0-1) it was brought to."""
    height, width = image.shape[:2]
    scale = min(1.0, longest / max(height, width))
    return shrink(image, max(1, round(width * scale)), max(1, round(height * scale))), scale
