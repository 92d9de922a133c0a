"""Labels that no declaration has: what stands beside them is not lost without a word."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines, row, seal


def read(*further: TextLine) -> Certificate:
    return certificate(*main_lines(), *further, seals=[seal("浙江省通信管理局", (1150.0, 1450.0))])


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("企业现住所：", "杭州市滨江区江南大道88号", "address"),
        ("许可经营范围", "浙江省", "coverage"),
        ("实收资本", "人民币壹仟万元", "registered_capital"),
    ],
)
def test_a_value_under_another_label_is_told(label: str, value: str, name: str) -> None:
    found = read(*row(5, label, value))
    assert found.record()[name] is None
    assert found.fields[name].status == FieldStatus.ILLEGIBLE
    assert found.needs_review


def test_a_sentence_and_a_field_that_was_read_are_no_such_label() -> None:
    found = read(
        *row(4, "注册住所：", "杭州市滨江区江南大道88号"),
        *row(5, "企业通信地址", "杭州市上城区"),
        line("本证仅限在许可的业务覆盖范围", 700, 1300),
    )
    assert found.address == "杭州市滨江区江南大道88号"
    assert found.fields["coverage"].status == FieldStatus.ABSENT
