"""Born-digital pages that show their text and straight rules alone are not searched for more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage, TextChar
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.rules import find_drawn_rules
from pipeline.read_page import read_page
from pipeline.text_layer.half import HalfSize, holds_more
from samples.fonts import load_face
from schemas.geometry import BBox
from schemas.page import Page, SealKind
from tests.remembering import default_engine

TEXTS = ("北京云栖智联科技有限公司", "再次复印无效", "2027年05月17日")
TABLE = (160, 260, 1100, 800)


def show(draw: Callable[[ImageDraw.ImageDraw], object]) -> PageImage:
    """A page of three lines that its layer holds, on which is drawn."""
    shown, chars, face = Image.new("RGB", (1654, 1200), "white"), list[TextChar](), load_face("song_noto", 40)
    pen = ImageDraw.Draw(shown)
    for row, text in enumerate(TEXTS):
        left, top = 240.0, 300.0 + 160 * row
        for char in text:
            pen.text((left, top), char, (0, 0, 0), font=face)
            right = left + face.getlength(char)
            chars.append(TextChar(char, BBox(left=left, top=top, right=right, bottom=top + 58)))
            left = right
    draw(pen)
    return PageImage(1, np.asarray(shown)[:, :, ::-1].copy(), 200, tuple(chars))


def table(pen: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = TABLE
    pen.rectangle(TABLE, outline=(0, 0, 0), width=3)
    for row in (440, 600):
        pen.line((left, row, right, row), fill=(0, 0, 0), width=2)
    pen.line((900, top, 900, bottom), fill=(0, 0, 0), width=2)


def shows_more(page: PageImage) -> bool:
    half = HalfSize(split_ink(page.image))
    lines = TextLayer().read_page(page)
    return holds_more(half, lines, find_drawn_rules(half.printed, max(page.image.shape)))


def stamps(page: Page) -> list[str | None]:
    return [seal.text for seal in page.seals if seal.kind is SealKind.STAMP]


@pytest.mark.parametrize("draw", [lambda _: None, table], ids=["text", "table"])
def test_text_and_rules_are_all_there_is(draw: Callable[[ImageDraw.ImageDraw], object]) -> None:
    page = show(draw)
    assert not shows_more(page)
    read = read_page(default_engine(), page)
    assert [line.text for line in read.lines] == list(TEXTS)
    assert len(read.rules) == (0 if draw is not table else 7)
    assert not read.seals


@pytest.mark.parametrize(
    "draw",
    [
        lambda pen: pen.text((1200, 300), "88号", (0, 0, 0), font=load_face("song_noto", 24)),
        lambda pen: pen.text((700, 470), "倩", (0, 0, 0), font=load_face("song_noto", 40)),
        lambda pen: pen.ellipse((1200, 700, 1500, 1000), outline=(0, 0, 0), width=6),
        lambda pen: pen.ellipse((1200, 700, 1500, 1000), outline=(255, 200, 200), width=6),
        lambda pen: pen.line((300, 900, 900, 1100), fill=(0, 0, 0), width=3),
        lambda pen: pen.rectangle((1200, 900, 1210, 910), fill=(0, 0, 0)),
    ],
    ids=["short text", "glyph beside a line", "black ring", "pale red ring", "line aslant", "speck"],
)
def test_whatever_else_is_drawn_is_more(draw: Callable[[ImageDraw.ImageDraw], object]) -> None:
    def on_table(pen: ImageDraw.ImageDraw) -> None:
        table(pen)
        draw(pen)

    assert shows_more(show(on_table))


@pytest.mark.parametrize("room", [4, 12, 30])
def test_a_stamps_frame_is_found_though_its_sides_are_rules(room: int) -> None:
    page = show(
        lambda pen: pen.rectangle(
            (240 - room, 460 - room, 480 + room, 518 + room), outline=(0, 0, 0), width=3
        )
    )
    assert stamps(read_page(default_engine(), page)) == ["再次复印无效"]
