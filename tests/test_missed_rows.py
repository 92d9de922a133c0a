"""Whole rows that detection passed over are found, and read; what a page has beside its text is none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.lost_print.missed_lines import with_missed_rows
from pipeline.ocr.engine import text_line
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.preprocess.ink import Ink, split_ink
from pipeline.preprocess.missed_rows import find_missed_rows
from pipeline.reading import Reading
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

ROWS = ("江西省南昌市青山湖区建设北路四百五十三号软件", "园十六栋二单元七层东侧第三间", "江西省南昌市高新区")
SIZE, LEFT, TOP, PITCH = 40, 200, 200, 64


def _page(rows: tuple[str, ...] = ROWS) -> tuple[Ink, list[TextLine]]:
    """A drawn page, and its rows as an engine would have read them."""
    picture = Image.new("RGB", (1500, 900), "white")
    pen, face = ImageDraw.Draw(picture), load_face("song_noto", SIZE)
    pen.rectangle((40, 40, 1460, 860), outline=(0, 0, 0), width=4)
    pen.line((60, 540, 1440, 540), (0, 0, 0), 3)
    for at in range(60, 1440, 30):
        pen.ellipse((at, 60, at + 40, 100), outline=(0, 0, 0), width=2)
    lines = []
    for at, text in enumerate(rows):
        top = TOP + PITCH * at
        pen.text((LEFT, top), text, (0, 0, 0), font=face)
        box = BBox(left=LEFT - 4, top=top + 4, right=LEFT + SIZE * len(text) + 4, bottom=top + SIZE + 16)
        lines.append(text_line(Reading(text, 0.99, (), ()), Quad.from_bbox(box), "rapidocr", InkLayer.ALL))
    return split_ink(np.asarray(picture)[:, :, ::-1].copy()), lines


def test_a_page_that_was_read_has_none() -> None:
    ink, lines = _page()
    assert find_missed_rows([line.quad for line in lines], ink.printed) == []
    assert find_missed_rows([], ink.printed) == []


@pytest.mark.parametrize("lost", range(len(ROWS)))
def test_a_row_without_a_line_is_found_and_read(lost: int) -> None:
    ink, lines = _page()
    kept = lines[:lost] + lines[lost + 1 :]
    (quad,) = find_missed_rows([line.quad for line in kept], ink.printed)
    assert quad.bbox.holds(lines[lost].quad.bbox.center)
    *same, found = with_missed_rows(RapidOcr(), ink, kept)
    assert same == kept
    assert found.text == ROWS[lost]


def test_what_is_lower_than_print_or_one_character_is_no_row() -> None:
    ink, lines = _page((*ROWS[:2], "一一一一", "号"))
    assert find_missed_rows([line.quad for line in lines[:2]], ink.printed) == []
