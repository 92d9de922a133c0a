"""Rows that begin with a label of their own, of which the type knows nothing: 服务接入代码, 邮政编码."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import LABELS, SIZE, certificate, line, row, title

TOP = 600.0
AREAS = "昆明、玉溪、曲靖、大理、丽江、西双版纳"
SCOPE = "信息服务业务（不含固定网电话信息服务）"


@pytest.mark.parametrize("below", ["服务接入代码：1066-1688", "联系电话：0871-3332222"])
def test_a_row_with_a_label_of_its_own_is_no_rest_of_a_full_row_above(below: str) -> None:
    found = certificate(
        title(),
        line("经营许可证编号：云B2-20060021", 700, 400),
        line("公司名称：昆明海鸥旅行信息服务有限公司", LABELS, TOP),
        line("法定代表人：刀美兰", LABELS, TOP + 70),
        line(f"业务种类：{SCOPE}", LABELS, TOP + 140),
        line(f"业务覆盖范围：{AREAS}", LABELS, TOP + 210),
        line(below, LABELS, TOP + 270),
        *row(9, "发证日期：", "2006年2月10日"),
        *row(10, "有效期至：", "2011年2月9日"),
    )
    assert (found.scope, found.coverage) == (SCOPE, AREAS)
    assert found.fields["coverage"].status == FieldStatus.ACCEPTED


def test_what_goes_on_below_its_label_with_a_place_and_a_colon_is_its_value() -> None:
    first, second = "信息服务业务：昆明、玉溪、曲靖、大理、丽江；在线数据处理与", "交易处理业务：昆明、玉溪"
    found = certificate(
        title(),
        line("经营许可证编号：云B2-20060021", 700, 400),
        line(f"业务覆盖范围：{first}", LABELS, TOP + 210),
        line(second, LABELS, TOP + 210 + 1.4 * SIZE),
        *row(9, "发证日期：", "2006年2月10日"),
    )
    assert found.coverage == first + second
