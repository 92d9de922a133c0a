"""Remarks that somebody wrote beside a value and the engine read as one line with it."""

from __future__ import annotations

import pytest

from extractors.page_lines.gaps import holds_further_print
from schemas.field import FieldStatus
from tests.lines import certificate, line, row, seen


@pytest.mark.parametrize(
    ("printed", "name", "value"),
    [
        ("承装类三级、承修类三级 2023年升级", "scope", "承装类三级、承修类三级2023年升级"),
        ("承装类五级 承修类五级 承试类五级", "scope", "承装类五级承修类五级承试类五级"),
    ],
)
def test_a_remark_behind_classes(printed: str, name: str, value: str) -> None:
    """Classes set apart by spaces alone are as long as one another."""
    found = certificate(
        line("承装（修、试）电力设施许可证", 400, 260, size=60),
        *row(0, "许可证编号：", "5-3-00024-2007"),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "法定代表人：", "李士方"),
        *row(3, "许可类别和等级：", printed),
    )
    field = found.fields[name]
    status = FieldStatus.REVIEW if "升级" in printed else FieldStatus.ACCEPTED
    assert (field.value, field.status) == (value, status)


@pytest.mark.parametrize(
    ("capital", "status"),
    [
        ("壹佰万元整", FieldStatus.ACCEPTED),
        ("壹佰万元整 已核", FieldStatus.REVIEW),
        ("人民币 500万元", FieldStatus.ACCEPTED),
        ("500 万元", FieldStatus.ACCEPTED),
    ],
)
def test_a_remark_behind_an_amount(capital: str, status: FieldStatus) -> None:
    found = certificate(
        line("营业执照", 640, 260, size=90),
        line("统一社会信用代码 91110108700338416R", 500, 400),
        *row(1, "名称", "北京方大实业有限公司"),
        *row(2, "法定代表人", "李 士 方"),
        *row(3, "注册资本", capital),
        *row(4, "成立日期", "2009年03月12日"),
        *row(5, "住所", "北京市海淀区中关村南大街2号"),
    )
    assert found.fields["registered_capital"].status == status
    assert found.fields["legal_representative"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("text", ["张 伟", "智慧社区平台 V2.0", "GB/T 19001-2016 标准", "A座 B座"])
def test_spaces_that_print_has(text: str) -> None:
    (one,) = seen(line(text, 240, 500))
    assert not holds_further_print(one)
