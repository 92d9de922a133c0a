"""Which layer's reading of a line that red ink lies over is taken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.ink_lines import read_lines
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.preprocess.ink import Ink
from pipeline.reading import Reading
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

PAGE = np.full((300, 900, 3), 255, np.uint8)
RED = np.full((300, 900), 255, np.uint8)


class Layers(OcrEngine):
    """Reads the page as the first text, and the page without its red as the second."""

    name = "layers"

    def __init__(self, *readings: tuple[str, float]) -> None:
        self._readings = [Reading(text, score) for text, score in readings]

    def detect(self, image: Image) -> list[Quad]:
        raise AssertionError(f"lines are found before: {image.shape}")

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        assert len(images) == len(self._readings)
        return self._readings


def read(whole: tuple[str, float], dark: tuple[str, float]) -> TextLine:
    quad = Quad.from_bbox(BBox(left=40, top=100, right=840, bottom=150))
    (line,) = read_lines(Layers(whole, dark), Ink(PAGE, PAGE, PAGE, PAGE, RED, RED), [quad], {})
    return line


@pytest.mark.parametrize(
    ("whole", "dark", "taken"),
    [
        (("公司包分公", 0.9976), ("公司包头分公司", 0.9973), InkLayer.DARK),
        (("公司三分公司", 0.9998), ("公司三亚分公司", 0.99), InkLayer.DARK),
        (("公司三亚分公司", 0.99), ("公司三分公司", 0.98), InkLayer.ALL),
        (("公司三亚分公司", 0.98), ("公司三分公司", 0.99), InkLayer.DARK),
        (("再次复印无效", 0.998), ("再次复印无效·", 0.97), InkLayer.ALL),
        (("三亚分公司", 0.99), ("王亚分公司、", 0.98), InkLayer.ALL),
        (("", 0.0), ("三亚", 0.6), InkLayer.DARK),
    ],
)
def test_the_surer_reading_or_one_that_says_all_that_the_other_does_and_more(
    whole: tuple[str, float], dark: tuple[str, float], taken: InkLayer
) -> None:
    """A seal's ink hides characters, and those that are left are as sure as before."""
    line = read(whole, dark)
    assert (line.layer, line.text) == (taken, (dark if taken is InkLayer.DARK else whole)[0])
