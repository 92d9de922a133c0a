"""业务种类及覆盖范围 beside services of which each says where it is provided: all of that is the scope's."""

from __future__ import annotations

import pytest

from extractors.normalize.normal import Check
from extractors.normalize.services import normalize_services
from schemas.field import FieldStatus
from tests.lines import LABELS, VALUES, certificate, line, row, title

CALLS, SITES = "国内呼叫中心业务", "信息服务业务（仅限互联网信息服务）"
PITCH = 46


@pytest.mark.parametrize(
    ("label", "offset"),
    [
        (("业务种类", "（服务项目）", "及覆盖范围"), -PITCH / 2),
        (("业务种类及覆盖范围",), -PITCH * 3 / 2),
        (("业务种类及覆盖范围：",), 0),
    ],
)
def test_areas_of_each_service_are_no_label(label: tuple[str, ...], offset: float) -> None:
    """The rows are set half a line off the label's, in the middle of a cell, or begin beside it."""
    rows = (CALLS, "覆盖范围：全国", SITES, "覆盖范围：江苏省")
    read = certificate(
        title(),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        *(line(text, LABELS, 700 + PITCH * at) for at, text in enumerate(label)),
        *(line(text, VALUES, 700 + offset + PITCH * at) for at, text in enumerate(rows)),
        *row(6, "发证日期：", "2024年03月05日"),
        *row(7, "有效期至：", "2029年03月05日"),
    )
    assert read.scope == "".join(rows)
    assert read.fields["scope"].status == FieldStatus.ACCEPTED
    assert read.coverage is None
    assert [(item.code, item.areas) for item in read.business_items] == [
        ("B24-1", ("全国",)),
        ("B25", ("江苏省",)),
    ]


@pytest.mark.parametrize("text", ["业务（北京、上海、广州）", "业务（深圳），互联网接入服务业务（全国）。"])
def test_towns_in_brackets_are_known(text: str) -> None:
    assert Check.UNKNOWN_WORDS not in normalize_services(f"互联网数据中心{text}").failed
    assert Check.UNKNOWN_WORDS in normalize_services(f"互联网数据中心{text}".replace("（", "（广卅、")).failed
