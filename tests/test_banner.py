"""A banner of pale ink that lies once over the print."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.ocr.engine import OcrEngine
from pipeline.over_print.banner import may_hide, read_banner, without_read
from pipeline.page_image import Image
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.paler import paler_than_print
from pipeline.reading import Reading
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer
from tests.lines import line

PURPOSE = "仅供投标使用"


def reading(text: str, score: float) -> Reading:
    places = tuple((at + 0.5) / len(text) for at in range(len(text)))
    return Reading(text, score, places, (score,) * len(text))


class Told(OcrEngine):
    """Sees ``quad`` alone, and reads there what it is told: first alone, then on the page."""

    name = "told"

    def __init__(self, quad: Quad, *readings: Reading) -> None:
        self.quad, self.readings = quad, list(readings)

    def detect(self, image: Image) -> list[Quad]:
        del image
        return [self.quad]

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [self.readings.pop(0) for _ in images]


def blank() -> Image:
    return np.full((600, 900, 3), 255, np.uint8)


def test_the_paler_ink_is_left_alone_and_strong() -> None:
    page = blank()
    page[100:120, 100:800] = 20
    page[300:320, 100:800] = 160
    picture = paler_than_print(page)
    assert picture[90:130].min() == 255
    assert picture[305:315, 200:700].max() < 60


@pytest.mark.parametrize(
    ("alone", "on_page", "score"),
    [
        (reading(PURPOSE, 0.99), reading(PURPOSE, 0.95), 0.99),
        (reading(PURPOSE, 0.99), reading("仅供投标便用", 0.8), 0.99),
        (reading("仅供投票使用", 0.9), reading(PURPOSE, 0.96), 0.5),
    ],
    ids=["alike", "clearer alone", "otherwise"],
)
def test_a_banner_is_read_alone_and_on_the_page(alone: Reading, on_page: Reading, score: float) -> None:
    quad = line(PURPOSE, 300, 300, angle=-30.0).quad
    (found,) = read_banner(Told(quad, alone, on_page), split_ink(blank()), 0.0)
    assert (found.text, found.layer, found.confidence) == (PURPOSE, InkLayer.PALE, score)


@pytest.mark.parametrize(
    ("text", "angle"), [("清河集团内部", -30.0), ("经营范围销售", 0.0), ("有效期至2027年3月1日", 0.0)]
)
def test_what_speaks_of_no_restriction_is_no_banner(text: str, angle: float) -> None:
    quad = line(text, 300, 300, angle=angle).quad
    assert read_banner(Told(quad, reading(text, 0.99)), split_ink(blank()), 0.0) == []


def test_a_page_is_looked_at_again_where_print_may_hide_a_banner() -> None:
    texts = ("名称清河公司", "住所清河路", "类型")
    print_lines = [line(text, 200, 300 + 80 * at) for at, text in enumerate(texts)]
    quads = [entry.quad for entry in print_lines]
    assert not may_hide(quads, print_lines, 0.0)
    assert may_hide([*quads, line(PURPOSE, 300, 300, angle=-30.0).quad], print_lines, 0.0)
    over = Quad.from_bbox(BBox(left=150, top=280, right=900, bottom=600))
    assert may_hide([*quads, over], print_lines, 0.0)
    assert may_hide(quads, [*print_lines, line("路11开户使用", 200, 700)], 0.0)
    clause = "制度和技术手段规范用户信息的存储使用和销毁"
    assert not may_hide(quads, [*print_lines, line(clause, 200, 700, score=0.99)], 0.0)
    assert may_hide(quads, [*print_lines, line(clause, 200, 700, score=0.8)], 0.0)


def test_a_stamp_that_was_read_is_no_banner_as_well() -> None:
    stamp, part = line("仅供有卡啦网站展示使用", 300, 300), line("仅供有卡", 300, 305, layer=InkLayer.PALE)
    aslant = line("仅供有卡", 300, 305, angle=-30.0, layer=InkLayer.PALE)
    assert without_read([part, aslant], [stamp], 0.0) == [aslant]
    assert without_read([part], [line("住所清河路", 300, 300)], 0.0) == [part]
