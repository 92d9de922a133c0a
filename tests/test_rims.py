"""Characters of a text layer that are set round a circle, as programs write along a seal's rim."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import fpdf
import pytest

from pipeline.load.pdf import open_pdf
from pipeline.load.placed_chars import PlacedChar
from pipeline.load.rims import find_rims
from pipeline.options import Limits
from pipeline.page_image import PageImage
from pipeline.read_page import read_page
from samples.fonts import FACES, face_path
from schemas.geometry import BBox
from schemas.page import Page, PageOrigin
from tests.remembering import default_engine

RIM = "宁夏回族自治区通信管理局"
BODY = ("经营许可证编号：宁B2-20240286", "公司名称：银川云栖科技有限公司", "法定代表人：王小明")
RED = (208, 24, 32)
SIZE = 20.0  # pixels that a character is high and wide


def char(text: str, x: float, y: float, angle: float = 0.0) -> PlacedChar:
    half = SIZE / 2
    return PlacedChar(text, BBox(left=x - half, top=y - half, right=x + half, bottom=y + half), angle)


def arc(text: str, start: float, step: float, radius: float = 90.0, *, inwards: bool = False):
    """Characters round (300, 300) from ``start`` degrees clockwise of the top; with their feet outwards and
    ``inwards`` their heads."""
    for place, letter in enumerate(text):
        at = start + step * place
        x, y = 300 + radius * math.sin(math.radians(at)), 300 - radius * math.cos(math.radians(at))
        yield char(letter, x, y, ((180.0 if inwards else 0.0) - at + 180.0) % 360.0 - 180.0)


def row(text: str, angles: Sequence[float]) -> list[PlacedChar]:
    return [
        char(letter, 50 + 1.1 * SIZE * at, 40, angle)
        for at, (letter, angle) in enumerate(zip(text, angles, strict=True))
    ]


@pytest.mark.parametrize(
    "rim",
    [
        list(arc(RIM, -125, 250 / 11)),
        list(arc(RIM, -60, 10)),
        list(arc("通信管理局", -40, 20)),  # the third stands level
        list(arc("6400001234567", 215, -5.5, inwards=True)),  # a number below, read from left to right
    ],
    ids=["all round", "close", "with a level one", "number below"],
)
def test_a_rim_is_found_among_text(rim: list[PlacedChar]) -> None:
    text = row("公司名称", [0.0] * 4)
    assert find_rims([*text, *rim, *text]) == frozenset(range(4, 4 + len(rim)))


@pytest.mark.parametrize(
    "chars",
    [
        row("公司名称", [0.0] * 4),
        row("二〇二五年", [4.0, -6.0, 3.0, 7.0, -2.0]),  # by hand
        row("再次复印无效", [30.0] * 6),
        row("甲乙丙丁", [60.0, 40.0, 20.0, 0.0]),  # turned round, in a level row
        list(arc("管理局", -20, 20)),
        list(arc("通信管理局", -40, 20, radius=900.0)),  # larger than any seal
    ],
    ids=["level", "by hand", "aslant", "level though turned", "three", "large"],
)
def test_other_characters_are_no_rim(chars: list[PlacedChar]) -> None:
    assert find_rims(chars) == frozenset()


def test_no_rim_goes_round_twice() -> None:
    """A file made to be slow sets thousands of characters on one circle: a run of them ends."""
    chars = list(arc("局" * 6000, 0, 3))
    begun = time.process_time()
    assert len(find_rims(chars)) == len(chars)
    assert time.process_time() - begun < 5


def load(*, ring: bool) -> PageImage:
    document = fpdf.FPDF(unit="pt", format=(595, 842))
    document.add_page()
    document.add_font("noto", fname=face_path("song_noto"), collection_font_number=FACES["song_noto"].index)
    document.set_font("noto", size=15)
    for at, line in enumerate(BODY):
        document.text(80, 120 + 40 * at, line)
    document.set_text_color(*RED)
    document.set_draw_color(*RED)
    document.set_line_width(3)
    if ring:
        document.circle(x=400, y=600, radius=60)
        document.set_fill_color(*RED)
        document.star(x=400, y=600, r_in=8, r_out=20, corners=5, style="F")
    document.set_font("noto", size=12)
    for at, letter in enumerate(RIM):
        turn = -125 + at * 250 / (len(RIM) - 1)
        with document.rotation(-turn, x=400, y=600):
            document.text(394, 600 - 42, letter)
    _, pages, _ = open_pdf(bytes(document.output()), Limits())
    (page,) = pages
    assert isinstance(page, PageImage)
    return page


def read(page: PageImage) -> Page:
    return read_page(default_engine(), page)


def test_a_seal_whose_rim_is_text_leaves_the_page_to_its_text_layer() -> None:
    page = load(ring=True)
    assert "".join(char.text for char in page.chars if char.on_rim) == RIM
    found = read(page)
    assert found.origin is PageOrigin.TEXT_LAYER
    assert tuple(line.text for line in found.lines) == BODY
    assert [seal.text for seal in found.seals] == [RIM]


def test_what_is_set_round_no_seal_is_read_from_its_pixels() -> None:
    found = read(load(ring=False))
    assert found.origin is PageOrigin.SCAN
    assert {line.text for line in found.lines} >= {BODY[1], BODY[2]}
