"""Services in a form that is set about one axis, and rows below services that stand off it."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, of_file, page

AXIS, SIZE, PITCH = 827.0, 44.0, 67.0
CALLS, SITES = "国内呼叫中心业务", "信息服务业务（仅限互联网信息服务）"


def centred(text: str, top: float, size: float = SIZE, off: float = 0.0) -> TextLine:
    width = sum(size if ord(char) > 0xFF else size / 2 for char in text)
    return line(text, AXIS + off - width / 2, top, size=size)


def read(*services: str, off: float = 0.0, pitch: float = PITCH) -> Certificate:
    """A form about an axis; rows of services below the first are ``off`` it, in pixels to the right."""
    first = centred(f"业务种类：{services[0]}", 662)
    label, left = "业务种类：", first.quad.bbox.left
    lines = [
        centred("增值电信业务经营许可证", 234, 60),
        centred("编号：陕B1-20100260", 356),
        centred("公司名称：榆林众筹家供应链管理有限公司", 462),
        centred("法定代表人：柏玮", 558),
        line(label, left, 662, size=SIZE),
        line(services[0], left + SIZE * len(label), 662, size=SIZE),
        *(centred(text, 662 + pitch * at, off=off) for at, text in enumerate(services[1:], start=1)),
        centred("发证日期：2023年01月31日", 662 + pitch * len(services) + 96),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    return found


@pytest.mark.parametrize("end", ["、", ""])
def test_services_below_the_first_about_the_axis_are_the_scope_s(end: str) -> None:
    found = read(CALLS + end, SITES)
    assert found.scope == CALLS + end + SITES
    assert found.fields["scope"].status == FieldStatus.ACCEPTED
    assert [item.code for item in found.business_items] == ["B24-1", "B25"]


def test_what_stands_about_the_axis_below_and_is_no_service_is_none_of_the_scope() -> None:
    assert read(CALLS, "（副本）").scope == CALLS


@pytest.mark.parametrize(("off", "pitch"), [(-150, PITCH), (-150, 1.8 * SIZE), (-400, PITCH)])
def test_a_service_below_that_stands_elsewhere_puts_the_scope_in_doubt(off: float, pitch: float) -> None:
    """As wide as it is, it begins left of the label; the scope was accepted without it."""
    found = read(CALLS, SITES, off=off, pitch=pitch)
    assert found.fields["scope"].status == FieldStatus.REVIEW
