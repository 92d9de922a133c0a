"""Dates filled in beside 年 月 日 that were printed before, off register."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines


def filled(top: float, label: str, parts: tuple[str, str, str], shift: float) -> list[TextLine]:
    """The label, 年 月 日 on its line, and the numerals ``shift`` pixels below it."""
    marks = [line(mark, left, top) for mark, left in (("年", 720), ("月", 880), ("日", 1040))]
    numerals = [
        line(text, right - 32 * sum(1 if ord(char) > 0xFF else 0.5 for char in text) - 8, top + shift)
        for text, right in zip(parts, (720, 880, 1040), strict=True)
    ]
    return [line(label, 240, top), *marks, *numerals]


def read(shift: float, *, issued: tuple[str, str, str], until: tuple[str, str, str]) -> Certificate:
    form = [entry for entry in main_lines() if entry.quad.bbox.top < 1300]
    return certificate(
        *form,
        *filled(1450, "发证日期", issued, shift),
        *filled(1450 + 90, "有效期至", until, shift),
    )


@pytest.mark.parametrize("shift", [-24, -12, 0, 12, 24, 34])
def test_arabic(shift: float) -> None:
    found = read(shift, issued=("2016", "12", "23"), until=("2021", "12", "23"))
    assert (found.issue_date, found.valid_until) == ("2016-12-23", "2021-12-23")


@pytest.mark.parametrize("shift", [-20, 0, 20])
def test_chinese_numerals(shift: float) -> None:
    found = read(shift, issued=("二〇一六", "十二", "二十三"), until=("二〇二一", "十二", "二十二"))
    assert (found.issue_date, found.valid_until) == ("2016-12-23", "2021-12-22")


def test_a_day_that_is_missing_is_no_date() -> None:
    form = [entry for entry in main_lines() if entry.quad.bbox.top < 1300]
    until = [entry for entry in filled(1540, "有效期至", ("2021", "12", "23"), 0) if entry.text != "23"]
    found = certificate(*form, *filled(1450, "发证日期", ("2016", "12", "23"), 0), *until)
    assert found.issue_date == "2016-12-23"
    assert found.fields["valid_until"].status in ("review", "illegible")


def test_the_day_is_whole_where_its_mark_is_not_read() -> None:
    """Else 二十四 would lose its 四, which stands furthest from 月."""
    form = [entry for entry in main_lines() if entry.quad.bbox.top < 1300]
    until = [
        entry for entry in filled(1540, "有效期至", ("二〇二一", "十", "二十四"), 20)
        if entry.text not in ("日", "二十四")
    ]  # fmt: skip
    day = [line(char, 936 + 32 * at, 1560) for at, char in enumerate("二十四")]
    found = certificate(*form, *filled(1450, "发证日期", ("二〇一六", "十", "二十四"), 20), *until, *day)
    assert (found.issue_date, found.valid_until) == ("2016-10-24", "2021-10-24")
    assert found.fields["valid_until"].status == "review"


@pytest.mark.parametrize("text", ["2024年02月30日", "2024年13月05日"])
def test_a_date_that_never_was(text: str) -> None:
    lines = [entry for entry in main_lines() if "2024年03月05日" not in entry.text]
    found = certificate(*lines, line(text, 640, 500 + 900))
    assert found.fields["issue_date"].status in ("review", "illegible")
    assert any(issue.field == "issue_date" for issue in found.issues)


def test_a_part_of_a_date_whose_box_lies_aslant_is_no_watermark_s() -> None:
    """02 stands above its 日: the box about both lies at an angle, though neither does."""
    form = [entry for entry in main_lines() if entry.quad.bbox.top < 1300]
    parts = [line("2023", 645, 1560), line("年", 727, 1552), line("04月", 845, 1550, angle=-5.8)]
    found = certificate(*form, line("有效期至", 240, 1550), *parts, line("02日", 1036, 1556, angle=-11.7))
    assert found.valid_until == "2023-04-02"


@pytest.mark.parametrize(
    ("until", "status"),
    [
        ("2021年12月23日", FieldStatus.ACCEPTED),
        ("2021年12月22日", FieldStatus.ACCEPTED),
        ("2021年12月3日", FieldStatus.REVIEW),
    ],
)
def test_a_date_of_pieces_is_borne_out_by_a_period_to_the_day(until: str, status: FieldStatus) -> None:
    form = [entry for entry in main_lines() if entry.quad.bbox.top < 1300]
    end = line(f"有效期至：{until}", 240, 1540)
    found = certificate(*form, *filled(1450, "发证日期", ("2016", "12", "23"), 20), end)
    assert (found.issue_date, found.fields["issue_date"].status) == ("2016-12-23", status)
