"""A watermark whose tiles stand so close in their rows that detection sees one line from edge to edge."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from pipeline.ocr.rapidocr import RapidOcr
from pipeline.over_print.watermark import find_watermark
from pipeline.page_image import Image
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.tile_rows import one_tile
from samples.fonts import load_face
from schemas.geometry import BBox, Quad

WIDTH, HEIGHT, SIDE = 1240, 1754, 2400
PURPOSE = "仅限用于店铺资质审核"
PRINT = "根据《中华人民共和国电信条例》及国家有关规定，经审查，准许你公司"
STEP, PITCH, SIZE = 366, 140, 34  # pixels from tile to tile in a row, from row to row, and of a character


def paper() -> Image:
    """A page of black print under pale tiles, a character's width between the tiles of a row."""
    ground = Pillow.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(ground)
    for row, top in enumerate(range(0, SIDE, PITCH)):
        for left in range(-STEP + (row % 2) * STEP // 3, SIDE, STEP):
            pen.text((left, top), PURPOSE, (214, 226, 240), font=load_face("hei_noto", SIZE))
    turned = ground.rotate(32, resample=Pillow.Resampling.BICUBIC)
    page = turned.crop((500, 300, 500 + WIDTH, 300 + HEIGHT))
    pen = ImageDraw.Draw(page)
    for row in range(14):
        pen.text((150, 200 + 90 * row), PRINT[row : row + 24], (10, 10, 10), font=load_face("hei_noto", 34))
    return np.asarray(page)[:, :, ::-1].copy()


def test_each_of_them_is_read() -> None:
    engine = RapidOcr()
    ink = split_ink(paper())
    found = find_watermark(engine, ink, engine.detect(ink.readable))
    assert found is not None
    assert {line.text for line in found.lines} == {PURPOSE}


@pytest.mark.parametrize(("right", "begins"), [(400.0, 107.5), (190.0, None)])
def test_a_tile_begins_behind_the_widest_gap(right: float, begins: float | None) -> None:
    picture = np.full((60, 420, 3), 255, np.uint8)
    for tile in range(3):
        for character in range(4):
            left = 10 + 120 * tile + 20 * character
            picture[10:40, left : left + 16] = 0
    row = Quad.from_bbox(BBox(left=0.0, top=5.0, right=right, bottom=45.0))
    part = one_tile(picture, row, 120.0)
    assert (part is None) == (begins is None)
    if part is not None:
        assert (part.bbox.left, part.bbox.width) == (pytest.approx(begins, abs=1), 120.0)
