"""Lines in which a second label stands behind the first one's value."""

from __future__ import annotations

import pytest

from extractors.page_lines.layout import Line
from extractors.printed_labels.labels_in_line import part_at_labels
from schemas.declarations import document_types
from schemas.field import FieldStatus
from tests.lines import certificate, line, main_lines, seen

TELECOM = next(kind for kind in document_types() if kind.name == "telecom_license")


def texts(lines: list[Line]) -> list[str]:
    return [own.text.strip() for own in part_at_labels(lines, TELECOM.fields)]


@pytest.mark.parametrize("between", [" ", "　　", ""])
def test_both_dates_of_one_line_are_read(between: str) -> None:
    lines = [
        own
        for own in main_lines()
        if "日期" not in own.text and "年" not in own.text and "有效" not in own.text
    ]
    found = certificate(*lines, line(f"发证日期：2018年3月1日{between}有效期至：2023年3月1日", 240, 1400))
    for name, value in (("issue_date", "2018-03-01"), ("valid_until", "2023-03-01")):
        assert (found.fields[name].value, found.fields[name].status) == (value, FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("法定代表人：陈立群 注册资本：壹佰万元整", ["法定代表人：陈立群", "注册资本：壹佰万元整"]),
        ("网站名称：清河网 域名：qinghe.cn", ["网站名称：清河网", "域名：qinghe.cn"]),
        ("网站名称：清河网；网站域名：qinghe.cn；", ["网站名称：清河网", "网站域名：qinghe.cn；"]),
        ("网站名称：清河域名：网", ["网站名称：清河域名：网"]),
        ("业务种类：国内呼叫中心业务 覆盖范围：全国", ["业务种类：国内呼叫中心业务 覆盖范围：全国"]),
        ("见法定代表人：注册资本：", ["见法定代表人：注册资本："]),
        ("业务种类（服务项目）及覆盖范围：信息服务业务", ["业务种类（服务项目）及覆盖范围：信息服务业务"]),
    ],
)
def test_a_line_is_parted_at_labels_alone(text: str, parts: list[str]) -> None:
    assert texts(seen(line(text, 240, 500))) == parts
