"""Periods of a business license that have no end, and those that were not read."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line


def _license(*period: str) -> Certificate:
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    rows = (
        ("名称", "唐山灵犀互动电子商务有限公司"), ("法定代表人", "陈立群"), ("成立日期", "2019年03月05日"),
        ("营业期限", *period), ("住所", "河北省唐山市路北区建设路88号"),
    )  # fmt: skip
    for at, texts in enumerate(rows):
        lines += [line(text, 200 + 220 * place, 500 + 60 * at) for place, text in enumerate(texts)]
    return certificate(*lines)


@pytest.mark.parametrize("printed", ["长期", "永久", "不约定期限", "无固定期限", "未约定期限"])
def test_a_period_without_end(printed: str) -> None:
    found = _license(printed)
    assert found.fields["valid_until"].value == "长期"
    assert found.fields["valid_until"].status == FieldStatus.ACCEPTED


def test_a_period_that_was_not_read_is_told() -> None:
    found = _license()
    assert found.fields["valid_until"].status == FieldStatus.ILLEGIBLE
    assert ("illegible", "valid_until") in [(entry.code, entry.field) for entry in found.issues]
    assert found.needs_review


@pytest.mark.parametrize(
    "printed",
    ["2009.07.15-2029.07.14", "2009-07-15—2029-07-14", "2009/7/15~2029/7/14", "2009年7月15日-2029年7月14日"],
)
def test_a_dash_between_two_dates(printed: str) -> None:
    found = _license(printed)
    assert (found.valid_from, found.valid_until) == ("2009-07-15", "2029-07-14")
