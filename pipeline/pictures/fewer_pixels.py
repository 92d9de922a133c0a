"""A page of very many pixels is read at fewer: its pictures take less memory, its letters lose nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage
from pipeline.page_places import to_own_pixels
from pipeline.pictures.shrink import shrink
from pipeline.preprocess.line_shape import thickness
from schemas.geometry import PageTransform, Quad
from schemas.page import Page

MANY: Final = 9_000_000  # pixels; A4 at 300 dpi has 8.7 million
ENOUGH: Final = 40.0  # pixels that a line needs from top to bottom: the recognizer takes 48
SMALL: Final = 0.25  # of a page's lines, by height: those that are to have enough


def with_fewer_pixels(engine: OcrEngine, page: PageImage) -> PageImage:
    """``page`` with as few pixels as its lines need; itself where it has no more than ``MANY``.

    Raises:
        EngineError: the engine failed.
    """
    height, width = page.image.shape[:2]
    if height * width <= MANY:
        return page
    scale = _scale(height * width, engine.detect(page.image))
    if scale == 1.0:
        return page
    return replace(page, image=shrink(page.image, round(width * scale), round(height * scale)))


def _scale(pixels: int, lines: Sequence[Quad]) -> float:
    fewest = math.sqrt(MANY / pixels)
    heights = sorted(thickness(line) for line in lines)
    if not heights:
        return fewest
    return min(1.0, max(fewest, ENOUGH / max(1.0, heights[int(SMALL * len(heights))])))


def to_all_pixels(read: Page, page: PageImage) -> Page:
    """``read``, of the page with fewer pixels, in the pixels of ``page``."""
    height, width = page.image.shape[:2]
    if (width, height) == (read.width, read.height):
        return read
    across, down = width / read.width, height / read.height
    wider = PageTransform(matrix=(across, 0.0, 0.0, 0.0, down, 0.0, 0.0, 0.0, 1.0))
    return to_own_pixels(read, wider, width, height)
