"""The record of inspections as stamps, or as cells with the year above a stamp: one year a stack."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.page import TextLine
from tests.extractors.test_inspection_rows import entries, told
from tests.lines import certificate, line


def read(*stacks: tuple[float, float, tuple[str, ...]], pitch: float = 60.0) -> Certificate:
    """A record with so many stacks, each from its left and top on, its lines ``pitch`` pixels apart."""
    lines: list[TextLine] = [line("年度检验（年检）栏", 620, 300, size=50)]
    lines += [
        line(text, left + 8.0 * at, top + pitch * at)
        for left, top, texts in stacks
        for at, text in enumerate(texts)
    ]
    return certificate(*lines)


@pytest.mark.parametrize("year", ["{}年度", "{}", "{}年度年检"])
def test_stamps_are_inspections(year: str) -> None:
    first = (240.0, 500.0, (year.format(2008), "年检合格", "2009.4.20"))
    second = (900.0, 520.0, (year.format(2009), "年检合格", "2010年5月12日"))
    third = (240.0, 1100.0, (year.format(2010), "年检合格"))
    found = read(first, second, third)
    assert found.pages[0].kind == PageKind.INSPECTION
    assert entries(found) == [
        ("2008", "年检合格", "2009-04-20"),
        ("2009", "年检合格", "2010-05-12"),
        ("2010", "年检合格", None),
    ]
    assert not told(found)


def test_a_year_with_its_result_in_one_line_is_a_stack() -> None:
    found = read((240.0, 500.0, ("2008年度年检合格", "2009.4.20")), (900.0, 500.0, ("2009年度年检合格",)))
    assert [(year, date) for year, _, date in entries(found)] == [("2008", "2009-04-20"), ("2009", None)]


def test_cells_with_room_between_year_stamp_and_date_are_read() -> None:
    rows = [
        (left, top, (f"{year}年度年检", "年检合格", f"{year + 1}年4月12日"))
        for left, top, year in ((240.0, 450.0, 2009), (900.0, 450.0, 2010), (240.0, 1050.0, 2011))
    ]
    found = read(*rows, pitch=190.0)
    assert entries(found) == [
        ("2009", "年检合格", "2010-04-12"),
        ("2010", "年检合格", "2011-04-12"),
        ("2011", "年检合格", "2012-04-12"),
    ]


def test_a_year_without_a_result_is_told() -> None:
    found = read((240.0, 500.0, ("2008年度", "年检合格")), (900.0, 500.0, ("2009年度", "未通过")))
    assert entries(found) == [("2008", "年检合格", None)] and told(found)


def test_labels_stand_before_what_a_cell_says_and_an_empty_cell_is_none() -> None:
    found = read(
        (240.0, 500.0, ("2014年度", "年检结论：合格", "日期：2015年3月11日")),
        (900.0, 500.0, ("2015 年度", "年检结论：不合格", "日期：2016年3月30日")),
        (240.0, 1100.0, ("2016年度", "年检结论：", "日期：")),
    )
    assert entries(found) == [("2014", "合格", "2015-03-11"), ("2015", "不合格", "2016-03-30")]
    assert not told(found)


def test_a_year_in_chinese_numerals_is_one() -> None:
    found = read((240.0, 500.0, ("二〇一七年度", "年检合格", "2018年3月20日")))
    assert entries(found) == [("2017", "年检合格", "2018-03-20")]
