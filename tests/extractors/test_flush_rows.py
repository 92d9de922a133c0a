"""业务种类及覆盖范围： alone in its row, and the services below it, flush with it."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
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


def _read_beside(*below: str) -> Certificate:
    """Values of the form begin in one column, all that goes on below at the label."""
    lines: list[TextLine] = [title(), line("经营许可证编号：B1.B2-20190046", 900, 420)]
    for at, (label, value) in enumerate(
        (
            ("公司名称：", "甘肃省清河呼叫服务与大数据应用产业技术"),
            ("", "研究院有限责任公司城东分公司"),
            ("法定代表人：", "王清"),
            ("业务种类：", "内容分发网络业务"),
        )
    ):
        left = LEFT + (230 if label else 60)
        lines += [line(label, LEFT, 600 + 90.0 * at)] if label else []
        lines += [line(value, left, 600 + 90.0 * at - (52 if not label else 0))]
    lines += [line(text, LEFT + 60, 870 + 38.0 * (1 + at)) for at, text in enumerate(below)]
    lines += [
        line("业务覆盖范围：", LEFT, 1060),
        line("海南、贵州、北京、吉林、山西、福建", LEFT + 230, 1060),
    ]
    lines += row(9, "发证日期：", "2019年3月7日") + row(10, "有效期至：", "2024年3月7日")
    return certificate(*lines)


def test_further_services_below_the_first_begin_at_the_label() -> None:
    further = ("信息服务业务（不含互联网信息服务）", "国内多方通信服务业务")
    found = _read_beside(*further)
    assert found.scope == "".join(("内容分发网络业务", *further))
    assert [item.code for item in found.business_items] == ["B12", "B25", "B22"]


def test_what_names_no_service_is_no_further_one() -> None:
    found = _read_beside("以上内容以附页为准").fields["scope"]
    assert found.value == "内容分发网络业务" or found.status != FieldStatus.ACCEPTED
