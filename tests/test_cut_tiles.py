"""Tiles of a watermark that are as long as the page: its edges cut nearly all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage, TextChar
from schemas.geometry import BBox
from schemas.page import InkLayer

TILE = "仅供备案使用再次复印无效"
DEGREES, SIZE = 35.0, 30.0


def aslant(text: str, x: float, y: float) -> Iterator[TextChar]:
    """Characters of a line that begins at ``x``, ``y`` and climbs to the right."""
    cos, sin = math.cos(math.radians(DEGREES)), math.sin(math.radians(DEGREES))
    for place, char in enumerate(text):
        across, down = x + place * SIZE * cos, y - place * SIZE * sin
        box = BBox(left=across, top=down, right=across + SIZE, bottom=down + SIZE)
        yield TextChar(char, box, DEGREES)


def read(*texts: str) -> Sequence[tuple[str, InkLayer]]:
    chars = [char for place, text in enumerate(texts) for char in aslant(text, 100.0, 400.0 + 150 * place)]
    page = PageImage(1, np.full((1200, 900, 3), 255, np.uint8), 200, tuple(chars))
    return [(line.text, line.layer) for line in TextLayer().read_page(page)]


@pytest.mark.parametrize("parts", [("再次复印无效", "无效"), ("无效", "无效"), ("使用再次复", "仅供备案")])
def test_parts_of_the_one_whole_tile_are_left_out(parts: Sequence[str]) -> None:
    assert read(*parts, TILE) == [(TILE, InkLayer.PALE)]


def test_two_marks_aslant_are_no_watermark() -> None:
    assert dict(read("仅供备案使用", "作废")) == dict.fromkeys(("仅供备案使用", "作废"), InkLayer.TEXT_LAYER)
