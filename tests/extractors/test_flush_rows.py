"""业务种类及覆盖范围： alone in its row, and the services below it, flush with it."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.lines import PITCH, certificate, line, row, title

LEFT, TOP = 240.0, 1000.0
ROWS = ("1、国内呼叫中心业务：北京、上海、", "江苏。", "2、互联网接入服务业务：全国。")


def read(*below: str) -> Certificate:
    lines: list[TextLine] = [title(), line("经营许可证编号：B1.B2-20190046", 900, 420)]
    lines += [line("公司名称：清河信息技术有限公司", LEFT, TOP - 2 * PITCH)]
    lines += [line("法定代表人：王清", LEFT, TOP - PITCH), line("业务种类及覆盖范围：", LEFT, TOP)]
    lines += [line(text, LEFT, TOP + 50.0 * (1 + at)) for at, text in enumerate(below)]
    lines += row(9, "发证日期：", "2019年3月7日") + row(10, "有效期至：", "2024年3月7日")
    return certificate(*lines)


def test_services_flush_below_their_label_are_its_value() -> None:
    found = read(*ROWS)
    assert found.scope == "".join(ROWS)
    assert [(item.code, item.areas) for item in found.business_items] == [
        ("B24-1", ("北京", "上海", "江苏")),
        ("B14", ("全国",)),
    ]
    assert found.legal_representative == "王清"


def test_what_names_no_service_is_not() -> None:
    for found in (read("本证不得转让"), read("由发证机关填写", *ROWS)):
        assert found.scope is None
        assert "illegible" in {entry.code for entry in found.issues if entry.field == "scope"}
