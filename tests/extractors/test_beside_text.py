"""What stands before and behind a value and is none of it."""

from __future__ import annotations

import pytest

from extractors.normal_forms import normalize
from schemas.document_type import FieldKind

ADDRESS = "北京市房山区学院路380号3号楼"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.ADDRESS, f"◆{ADDRESS}＊＊＊", ADDRESS),
        (FieldKind.ADDRESS, f"{ADDRESS}\n（以登记机关核准为准）", ADDRESS),
        (FieldKind.ADDRESS, f"{ADDRESS}\n以登记机关核准为准", ADDRESS),
        (FieldKind.TEXT, "餐饮服务经营者；", "餐饮服务经营者"),
        (FieldKind.TEXT, "▪自行检验", "自行检验"),
        (FieldKind.PERSON, "晁泽砚（以下空白）", "晁泽砚"),
        (FieldKind.LIST, "建筑施工******", "建筑施工"),
        (FieldKind.LIST, "技术开发；广告制作/", "技术开发；广告制作"),
        (FieldKind.LIST, "技术开发；广告制作 /", "技术开发；广告制作"),
        (FieldKind.LIST, "利用信息网络经营艺术品※以批准文件为准", "利用信息网络经营艺术品"),
        (FieldKind.MONEY, "**5010万元", "5010万元"),
        (FieldKind.NAME, "....杭州清河网络科技有限公司", "杭州清河网络科技有限公司"),
        (FieldKind.PERSON, "…陈立群", "陈立群"),
    ],
)
def test_what_is_none_of_a_value_is_left_out(kind: FieldKind, text: str, value: str) -> None:
    assert normalize(kind, text).value == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.LIST, "广告制作（具体经营项目以审批结果为准）"),  # a part of the scope
        (FieldKind.ADDRESS, f"{ADDRESS}（集群注册）"),
        (FieldKind.ADDRESS, "北京市房山区以东大街1号"),
        (FieldKind.MONEY, "人民币1000万元"),
    ],
)
def test_what_a_value_says_itself_stays(kind: FieldKind, text: str) -> None:
    assert normalize(kind, text).value == text
