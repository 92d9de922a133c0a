"""The record of inspections as a table, or as a list: one year a row."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines, seal

LEFTS = (240.0, 560.0, 900.0)


def read(
    *rows: tuple[str, ...], title: str = "年检情况记录", lefts: tuple[float, ...] = LEFTS
) -> Certificate:
    lines: list[TextLine] = [line(title, 620, 300, size=50)]
    lines += [
        line(text, left, 420 + 80.0 * at)
        for at, own in enumerate(rows)
        for text, left in zip(own, lefts, strict=False)
        if text
    ]
    return certificate(*lines)


def entries(found: Certificate) -> list[tuple[str | None, str | None, str | None]]:
    return [(entry.year, entry.result, entry.date) for entry in found.inspections]


def told(found: Certificate) -> bool:
    return "inspections_unread" in {entry.code for entry in found.issues}


@pytest.mark.parametrize("year", ["2010", "2010年度"])
def test_the_rows_of_a_table_are_inspections(year: str) -> None:
    """Nothing tells whether a date is print or a hand's."""
    rows = (("年度", "年检结果", "年检日期"), (year, "合格", "2011.12.9"), ("2011", "合格", "2012年6月23日"))
    found = read(*rows)
    assert found.pages[0].kind == PageKind.INSPECTION
    assert entries(found) == [("2010", "合格", "2011-12-09"), ("2011", "合格", "2012-06-23")]
    assert [found.fields[f"inspections.0.{name}"].status for name in ("year", "result", "date")] == [
        FieldStatus.ACCEPTED,  # the date bears it out
        FieldStatus.ACCEPTED,
        FieldStatus.REVIEW,
    ]
    assert not told(found)


@pytest.mark.parametrize("before", ["", "经审核，"])
def test_a_list_has_the_date_behind_the_result(before: str) -> None:
    rows = [(f"{before}{year}年度年检合格。（盖章）{year + 1}年3月15日",) for year in (2012, 2013)]
    found = read(*rows, title="年检记录")
    assert entries(found) == [("2012", "年检合格", "2013-03-15"), ("2013", "年检合格", "2014-03-15")]


def test_a_row_that_tells_half_and_a_year_that_none_tells_are_told() -> None:
    rows = (("2010", "合格", "2011.12.9"), ("2011", "合洛", ""), ("2012", "合格", "2013.6.2"))
    assert entries(read(*rows)) == [("2010", "合格", "2011-12-09"), ("2012", "合格", "2013-06-02")]
    assert told(read(*rows))
    assert told(read(rows[0], rows[2]))


def test_a_result_beside_a_year_that_was_misread_is_told() -> None:
    found = read(("2005", "年检合格"), ("20O6", "年检合格"))
    assert [entry.year for entry in found.inspections] == ["2005"] and told(found)
    blank = ("年度年检合格", "（盖章）", "年月日")
    assert not told(read(("2005年度年检合格", "（盖章）", "2006年3月2日"), blank))


@pytest.mark.parametrize("result", ["未通过", "不通过", "□合格☑不合格"])
def test_what_is_said_otherwise_is_not_passed(result: str) -> None:
    found = read(("2010", "通过", "2011.12.9"), ("2011", result, "2012.6.3"))
    assert entries(found) == [("2010", "通过", "2011-12-09")] and told(found)


@pytest.mark.parametrize("result", ["年报合格", "整改后合格", "年审合格"])
@pytest.mark.parametrize("title", ["年度检验（年检）栏", "电信业务经营许可证年报（年检）情况", "年报记录"])
def test_a_result_is_as_it_is_printed(title: str, result: str) -> None:
    found = read(("年报年度", "审查结果", "办理日期"), ("2018年度", result, "2019/04/02"), title=title)
    assert found.pages[0].kind == PageKind.INSPECTION
    assert entries(found) == [("2018", result, "2019-04-02")] and not told(found)


@pytest.mark.parametrize("note", ["注：2010年起，未经年检合格的无效", "依2009年第5号令每年第一季度通过年检"])
def test_a_note_below_is_no_inspection(note: str) -> None:
    found = read(("2010", "合格", "2011.12.9"), (note,))
    assert entries(found) == [("2010", "合格", "2011-12-09")] and told(found)


def test_years_side_by_side_are_read() -> None:
    lefts = (240.0, 400.0, 560.0, 800.0, 960.0, 1120.0)
    rows = [("2010", "合格", "2011.12.9", "2012", "基本合格", "2013.6.1")]
    rows.append(("2011", "合格", "2012.6.9", "2013", "", ""))
    found = read(*rows, lefts=lefts)
    assert entries(found) == [
        ("2010", "合格", "2011-12-09"),
        ("2012", "基本合格", "2013-06-01"),
        ("2011", "合格", "2012-06-09"),
    ]
    assert told(found)
    assert not told(read(rows[0], ("2011", "合格", "2012.6.9"), lefts=lefts))


def test_rows_without_dates_are_read() -> None:
    found = read(("年度", "年检结果", ""), ("2005", "年检合格", ""), ("2006", "年检合格", ""))
    assert [entry.year for entry in found.inspections] == ["2005", "2006"]


@pytest.mark.parametrize(
    "stamp", ["2010年度年检合格", "2010年度已年检", "已通过2010年度年检", "2010年度检验合格", "已年检"]
)
def test_a_stamp_of_an_inspection_on_a_main_page_is_told(stamp: str) -> None:
    found = certificate(*main_lines(), line(stamp, 240, 2000), line("浙江省通信管理局", 240, 2040))
    assert found.inspections == () and told(found)


@pytest.mark.parametrize("inner", ["年检专用章", "2010年度检验"])
def test_so_is_a_seal_of_one(inner: str) -> None:
    stamp = seal("浙江省通信管理局", (500, 2000)).model_copy(
        update={"inner_text": inner, "inner_confidence": 0.95}
    )
    assert told(certificate(*main_lines(), seals=(stamp,)))


@pytest.mark.parametrize(
    "text", ["（此经营许可证每年需要年检，未经年检此证无效）", "仅供办理2010年度年检使用，复印无效"]
)
def test_what_speaks_of_inspections_is_no_stamp(text: str) -> None:
    assert not told(certificate(*main_lines(), line(text, 240, 2000)))


def test_a_stamp_beside_a_row_that_says_its_year_again_is_no_other_inspection() -> None:
    lefts = (*LEFTS, 1200.0)
    rows = [(f"{year}年度", "年检合格", f"{year + 1}.3.20", f"{year}年年检合格") for year in (2014, 2015)]
    found = read(("年度", "年检结果", "年检日期", "年检机关"), *rows, lefts=lefts)
    assert entries(found) == [("2014", "年检合格", "2015-03-20"), ("2015", "年检合格", "2016-03-20")]
