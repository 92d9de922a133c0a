"""Dates of which a part is illegible, and what the other end of the period tells of it."""

from __future__ import annotations

import pytest

from extractors.normalize.date_parts import read_parts
from extractors.normalize.dates import normalize_date
from schemas.field import FieldStatus
from tests.lines import certificate, main_lines, row


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026年月22日", (2026, None, 22)),
        ("二三年十一 月 十四日", (None, 11, 14)),
        ("2014年29月17日", (2014, None, 17)),
        ("202举7月26日", (None, 7, 26)),
        ("2024年 01月 25日", (2024, 1, 25)),
        ("20易吸而景", None),
    ],
)
def test_the_parts_that_are_legible(text: str, parts: tuple[int | None, ...] | None) -> None:
    assert read_parts(text) == parts


@pytest.mark.parametrize(
    ("issued", "until", "completed"),
    [
        ("2024年03月05日", "2029年月05日", "2029-03-05"),
        ("2024年03月05日", "二〇二九年月五日", "2029-03-05"),
        ("2024年03月05日", "2029年23月04日", "2029-03-04"),  # the day before
        ("2024年02月29日", "2029年月28日", "2029-02-28"),
        ("2024年03月05日", "2029年04月日", None),  # another month than five years give
        ("2024年03月05日", "2029年03月日", None),  # the 4th as well as the 5th
        ("2024年03月05日", "2029年月日", None),
        ("2024年03月05日", "2028年月05日", None),
    ],
)
def test_the_other_end_of_the_period_completes_a_date(issued: str, until: str, completed: str | None) -> None:
    lines = [*main_lines()[:-4], *row(10, "发证日期：", issued), *row(11, "有效期至：", until)]
    found = certificate(*lines)
    field = found.fields["valid_until"]
    assert found.issue_date is not None
    assert found.valid_until == field.value == completed
    codes = {known.code for known in found.issues if known.field == "valid_until"}
    if completed is None:
        assert field.status is FieldStatus.ILLEGIBLE
        assert "date_completed" not in codes
    else:
        assert field.status is FieldStatus.REVIEW
        assert field.raw == until
        assert "date_completed" in codes


def test_the_day_of_issue_from_the_end() -> None:
    lines = [
        *main_lines()[:-4],
        *row(10, "发证日期：", "2024年月05日"),
        *row(11, "有效期至：", "2029年03月05日"),
    ]
    found = certificate(*lines)
    assert found.issue_date == "2024-03-05"
    assert found.needs_review
    assert found.fields["valid_until"].evidence["agreeing"] == 0, "it is no witness for what it follows from"


def test_a_day_with_a_mark_read_as_its_last_digit_is_no_day() -> None:
    """2016年08月03日, whose 日 is a 1 under a watermark."""
    assert read_parts("2016年08月031") == (2016, 8, None)
    assert normalize_date("2016年08月031").value is None
    assert normalize_date("2016年08月03").value == "2016-08-03"
