"""Pages far askew and pages seen from their backs are put straight and read; watermarks turn none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractors.normalize.text import fold
from pipeline.load.file import load_file
from pipeline.options import Options
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.orient import turn_image
from pipeline.preprocess.straight import find_steep, level, mirror
from pipeline.read_page import read_page
from schemas.geometry import PageTransform, Quad
from schemas.page import InkLayer, Page, TextLine
from tests.remembering import default_engine

SCAN = Path(__file__).parent.parent / "samples" / "seed-scan" / "license.pdf"
TEXTS = ("经营许可证编号", "公司名称：杭州清河", "法定代表人：陈立群", "业务种类", "发证日期", "有效期至")


def _line(text: str, turn: float, at: int) -> TextLine:
    """A line of 400 × 30 pixels, ``turn`` degrees clockwise."""
    _, there = level(_image(), -turn)
    left, top = 100.0, 100.0 + 60 * at
    box = ((left, top), (left + 400, top), (left + 400, top + 30), (left, top + 30))
    return TextLine(
        text=text, quad=there.map_quad(Quad(box)), confidence=0.99, engine="hand", layer=InkLayer.ALL
    )


@cache
def _image() -> Image:
    page = next(iter(load_file(SCAN, Options().limits).pages))
    assert isinstance(page, PageImage)
    return page.image


@pytest.mark.parametrize("turn", [-44.0, -30.0, 25.0, 45.0])
def test_text_that_lies_far_askew_is_told_by_its_angle(turn: float) -> None:
    steep = find_steep([_line(text, turn, at) for at, text in enumerate(TEXTS)])
    assert min(abs(steep - turn), abs(steep - turn + 90), abs(steep - turn - 90)) < 0.5


@pytest.mark.parametrize("turn", [0.0, 15.0, 90.0, 100.0, 180.0])
def test_text_about_level_or_upright_is_not_turned(turn: float) -> None:
    assert find_steep([_line(text, turn, at) for at, text in enumerate(TEXTS)]) == 0


def test_tiles_of_a_watermark_turn_no_page() -> None:
    tiles = [_line(("仅供资质审核使用", "再次复印无效")[at % 2], -35.0, at) for at in range(12)]
    assert find_steep(tiles) == 0
    assert find_steep([*tiles, _line("经营许可证编号", 0.0, 13)]) == 0


def test_few_lines_aslant_turn_no_page() -> None:
    print_ = [_line(text, 0.0, at) for at, text in enumerate(TEXTS)]
    assert find_steep([*print_, *(_line(f"{text}。", 40.0, at) for at, text in enumerate(TEXTS))]) == 0


def _askew(image: Image, case: str) -> tuple[Image, PageTransform]:
    if case == "from its back":
        return mirror(image)
    turned, there = level(image, 45.0 if case == "45°" else 30.0)
    if case == "45°":
        return turned, there
    height, width = turned.shape[:2]
    about = PageTransform(matrix=(-1.0, 0.0, width - 1.0, 0.0, -1.0, height - 1.0, 0.0, 0.0, 1.0))
    return turn_image(turned, 180), there.then(about)


@pytest.mark.parametrize("case", ["45°", "150°", "from its back"])
def test_a_page_is_read_however_it_lies(case: str) -> None:
    straight = _straight()
    image, there = _askew(_image(), case)
    read = _read(image)
    assert (read.width, read.height) == (image.shape[1], image.shape[0])
    assert fold(_number(read).text) == fold(_number(straight).text)
    for point, twin in zip(_number(read).quad.points, _number(straight).quad.points, strict=True):
        assert point == pytest.approx(there.map_point(twin), abs=20)
    start, end, *_ = (read.transform.map_point(point) for point in _number(read).quad.points)
    assert start[1] == pytest.approx(end[1], abs=10) and start[0] < end[0]
    assert [seal.text for seal in read.seals] == [seal.text for seal in straight.seals] != []
    told = {fold(line.text).replace(" ", "") for line in straight.lines if len(line.text) > 5}
    assert len(told) > 10 and told <= {fold(line.text).replace(" ", "") for line in read.lines}


@cache
def _straight() -> Page:
    return _read(_image())


def _read(image: Image) -> Page:
    return read_page(default_engine(), PageImage(page_no=1, image=image))


def _number(page: Page) -> TextLine:
    return next(line for line in page.lines if "B2-" in line.text)
