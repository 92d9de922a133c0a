"""Black seals of a born-digital page: where they are sought, and what is read under text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from pipeline.load.file import load_file
from pipeline.load.pdf_bare import PDFIUM
from pipeline.ocr.textlayer import TextLayer
from pipeline.options import Limits
from pipeline.page_image import PageImage
from pipeline.preprocess.ink import split_ink
from pipeline.read_page import read_page
from pipeline.text_layer.half import HalfSize
from pipeline.text_layer.seal_places import find_seal_places
from samples.born_digital import write_pdf
from samples.ofd import write_ofd
from samples.sheet import Mark, SealMark, Sheet, Text
from samples.sheet import Path as Line
from schemas.certificate import PageKind
from schemas.page import PageOrigin, SealShape, TextLine
from tests.remembering import default_engine

RIM, INNER, DARK = "宁夏回族自治区通信管理局", "行政许可专用章", (60, 60, 60)
WRITERS = {"pdf": partial(write_pdf, title="page"), "ofd": write_ofd}
SEAL = SealMark(120, 150, 42, 42, SealShape.ROUND, RIM, INNER, "song_noto", DARK, 0.0, 0.95, 7)
ACROSS = tuple(
    Text(60, 132 + 7 * row, text, "song_noto", 14)
    for row, text in enumerate(
        (
            "经审查，准予经营下列电信业务并颁发许可证",
            "发证机关：宁夏回族自治区通信管理局",
            "发证日期：二〇二五年九月三十日",
            "有效期至：二〇三〇年九月二十九日",
            "请于有效期届满前九十日提出延期申请",
        )
    )
)


def load(folder: Path, *marks: Mark, ending: str = "pdf") -> PageImage:
    sheet = Sheet(PageKind.MAIN)
    sheet.add(*marks)
    path = folder / f"page.{ending}"
    WRITERS[ending]([sheet], path)
    (page,) = load_file(path, Limits()).pages
    assert isinstance(page, PageImage)
    assert page.chars
    return page


@pytest.mark.parametrize("ending", WRITERS)
def test_a_page_is_drawn_without_its_text(tmp_path: Path, ending: str) -> None:
    page = load(tmp_path, *ACROSS, SEAL, ending=ending)
    alone = load(tmp_path, Text(20, 20, "发证机关发证日期有效期至", "song_noto", 10), SEAL, ending=ending)
    assert page.bare is not None and alone.bare is not None
    bare, other = page.bare(), alone.bare()
    assert bare is not None and other is not None
    assert bare.shape == page.image.shape
    assert np.array_equal(bare, other)
    assert (bare < 200).any()


@pytest.mark.parametrize("ending", WRITERS)
def test_a_black_seal_with_text_across_is_read(tmp_path: Path, ending: str) -> None:
    read = read_page(default_engine(), load(tmp_path, SEAL, *ACROSS, ending=ending))
    assert read.origin is PageOrigin.TEXT_LAYER
    assert [(seal.text, seal.inner_text) for seal in read.seals] == [(RIM, INNER)]
    assert [line.text for line in read.lines] == [text.text for text in ACROSS]


def at_half(page: PageImage) -> HalfSize:
    return HalfSize(split_ink(page.image))


def lines_of(page: PageImage) -> list[TextLine]:
    return list(TextLayer().read_page(page))


def test_a_seal_s_place_is_found_under_text(tmp_path: Path) -> None:
    page = load(tmp_path, SEAL, *ACROSS)
    (place,) = find_seal_places(at_half(page), lines_of(page))
    pixels = 200 / 25.4
    assert place.left < (SEAL.x - 20) * pixels and place.right > (SEAL.x + 20) * pixels
    assert place.top < (SEAL.y - 20) * pixels and place.bottom > (SEAL.y + 20) * pixels


def test_text_and_rules_are_no_seal_s_place(tmp_path: Path) -> None:
    table = [Line(((20, 100 + 30 * row), (190, 100 + 30 * row)), 0.5) for row in range(5)]
    table += [Line(((20 + 34 * column, 100), (20 + 34 * column, 220)), 0.5) for column in range(6)]
    page = load(tmp_path, *table, *ACROSS)
    assert find_seal_places(at_half(page), lines_of(page)) == []


def test_a_line_aslant_hides_no_seal(tmp_path: Path) -> None:
    page = load(tmp_path, SEAL, *ACROSS, Text(40, 230, "此件仅供招聘平台认证使用", "song_noto", 20, angle=40))
    places = find_seal_places(at_half(page), lines_of(page))
    assert any(place.holds((SEAL.x * 200 / 25.4, SEAL.y * 200 / 25.4)) for place in places)


def frame(deep: float) -> list[Mark]:
    """Ornament all round the page, so many mm deep."""
    waves = []
    for side in range(0, 200, 4):
        waves += [Line(((5 + side, 5), (7 + side, 5 + deep), (9 + side, 5)), 0.4)]
        waves += [Line(((5 + side, 292), (7 + side, 292 - deep), (9 + side, 292)), 0.4)]
    for side in range(0, 284, 4):
        waves += [Line(((5, 5 + side), (5 + deep, 7 + side), (5, 9 + side)), 0.4)]
        waves += [Line(((205, 5 + side), (205 - deep, 7 + side), (205, 9 + side)), 0.4)]
    return list(waves)


def test_a_page_s_frame_is_no_seal_s_place(tmp_path: Path) -> None:
    page = load(tmp_path, *frame(10), *ACROSS)
    assert find_seal_places(at_half(page), lines_of(page)) == []


@pytest.mark.parametrize("x", [120, 180])
def test_a_seal_within_a_frame_or_upon_it_is_found(tmp_path: Path, x: float) -> None:
    page = load(tmp_path, *frame(10), replace(SEAL, x=x), *ACROSS)
    (place,) = find_seal_places(at_half(page), lines_of(page))
    assert place.holds((x * 200 / 25.4, SEAL.y * 200 / 25.4))
    assert place.width < 700


def test_a_document_is_not_closed_while_a_page_is_drawn_anew(tmp_path: Path) -> None:
    load(tmp_path, SEAL, *ACROSS)
    pages = load_file(tmp_path / "page.pdf", Limits()).pages
    next(pages)
    with ThreadPoolExecutor(1) as pool:
        with PDFIUM:
            end = pool.submit(next, pages, None)
            with pytest.raises(TimeoutError):
                end.result(0.3)
        assert end.result(10) is None
