"""A watermark so pale that detection passes over it beside black print, on paper with and without waves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from pipeline.ocr.rapidocr import RapidOcr
from pipeline.over_print.watermark import find_watermark
from pipeline.page_image import Image
from pipeline.preprocess.faint import faint_picture, has_faint
from pipeline.preprocess.ink import split_ink
from samples.fonts import load_face

WIDTH, HEIGHT = 1240, 1754
PURPOSE = "仅限年报公示使用"
PRINT = "根据《中华人民共和国电信条例》及国家有关规定，经审查，准许你公司"


def paper(*, waves: bool = False, pale: int | None = None) -> Image:
    """A page of black print; level ``waves`` in its ground; tiles of ``PURPOSE`` at that level of grey."""
    page = Pillow.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    if waves:
        across = np.arange(0, WIDTH, 6)
        for top in range(10, HEIGHT, 22):
            pen.line([(int(x), int(top + 6 * np.sin(x / 40))) for x in across], (205, 215, 235), 2)
    if pale is not None:
        tile = Pillow.new("L", (420, 60), 0)
        ImageDraw.Draw(tile).text((5, 5), PURPOSE, 255, font=load_face("song_noto", 34))
        turned = tile.rotate(24, expand=True)
        for row in range(-1, 9):
            for column in range(-1, 4):
                place = (column * 430 + (row % 2) * 200, row * 240)
                page.paste(Pillow.new("RGB", turned.size, (pale,) * 3), place, turned)
    for row in range(14):
        pen.text((150, 200 + 90 * row), PRINT[row : row + 24], (10, 10, 10), font=load_face("hei_noto", 34))
    return np.asarray(page)[:, :, ::-1].copy()


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    return RapidOcr()


@pytest.mark.parametrize("waves", [False, True])
def test_pale_text_set_aslant_is_told_from_waves(*, waves: bool) -> None:
    assert has_faint(paper(waves=waves, pale=215))
    assert not has_faint(paper(waves=waves))


def test_the_pale_ink_alone_is_shown() -> None:
    alone, without = faint_picture(paper(pale=215)), faint_picture(paper())
    assert without.min() > 200, "no print is left"
    assert alone.min() < 120


@pytest.mark.parametrize("waves", [False, True])
def test_a_watermark_that_detection_passes_over_is_read(engine: RapidOcr, *, waves: bool) -> None:
    page = paper(waves=waves, pale=222)
    ink = split_ink(page)
    quads = engine.detect(ink.readable)
    found = find_watermark(engine, ink, quads)
    assert found is not None
    assert PURPOSE in {line.text for line in found.lines}
    assert find_watermark(engine, split_ink(paper(waves=waves)), engine.detect(paper(waves=waves))) is None


def seen_from_aside(page: Image, light: float) -> Image:
    """The page as a camera sees it that is not above its middle, in that share of the light."""
    corners = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)
    there = np.array([(90, 30), (WIDTH - 40, 90), (WIDTH - 70, HEIGHT - 20), (20, HEIGHT - 150)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, there)
    warped = cv2.warpPerspective(page, matrix, (WIDTH, HEIGHT), borderValue=(255, 255, 255))
    return np.asarray(cv2.convertScaleAbs(warped, alpha=light), np.uint8)


@pytest.mark.parametrize("light", [1.0, 0.4])
def test_tiles_of_a_photo_are_read_each_by_itself(engine: RapidOcr, light: float) -> None:
    """They are on no lattice, and in poor light hardly darker than the paper."""
    ink = split_ink(seen_from_aside(paper(pale=222), light))
    found = find_watermark(engine, ink, engine.detect(ink.readable))
    assert found is not None
    assert [line.text for line in found.lines].count(PURPOSE) >= 3
    ink = split_ink(seen_from_aside(paper(waves=True), light))
    assert find_watermark(engine, ink, engine.detect(ink.readable)) is None


@pytest.mark.parametrize("size", [(3, 3), (40, 2000), (1, 1)])
def test_pages_of_any_size(size: tuple[int, int]) -> None:
    assert not has_faint(np.full((*size, 3), 255, np.uint8))
