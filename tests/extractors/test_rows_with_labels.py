"""Rows that begin with a label of their own, of which the type knows nothing: 服务接入代码, 邮政编码."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import LABELS, SIZE, certificate, line, row, title

TOP = 600.0
AREAS = "昆明、玉溪、曲靖、大理、丽江、西双版纳"
SCOPE = "信息服务业务（不含固定网电话信息服务）"


@pytest.mark.parametrize(
    "below",
    ["服务接入代码：1066-1688", "联系电话：0871-3332222", "Tel：0871-3332222", "监管部门：云南省通信管理局"],
)
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


def business(above: str, below: str) -> Certificate:
    """A business license whose scope goes on, or may go on, in a row flush with its labels."""
    return certificate(
        line("营业执照", 700, 200, size=70),
        line("统一社会信用代码：91110108MA01EBFH9B", LABELS, 330),
        line("名称：唐山灵犀互动电子商务有限公司", LABELS, 420),
        line("类型：有限责任公司", LABELS, 490),
        line("法定代表人：陈立群", LABELS, 560),
        line(f"经营范围：{above}", LABELS, 770),
        line(below, LABELS, 770 + 1.5 * SIZE),
        line("住所：河北省唐山市路北区建设路88号", LABELS, 1100),
    )


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("生产：化工产品（不含危险化学品）、塑料制品、橡胶制品；", "销售：五金交电、日用百货、建筑材料。"),
        ("危险化学品经营（不带储存设施），具体许可范围见许可证，", "其中：剧毒化学品除外。"),
    ],
)
def test_a_list_goes_on_in_an_entry(above: str, below: str) -> None:
    found = business(above, below)
    assert found.scope == above + below
    assert found.fields["scope"].status == FieldStatus.ACCEPTED


def test_an_entry_that_may_be_a_row_of_its_own_is_told() -> None:
    """备注 or 零售: neither what is above it nor its last word tells."""
    found = business("技术开发、技术咨询、技术服务、会议服务、展览展示服务", "行业特征：互联网生活服务平台")
    assert found.fields["scope"].status == FieldStatus.REVIEW


def test_a_row_with_a_label_under_a_list_that_goes_on_is_told() -> None:
    above = "技术开发、技术咨询、技术服务、会议服务（含展览展示服务、"
    found = business(above, "联系电话：0871-3332222")
    assert found.scope == above
    assert found.fields["scope"].status == FieldStatus.REVIEW
