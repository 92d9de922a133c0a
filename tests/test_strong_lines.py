"""Print that is read without the watermark aslant over it is looked at again as any other is."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from pipeline.ink_lines import to_layers
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.ink import split_ink
from pipeline.read_page import read_page
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer
from tests.remembering import default_engine

WIDTH, HEIGHT, SIDE = 1240, 1754, 2400
MARKS = ("仅供本次备案审核使用", "他用无效再次复印无效", "二〇二五年九月三十日止")
DOMAINS = ("tianlol10.club", "qinghe2008.com", "solo101.net.cn", "hello1.org", "g2d2i8.shop")
GREY = (196, 196, 196)


def paper() -> Image:
    """A page of domains under three large lines aslant, which are no tiles of one text."""
    ground = Pillow.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(ground)
    for row, mark in enumerate(MARKS):
        pen.text((750, 1050 + 150 * row), mark, GREY, font=load_face("hei_noto", 84))
    page = ground.rotate(28, resample=Pillow.Resampling.BICUBIC).crop((580, 320, 580 + WIDTH, 320 + HEIGHT))
    pen = ImageDraw.Draw(page)
    for row in range(len(DOMAINS)):
        for column, left in enumerate((150, 700)):
            text = DOMAINS[(row + column) % len(DOMAINS)]
            pen.text((left, 560 + 110 * row), text, (20, 20, 20), font=load_face("song_noto", 32))
    return np.asarray(page)[:, :, ::-1].copy()


def test_look_alikes_under_a_watermark_are_told() -> None:
    read = read_page(default_engine(), PageImage(page_no=1, image=paper()))
    own = [line for line in read.lines if line.layer is InkLayer.STRONG and "." in line.text]
    assert own
    assert {line.text for line in own} <= set(DOMAINS)
    assert all(line.verified for line in own)


def test_the_tiles_are_left_out_of_what_the_print_is_told_by() -> None:
    page = np.full((200, 400, 3), 255, np.uint8)
    page[50:60, 50:350], page[120:130, 50:350] = GREY, 20
    tile = Quad.from_bbox(BBox(left=40.0, top=40.0, right=360.0, bottom=70.0))
    ink = split_ink(page)
    assert to_layers(ink, [])[InkLayer.STRONG] is ink.readable
    layers = to_layers(ink, [tile])
    assert layers[InkLayer.ALL] is ink.readable
    assert layers[InkLayer.STRONG][55, 200].min() == 255
    assert layers[InkLayer.STRONG][125, 200].max() < 40
