"""Labels and values in turns about one axis, dashes about the labels."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import HEIGHT, WIDTH, certificate, line, title

FORM = {
    "经营许可证编号": "贵B2-20200216",
    "公司名称": "贵州清河数谷大数据应用有限公司",
    "法定代表人（负责人）": "仰阿莎",
    "注册住所": "贵州省贵安新区高端装备制造产业园南部园区",
    "业务种类": "信息服务业务（仅限互联网信息服务）",
    "业务覆盖范围（服务项目）": "贵州省",
}
NAMES = ("company", "legal_representative", "address", "scope", "coverage")


def centred(text: str, top: float, *, size: float = 40.0) -> TextLine:
    width = sum(size if ord(character) > 0xFF else size / 2 for character in text)
    return line(text, WIDTH / 2 - width / 2, top, size=size)


def form(left: str, right: str) -> list[TextLine]:
    lines = [title()]
    for at, (label, value) in enumerate(FORM.items()):
        lines += [centred(f"{left}{label}{right}", 420 + 136 * at, size=32), centred(value, 474 + 136 * at)]
    dates = (("发证日期", "2020年10月15日", 405.0), ("有效期至", "2025年10月14日", 1113.0))
    for label, value, at_left in dates:
        lines += [line(label, at_left, HEIGHT - 1050), line(value, at_left - 70, HEIGHT - 992)]
    return lines


@pytest.mark.parametrize(("left", "right"), [("—", "—"), ("一 ", "—"), ("- ", ""), ("", "")])
def test_each_value_below_its_label(left: str, right: str) -> None:
    found = certificate(*form(left, right))
    values = [(found.fields[name].value, found.fields[name].status) for name in NAMES]
    assert values == [(value, FieldStatus.ACCEPTED) for value in [*FORM.values()][1:]]
    assert found.record()["valid_until"] == "2025-10-14"
