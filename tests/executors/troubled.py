"""An engine that does to its worker what broken libraries do, told by the grey of the page."""

from __future__ import annotations

import ctypes
import io
import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.geometry import Quad

CRASHES, HANGS, GROWS, RAISES, PRINTS, SLOW = 30, 60, 90, 120, 150, 180


class Troubled(OcrEngine):
    """Finds no text. What it does on a page of one of the greys above is done ``times`` times;
    ``folder`` keeps count over all workers."""

    name = "troubled"

    def __init__(self, folder: Path, times: int = 1_000_000) -> None:
        self._folder, self._times = folder, times
        print("an engine that prints", flush=True)

    def detect(self, image: Image) -> list[Quad]:
        level = round(float(image[0, 0, 0]))
        seen = self._folder / str(level)
        before = seen.stat().st_size if seen.exists() else 0
        with seen.open("ab") as marks:
            marks.write(b".")
        if before < self._times:
            _make_trouble(level)
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


def _make_trouble(level: int) -> None:
    match level:
        case v if v == CRASHES:
            ctypes.string_at(0)
        case v if v == HANGS:
            time.sleep(1000)
        case v if v == GROWS:
            hoard = []
            while True:
                hoard.append(np.ones(30_000_000, np.uint8))  # beyond any limit before it is late
                time.sleep(0.02)
        case v if v == RAISES:
            raise ValueError("a library's own error")
        case v if v == PRINTS:
            os.write(1, b"noise\n" * 10_000)
            print(input())
        case v if v == SLOW:
            time.sleep(0.5)


def picture(level: int, width: int = 64) -> bytes:
    """A page of one grey."""
    buffer = io.BytesIO()
    PillowImage.new("RGB", (width, 48), (level, level, level)).save(buffer, "PNG")
    return buffer.getvalue()
