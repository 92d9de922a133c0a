"""Seals that say more than was read of them, and wait for nobody: their own texts are in doubt."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.page_image import Image as Pixels
from pipeline.preprocess.ink import split_ink
from pipeline.seals.find import find_rings
from pipeline.seals.level import LevelSeal, find_pose, lay_level
from pipeline.seals.texts import SealText
from pipeline.seals.unread import has_text_between_rings, says_more
from samples.fonts import load_face
from samples.seals import seal_mask
from samples.sheet import SealMark
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import SealShape
from tests.lines import certificate, main_lines, seal

RED = (40, 30, 204)  # BGR
RADIUS = 24.0  # millimetres, of the outer ring
DOTS = 200 / 25.4


def seal_page(company: str | None, *, rings: int = 2, size: float = 34.0) -> Pixels:
    """A page with a red seal: within it a company's own ring and text in Chinese, and between that and the
    outer of two rings ``company``."""
    mark = SealMark(
        0, 0, size, size, SealShape.ROUND, "河南某某信用评估有限公司", "证书专用章", "song_noto",
        (204, 30, 40), 0.0, 0.95, 7,
    )  # fmt: skip
    mask = seal_mask(mark, DOTS)
    plate = Image.new("L", (800, 800), 0)
    pen = ImageDraw.Draw(plate)
    if rings > 1:
        reach = RADIUS * DOTS
        pen.ellipse((400 - reach, 400 - reach, 400 + reach, 400 + reach), outline=255, width=7)
    for at, char in enumerate(company or ""):
        _put_char(plate, char, math.radians(-130 + 260 * at / max(1, len(company or "") - 1)))
    ink = np.asarray(plate, np.float32) / 255
    top, left = (round((800 - length) / 2) for length in mask.shape)
    ink[top : top + mask.shape[0], left : left + mask.shape[1]] = np.maximum(
        ink[top : top + mask.shape[0], left : left + mask.shape[1]], mask
    )
    paper = np.full((1000, 1000, 3), 255, np.float32)
    paper[100:900, 100:900] += ink[..., None] * (np.array(RED, np.float32) - 255)
    return paper.astype(np.uint8)


def _put_char(plate: Image.Image, char: str, angle: float) -> None:
    """One letter upright on the outer rim, ``angle`` clockwise from the top."""
    tile = Image.new("L", (60, 60), 0)
    ImageDraw.Draw(tile).text((30, 30), char, 255, load_face("hei_bold", 30), anchor="mm")
    turned = tile.rotate(-math.degrees(angle))
    reach = 0.5 * (RADIUS + 17.0) * DOTS
    x, y = 400 + reach * math.sin(angle), 400 - reach * math.cos(angle)
    plate.paste(255, (round(x - 30), round(y - 30)), turned)


def level(image: Pixels) -> LevelSeal:
    ink = split_ink(image)
    assert ink.red is not None
    ring = max(find_rings(ink.seals), key=lambda one: one.a)
    return lay_level(ink.red, find_pose(ink.red, ring, 0.0))


@pytest.mark.parametrize(
    "company", ["HENAN SOMEBODY CREDIT EVALUATION CO., LTD.", "SHANGHAI QUALITY MARK LTD"]
)
def test_text_between_two_rings_is_told_of(company: str) -> None:
    assert has_text_between_rings(level(seal_page(company)))


@pytest.mark.parametrize(("rings", "size"), [(2, 34.0), (2, 45.0), (1, 42.0)])
def test_two_rings_without_text_between_say_no_more(rings: int, size: float) -> None:
    assert not has_text_between_rings(level(seal_page(None, rings=rings, size=size)))


def test_a_line_of_which_hardly_a_character_was_read_is_more() -> None:
    plain = level(seal_page(None, rings=1))
    whole, scrap, speck = (
        SealText("审批专用章", 0.95, 1.7),
        SealText("沙土", 0.86, 0.53),
        SealText("", 0.0, 0.0),
    )
    assert says_more(plain, [whole, scrap])
    assert not says_more(plain, [whole, speck])
    assert not says_more(plain, [whole, SealText("一", 0.65, 0.05)])


def read(*, more: bool, inner: str | None = "电信业务专用章") -> Certificate:
    texts = {"inner_text": inner, "inner_confidence": 0.99 if inner else 0.0, "says_more": more}
    red = seal("浙江省通信管理局", (1150.0, 1450.0)).model_copy(update=texts)
    return certificate(*main_lines(), seals=(red,))


def test_the_text_of_a_seal_that_says_more_is_in_doubt_and_nobody_is_asked() -> None:
    whole, more = read(more=False), read(more=True)
    assert whole.fields["seals.0.inner_text"].status == FieldStatus.ACCEPTED
    assert more.fields["seals.0.inner_text"].status == FieldStatus.REVIEW
    assert more.fields["seals.0.text"].status == whole.fields["seals.0.text"].status
    assert more.needs_review == whole.needs_review
    assert read(more=True, inner=None).fields["seals.0.inner_text"].status == FieldStatus.ILLEGIBLE
    assert "seals.0.inner_text" not in read(more=False, inner=None).fields
