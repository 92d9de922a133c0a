"""The words of a form's printed ground: whole, torn, and beside values."""

from __future__ import annotations

import pytest

from extractors.normalize.normal import Check
from extractors.normalize.numbers import normalize_number
from extractors.pages.page_text import read_text
from schemas.page import TextLine
from tests.lines import line, of_file, page


def kept(*lines: TextLine) -> list[str]:
    (source,) = of_file("a.pdf", page(*lines))
    return [entry.text for entry in read_text(source).lines]


def test_torn_words_of_letters_make_a_ground_together() -> None:
    torn = [line(text, 200 + 300 * at, 300 + 150 * at) for at, text in enumerate(("CJDGL", "SCJDGL", "DGL"))]
    assert kept(*torn, line("陈立群", 900, 1200)) == ["陈立群"]


def test_an_office_s_name_and_its_initials_are_one_ground() -> None:
    ground = [line("市场监督管理", 200, 300), line("市场监 SCJD", 900, 500), line("监督管理", 300, 700)]
    assert kept(*ground, line("唐山市市场监督管理局", 900, 1200)) == ["唐山市市场监督管理局"]


def test_the_last_row_of_a_value_is_none_of_the_ground() -> None:
    ground = [line("市场监督管理", 200 + 300 * at, 300 + 150 * at) for at in range(3)]
    value = [line("日用百货销售；农产品批发；集贸", 640, 1200), line("市场", 640, 1246)]
    assert kept(*ground, *value) == ["日用百货销售；农产品批发；集贸", "市场"]
    indented = line(value[0].text, 704, 1200)
    assert kept(*ground, indented, value[1]) == ["日用百货销售；农产品批发；集贸", "市场"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("41567476181053844272市场监督管理", False),
        ("41567476181053844272", True),
        ("软著登字第1234567号", True),
        ("S6173559990061(1-1)", True),
    ],
)
def test_words_behind_a_number_may_be_another_line_s(text: str, sure: bool) -> None:
    assert (Check.NUMBER_FORM not in normalize_number(text).failed) == sure


OFFICE = [line("市场监督管理", 200 + 500 * at, 900 + 150 * at) for at in range(3)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("市场监督司宜宾分公司", ["司宜宾分公司"]),
        ("股份有限公市场监督管理司", ["股份有限公", "司"]),
        ("玉溪市市场监督管理局", ["玉溪市市场监督管理局"]),
        ("玉溪市市场监督管理", ["玉溪市市场监督管理"]),
        ("国家市场监督管理总局监制", ["国家市场监督管理总局监制"]),
    ],
)
def test_an_office_s_name_read_within_print(text: str, left: list[str]) -> None:
    lines = kept(*OFFICE, line(text, 300, 400))
    assert lines == left


@pytest.mark.parametrize(("below", "left"), [("局", 2), ("行政审批专用章", 1)])
def test_an_office_s_whole_name_goes_on_in_its_last_word(below: str, left: int) -> None:
    rows = [line("玉溪市松山湖", 300, 400), line("市场监督管理", 300, 446), line(below, 300, 492)]
    assert len(kept(*OFFICE, *rows)) == left + 1
