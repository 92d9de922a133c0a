"""Tiles of a watermark so far apart that hardly one lies clear of print and edges where the next one does."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from pipeline.ocr.rapidocr import RapidOcr
from pipeline.over_print.watermark import find_watermark
from pipeline.page_image import Image
from pipeline.preprocess.ink import split_ink
from samples.fonts import load_face

PURPOSE = "仅供投标使用，他用无效"
PRINT = "根据国家有关规定经审查准许你公司按照本经营许可证载明的内容经营电信业务"


def _paper() -> Image:
    """Two tiles a row on the page's left, the first one begun beyond its edge."""
    page = Pillow.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(page)
    tile = Pillow.new("L", (460, 60), 0)
    ImageDraw.Draw(tile).text((5, 5), PURPOSE, 255, font=load_face("hei_noto", 40))
    turned = tile.rotate(30, expand=True)
    for row in range(-1, 7):
        for column in range(2):
            place = (column * 516 + (row % 2) * 40 - 150, row * 378)
            page.paste(Pillow.new("RGB", turned.size, (200,) * 3), place, turned)
    for row in range(9):
        pen.text((220, 640 + 66 * row), PRINT[row : row + 24], (10, 10, 10), font=load_face("hei_noto", 40))
    return np.asarray(page)[:, :, ::-1].copy()


def test_tiles_far_apart_are_read_each_by_itself() -> None:
    engine = RapidOcr()
    ink = split_ink(_paper())
    found = find_watermark(engine, ink, engine.detect(ink.readable))
    assert found is not None
    texts = [line.text for line in found.lines]
    assert texts.count(PURPOSE) >= 2
