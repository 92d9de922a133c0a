"""Dates and years written into a form: the search alone, what is done to the lines, and the whole on rows of
type that leans as hands do."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from extractors.assemble import pages_to_certificates
from pipeline.columns.network import HIGH
from pipeline.columns.texts import to_texts
from pipeline.handwriting.decode import to_dates, to_years
from pipeline.handwriting.network import CLASSES, tell_columns
from pipeline.handwriting.rows import LIKELY, with_handwriting
from pipeline.handwriting.written import Written, put_in
from pipeline.networks.weights_text import Values
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.page_image import Image, PageImage
from pipeline.read_page import read_page
from samples.compose import compose
from samples.draft import Draft
from samples.raster import sheet_to_pixels
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.geometry import BBox, PageTransform, Quad
from schemas.page import HANDWRITING, Page, SourcePage, TextLine


def columns(*told: dict[str, float]) -> Values:
    """Columns of which each tells the given classes with the given probabilities, else nothing."""
    shares = np.full((len(told), len(CLASSES)), 1e-6)
    for column, given in zip(shares, told, strict=True):
        for char, share in given.items():
            column[CLASSES.index(char)] = share
        column[0] += max(0.0, 1 - column.sum())
    return np.log(shares).astype(np.float32)


def spelled(text: str) -> Values:
    """A column for each character, one of nothing between two that are alike."""
    told: list[dict[str, float]] = []
    for before, char in pairwise(" " + text):
        told += [{}] if before == char else []
        told.append({char: 0.999})
    return columns(*told)


def test_a_row_says_its_date() -> None:
    dates = to_dates(spelled("2015年3月31日"))
    assert max(dates, key=dates.__getitem__) == "2015-03-31"
    assert dates["2015-03-31"] > 0.95


def test_two_columns_of_one_figure_are_one_figure() -> None:
    texts = to_texts(columns({"1": 1.0}, {"1": 1.0}, {}, {"1": 1.0}), CLASSES)
    assert max(texts, key=texts.__getitem__) == "11"
    assert sum(texts.values()) == pytest.approx(1.0)


def test_other_characters_beside_a_date_are_no_part_of_it() -> None:
    assert max(to_dates(spelled("x2015年3月31日x"))) == "2015-03-31"
    assert set(to_years(spelled("xx14年x"))) >= {"14"}


@pytest.mark.parametrize(
    "text", ["年月日", "3417年4月17日", "2015年13月3日", "2015331", "2015年2月30日", "015年3月1日", ""]
)
def test_no_date_is_made_of_what_is_none(text: str) -> None:
    assert sum(to_dates(spelled(text)).values()) < 0.01


def test_a_seal_s_line_before_a_date_is_no_part_of_it() -> None:
    """年检合格专用章, whose first character is one of a date's marks."""
    assert max(to_dates(spelled("年xxxxxx2015年3月31日"))) == "2015-03-31"
    assert sum(to_dates(spelled("年2015年3月31日")).values()) < 0.01


def test_a_doubtful_figure_leaves_two_dates() -> None:
    told = spelled("2015年1月9日")
    place = len("2015年")
    told[place] = columns({"1": 0.6, "7": 0.4})[0]
    dates = to_dates(told)
    assert dates["2015-01-09"] == pytest.approx(0.6, abs=0.02)
    assert dates["2015-07-09"] == pytest.approx(0.4, abs=0.02)


def line(text: str, left: float, top: float, width: float, height: float = 20) -> TextLine:
    box = BBox(left=left, top=top, right=left + width, bottom=top + height)
    count = len(text)
    return TextLine(
        text=text,
        quad=Quad.from_bbox(box),
        confidence=0.9,
        engine="rapidocr",
        char_positions=tuple((at + 0.5) / count for at in range(count)),
        char_confidences=(0.9,) * count,
    )


