"""Pages of very many pixels: read at fewer, with every place in their own pixels; small print keeps all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.load.file import load_file
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.page_image import Image, PageImage
from pipeline.pictures.fewer_pixels import ENOUGH, MANY, with_fewer_pixels
from pipeline.read_page import read_page
from pipeline.reading import Reading
from schemas.geometry import BBox, Quad
from schemas.page import Page, TextLine
from tests.remembering import default_engine

SCAN = Path(__file__).parent.parent / "samples" / "seed-scan" / "license.pdf"
LARGE = np.full((4000, 3000, 3), 255, np.uint8)  # twelve megapixels


class _Lines(OcrEngine):
    """Finds level lines of the heights given, in pixels of what it is shown."""

    name = "lines"

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = heights

    def detect(self, image: Image) -> list[Quad]:
        del image
        boxes = (BBox(left=0, top=0, right=900, bottom=height) for height in self._heights)
        return [Quad.from_bbox(box) for box in boxes]

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


def _area(page: PageImage) -> int:
    return page.image.shape[0] * page.image.shape[1]


@pytest.mark.parametrize("heights", [[], [90.0] * 20, [30.0] * 2 + [90.0] * 20])
def test_large_print_is_read_at_fewer_pixels(heights: list[float]) -> None:
    fewer = with_fewer_pixels(_Lines(heights), PageImage(page_no=1, image=LARGE))
    assert 0.99 * MANY < _area(fewer) < 1.01 * MANY


def test_small_print_on_a_large_page_keeps_what_tells_its_letters() -> None:
    page = PageImage(page_no=1, image=LARGE)
    assert with_fewer_pixels(_Lines([ENOUGH] * 20), page) is page
    fewer = with_fewer_pixels(_Lines([1.1 * ENOUGH] * 20), page)
    assert fewer.image.shape[0] == pytest.approx(4000 / 1.1, abs=1)


def test_a_page_of_few_pixels_is_read_as_it_is() -> None:
    page = PageImage(page_no=1, image=LARGE[:2000, :2000])
    assert with_fewer_pixels(_Lines([90.0] * 20), page) is page


def test_a_large_scan_is_read_in_its_own_pixels() -> None:
    """The same page twice as large in each direction says the same at twice the places."""
    small = next(iter(load_file(SCAN, Options().limits).pages))
    assert isinstance(small, PageImage)
    large = PageImage(page_no=1, image=np.asarray(cv2.resize(small.image, None, fx=2, fy=2), np.uint8))
    assert _area(large) > 1.5 * MANY
    once, twice = read_page(default_engine(), small), read_page(default_engine(), large)
    assert (twice.width, twice.height) == (large.image.shape[1], large.image.shape[0])
    assert _number(twice).text == _number(once).text
    _same_place(_number(twice).quad, _number(once).quad, scale=2.0)
    assert [seal.text for seal in twice.seals] == [seal.text for seal in once.seals] != []
    for double, single in zip(twice.seals, once.seals, strict=True):
        _same_place(double.quad, single.quad, scale=2.0)
    upright = [page.transform.map_point((page.width / 2, page.height / 2)) for page in (once, twice)]
    assert upright[0][0] / upright[0][1] == pytest.approx(upright[1][0] / upright[1][1], rel=0.01)


def _number(page: Page) -> TextLine:
    return next(line for line in page.lines if "B2-" in line.text)


def _same_place(one: Quad, other: Quad, scale: float) -> None:
    for point, twin in zip(one.points, other.points, strict=True):
        assert point == pytest.approx((twin[0] * scale, twin[1] * scale), abs=20)
