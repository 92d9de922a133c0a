"""Values that a born-digital page shows as pictures are read beside its text layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage, TextChar
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.line_shape import slant
from pipeline.read_page import read_page
from pipeline.reading import Reading
from pipeline.text_layer.gaps import read_gaps
from pipeline.text_layer.half import HalfSize
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import PageOrigin, TextLine
from tests.remembering import default_engine

ROWS = (("公司名称", "北京云栖智联科技有限公司"), ("法定代表人", "欧阳予倩"), ("有效期至", "2027年05月17日"))


def read(pictured: str, stamp: Image.Image | None = None) -> dict[str, TextLine]:
    """The lines of a page whose layer holds all that it shows but ``pictured`` and the ``stamp``."""
    shown = Image.new("RGB", (1654, 1200), "white")
    pen, face, chars = ImageDraw.Draw(shown), load_face("song_noto", 40), list[TextChar]()
    for row, texts in enumerate(ROWS):
        for text, start in zip(texts, (200.0, 620.0), strict=True):
            left, top = start, 300.0 + 120 * row
            for char in text:
                pen.text((left, top), char, (0, 0, 0), font=face)
                right = left + face.getlength(char)
                if text != pictured:
                    chars.append(TextChar(char, BBox(left=left, top=top, right=right, bottom=top + 58)))
                left = right
    if stamp is not None:
        shown.paste(stamp, (900, 750))
    page = PageImage(1, np.asarray(shown)[:, :, ::-1].copy(), 200, tuple(chars))
    found = read_page(default_engine(), page)
    assert found.origin is PageOrigin.TEXT_LAYER
    return {line.text: line for line in found.lines}


@pytest.mark.parametrize("pictured", [ROWS[0][1], ROWS[2][1]])
def test_a_value_set_as_a_picture_is_read(pictured: str) -> None:
    lines = read(pictured)
    assert lines.keys() == {text for texts in ROWS for text in texts}
    assert lines[pictured].engine != "textlayer"
    assert lines[pictured].verified == ()
    assert lines[pictured].quad.bbox.left == pytest.approx(620, abs=12)


def test_nothing_is_read_twice() -> None:
    assert {line.engine for line in read("").values()} == {"textlayer"}


def at_half(shown: Image.Image) -> HalfSize:
    return HalfSize(split_ink(np.asarray(shown)[:, :, ::-1].copy()))


def test_the_short_end_of_an_address_is_read() -> None:
    shown = Image.new("RGB", (1200, 1654), "white")
    ImageDraw.Draw(shown).text((620, 300), "88号", (0, 0, 0), font=load_face("song_noto", 28))
    half = at_half(shown)
    assert [line.text for line in read_gaps(default_engine(), half, [], [])] == ["88号"]


@pytest.mark.parametrize("ink", [(214, 40, 48), (40, 60, 160)], ids=["red", "blue"])
@pytest.mark.parametrize("turned", [0, -6])
def test_a_stamp_set_as_a_picture_is_read(turned: int, ink: tuple[int, int, int]) -> None:
    stamp = Image.new("RGB", (420, 130), "white")
    pen, face = ImageDraw.Draw(stamp), load_face("hei_noto", 36)
    pen.text((30, 10), "仅供网站备案使用", ink, font=face)
    pen.text((30, 64), "再次复印无效", ink, font=face)
    lines = read("", stamp.rotate(turned, fillcolor="white", expand=True)).values()
    stamped = {line.text for line in lines if line.engine != "textlayer"}
    assert stamped == {"仅供网站备案使用", "再次复印无效"}


class Counting(OcrEngine):
    """Counts the parts that lines are sought in."""

    name = "counting"

    def __init__(self) -> None:
        self.parts = 0

    def detect(self, image: np.ndarray) -> list[Quad]:
        self.parts += 1
        return default_engine().detect_part(image, 1654)

    def recognize(self, images: Sequence[np.ndarray]) -> list[Reading]:
        return default_engine().recognize(images)


def test_what_a_form_repeats_is_read_once_and_what_differs_anew() -> None:
    engine, face = Counting(), load_face("song_noto", 28)
    for text, parts in (("88号", 1), ("88号", 1), ("86号", 2), ("88号", 2)):
        shown = Image.new("RGB", (1200, 1654), "white")
        ImageDraw.Draw(shown).text((620, 300), text, (0, 0, 0), font=face)
        half = at_half(shown)
        assert [line.text for line in read_gaps(engine, half, [], [])] == [text]
        assert engine.parts == parts


def test_what_is_read_otherwise_is_no_gap() -> None:
    shown = Image.new("RGB", (1200, 1654), "white")
    ImageDraw.Draw(shown).text((620, 300), "88号", (0, 0, 0), font=load_face("song_noto", 28))
    half = at_half(shown)
    assert read_gaps(default_engine(), half, [], [BBox(left=600, top=290, right=720, bottom=350)]) == []


def test_a_restriction_set_aslant_as_a_picture_is_read() -> None:
    stamp = Image.new("RGB", (900, 90), "white")
    ImageDraw.Draw(stamp).text(
        (20, 12), "此件仅供招聘平台认证用，复印无效", (140, 140, 140), font=load_face("song_noto", 46)
    )
    shown = Image.new("RGB", (1200, 1654), "white")
    shown.paste(stamp.rotate(18, expand=True, fillcolor="white"), (150, 700))
    half = at_half(shown)
    (line,) = read_gaps(default_engine(), half, [], [])
    assert line.text == "此件仅供招聘平台认证用，复印无效"
    assert slant(line.quad) == pytest.approx(-18, abs=3)
