"""Characters of a born-digital page's values that are pictures: told as unread, never left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.assemble import pages_to_certificates
from pipeline.page_image import PageImage, TextChar
from pipeline.read_page import read_page
from samples.fonts import load_face
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.field import FieldStatus
from schemas.geometry import BBox
from schemas.page import PageOrigin, SourcePage
from tests.remembering import default_engine

ROWS = (
    ("增值电信业务经营许可证", ""), ("经营许可证编号：", "浙B2-20190046"),
    ("公司名称：", "杭州清河网络科技有限公司"),
    ("法定代表人：", "欧阳予倩"), ("注册资本：", "1000万元"),
    ("有效期至：", "2029年03月05日"),
)  # fmt: skip


def read(pictured: str, draw: Callable[[ImageDraw.ImageDraw], None] | None = None) -> Certificate:
    """A page whose layer holds all of ``ROWS`` but the characters ``pictured``, on which is drawn."""
    shown, chars = Image.new("RGB", (1654, 1200), "white"), list[TextChar]()
    pen, face = ImageDraw.Draw(shown), load_face("song_noto", 32)
    for row, texts in enumerate(ROWS):
        for text, start in zip(texts, (240.0, 640.0), strict=True):
            left, top, hidden = start, 200.0 + 100 * row, text.find(pictured) if pictured else -1
            for at, char in enumerate(text):
                pen.text((left, top), char, (0, 0, 0), font=face)
                right = left + face.getlength(char)
                if hidden < 0 or not hidden <= at < hidden + len(pictured):
                    chars.append(TextChar(char, BBox(left=left, top=top, right=right, bottom=top + 46)))
                left = right
    if draw is not None:
        draw(pen)
    image = np.asarray(shown)[:, :, ::-1].copy()
    page = read_page(default_engine(), PageImage(1, image, 200, tuple(chars)))
    assert page.origin is PageOrigin.TEXT_LAYER
    source = SourcePage(sha256="0" * 64, path="a.pdf", page=page)
    (found,) = pages_to_certificates([source], document_types(), 0.9)
    return found


@pytest.mark.parametrize(
    ("pictured", "field", "value"),
    [
        ("予", "legal_representative", "欧阳\ufffd倩"),
        ("倩", "legal_representative", "欧阳予\ufffd"),
        ("欧", "legal_representative", "\ufffd阳予倩"),
        ("10", "registered_capital", "\ufffd00万元"),
        ("清河", "company", "杭州\ufffd网络科技有限公司"),
    ],
)
def test_a_character_set_as_a_picture_is_told(pictured: str, field: str, value: str) -> None:
    found = read(pictured).fields[field]
    assert (found.value, found.status) == (value, FieldStatus.REVIEW)


def _rule_the_table(pen: ImageDraw.ImageDraw) -> None:
    for row in range(6):
        pen.line((220, 290 + 100 * row, 1450, 290 + 100 * row), fill=0, width=2)
        pen.line((640, 348 + 100 * row, 1300, 348 + 100 * row), fill=0, width=1)
    for x in (220, 628, 1450):
        pen.line((x, 290, x, 790), fill=0, width=2)


def _mark_pale(pen: ImageDraw.ImageDraw) -> None:
    for row in range(6):
        pen.text((780, 195 + 100 * row), "仅供审核", (170, 170, 170), font=load_face("song_noto", 36))


def _sign(pen: ImageDraw.ImageDraw) -> None:
    """From row to row beside a name."""
    pen.line([(780, 480), (800, 590), (815, 470), (850, 580), (900, 500)], fill=0, width=4)


def _strew(pen: ImageDraw.ImageDraw) -> None:
    """Bits of a pale ornament, as they are left of it."""
    for x in range(800, 860, 6):
        for y in range(490 + x % 5, 560, 9):
            pen.line((x, y, x + 2, y), fill=0)


@pytest.mark.parametrize("draw", [_strew, _rule_the_table, _mark_pale, _sign])
def test_rules_and_pale_marks_and_strokes_are_no_characters(draw) -> None:
    found = read("", draw)
    assert found.fields["legal_representative"].value == "欧阳予倩"
    assert not [field for field in found.fields.values() if "\ufffd" in (field.raw or "")]