def test_what_is_written_parts_the_line_around_it() -> None:
    sentence = line("经审核你单位X年度年检合格", 0, 0, 260)
    place = BBox(left=115, top=2, right=145, bottom=18)
    parts = put_in([sentence], Written(place, place, "15", (0.3, 0.7), 0.99), PageTransform())
    assert [part.text for part in sorted(parts, key=lambda part: part.quad.bbox.left)] == [
        "经审核你单位",
        "15",
        "年度年检合格",
    ]
    written = next(part for part in parts if part.engine == HANDWRITING)
    assert written.char_confidences == (0.99, 0.99)
    before = next(part for part in parts if part.text == "经审核你单位")
    assert before.quad.bbox.right == pytest.approx(115)


def test_nothing_is_left_of_what_the_engine_read_there() -> None:
    """1 of 11, beside the place at which the network has both."""
    sentence = line("经审核你单位1年度年检合格", 0, 0, 260)
    gap, place = BBox(left=122, top=2, right=138, bottom=18), BBox(left=132, top=2, right=142, bottom=18)
    parts = put_in([sentence], Written(place, gap, "11", (0.3, 0.7), 0.99), PageTransform())
    assert {part.text for part in parts} == {"经审核你单位", "11", "年度年检合格"}


def test_lines_above_and_below_are_left_as_they_are() -> None:
    above, below = line("（盖章）", 0, 0, 80), line("2015年", 0, 60, 80)
    place = BBox(left=0, top=30, right=200, bottom=46)
    assert put_in(
        [above, below], Written(place, place, "2015年", (0.2, 0.4, 0.6, 0.8, 0.9), 0.9), PageTransform()
    )[:2] == [above, below]


def test_a_page_without_inspections_is_not_looked_at() -> None:
    def cut(_: Quad) -> Image:
        raise AssertionError("nothing is to be cut")

    page = Page(page_no=1, width=400, height=400, lines=(line("许可证编号", 0, 0, 100),))
    assert with_handwriting(page, cut) is page


def test_type_that_is_too_small_is_not_looked_at() -> None:
    """A line whose characters were all told at one place: its cell has no size."""

    def cut(_: Quad) -> Image:
        raise AssertionError("nothing is to be cut")

    sentence = line("经审核你单位15年度年检合格", 0, 0, 100)
    sentence = sentence.model_copy(update={"char_positions": (0.5,) * len(sentence.text)})
    page = Page(page_no=1, width=400, height=400, lines=(sentence,))
    assert with_handwriting(page, cut).lines == page.lines


@pytest.fixture(scope="module")
def inspected() -> tuple[Draft, Certificate]:
    """A license whose yearly inspections are filled in, drawn and read."""
    drawing = compose("beijing", Random("7/3"), ("scan",))
    engine = RapidOcr(threads=1)
    pages = [
        read_page(engine, PageImage(page_no=number, image=sheet_to_pixels(sheet)[..., ::-1].copy()))
        for number, sheet in enumerate(drawing.sheets, 1)
    ]
    sources = [SourcePage(sha256="a", path="a", page=page) for page in pages]
    (found,) = pages_to_certificates(sources, document_types(None), 0.9)
    return drawing, found


def test_inspections_are_read_as_they_are_filled_in(inspected: tuple[Draft, Certificate]) -> None:
    drawing, found = inspected
    assert drawing.inspections
    assert [(one.year, one.date) for one in found.inspections] == [
        (one.year, one.date) for one in drawing.inspections
    ]


def test_what_both_looks_read_needs_no_person(inspected: tuple[Draft, Certificate]) -> None:
    _, found = inspected
    dates = [field for key, field in found.fields.items() if key.endswith(".date")]
    assert {field.engine for field in dates} == {HANDWRITING}
    assert {field.status for field in dates} == {"accepted"}


@pytest.mark.parametrize("seed", range(40))
def test_a_blank_row_says_nothing(seed: int) -> None:
    """Grain of paper, whose contrast is raised as that of pale ink is."""
    noise = np.random.default_rng(seed)
    paper = np.clip(noise.normal(230, 6, (HIGH, 300)), 0, 255).astype(np.uint8)
    told = tell_columns(paper)
    assert sum(to_dates(told).values()) < LIKELY / 2
    assert sum(to_years(told).values()) < LIKELY / 2
