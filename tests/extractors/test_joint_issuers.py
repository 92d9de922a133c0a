"""Certificates that several authorities grant together: in one line of print, and by their seals."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, row, seal

_NAMES = ("江苏省科学技术厅", "江苏省财政厅", "国家税务总局江苏省税务局")


def _high_tech(*lines: TextLine, seals: tuple[str, ...] = _NAMES) -> Certificate:
    return certificate(
        line("高新技术企业证书", 480, 200, size=80),
        *row(0, "企业名称：", "常州市星宇车灯股份有限公司"),
        *row(1, "证书编号：", "GR202132009981"),
        *row(2, "发证时间：", "2021年11月30日"),
        *lines,
        seals=[seal(text, (400 + 400 * at, 1500)) for at, text in enumerate(seals)],
    )


@pytest.mark.parametrize("mark", [" ", "、", ""])
def test_three_in_one_line(mark: str) -> None:
    field = _high_tech(line(f"批准机关：{mark.join(_NAMES)}", 240, 1000)).fields["issuer"]
    assert (field.value, field.status) == ("、".join(_NAMES), FieldStatus.ACCEPTED)


@pytest.mark.parametrize("misread", ["科学技木厅", "财攻厅", "财政庁"])
def test_two_that_a_misread_end_makes_one_are_for_review(misread: str) -> None:
    right = "科学技术厅" if "技" in misread else "财政厅"
    names = "".join(_NAMES).replace(right, misread)
    field = _high_tech(line(f"批准机关：{names}", 240, 1000), seals=()).fields["issuer"]
    assert field.status == FieldStatus.REVIEW


_BEFORE_2018 = ("江苏省科学技术厅", "江苏省财政厅", "江苏省国家税务局", "江苏省地方税务局")


@pytest.mark.parametrize(
    "seals", [_NAMES[:2], _BEFORE_2018[:3], _BEFORE_2018[1:], (*_NAMES, "江苏省地方税务局")]
)
def test_some_of_the_seals_are_for_review(seals: tuple[str, ...]) -> None:
    """One more may lie there that was not found."""
    found = _high_tech(line("批准机关：", 240, 1000), seals=seals)
    field = found.fields["issuer"]
    assert (field.value, field.status) == ("、".join(seals), FieldStatus.REVIEW)
    assert "issuer_unclear" in {one.code for one in found.issues if one.field == "issuer"}


@pytest.mark.parametrize("seals", [_NAMES, _BEFORE_2018])
def test_the_seals_of_all_who_grant_it(seals: tuple[str, ...]) -> None:
    """In the declaration's order, wherever each lies."""
    field = _high_tech(line("批准机关：", 240, 1000), seals=seals[::-1]).fields["issuer"]
    assert (field.value, field.status) == ("、".join(seals), FieldStatus.ACCEPTED)


def test_one_that_is_unclear_beside_all_is_for_review() -> None:
    field = _high_tech(line("批准机关：", 240, 1000), seals=(*_NAMES, "江苏地")).fields["issuer"]
    assert field.status == FieldStatus.REVIEW


def test_the_copyright_centre_needs_no_place() -> None:
    found = certificate(
        line("计算机软件著作权登记证书", 480, 200, size=80),
        *row(0, "软件名称：", "粮库监测系统V1.0"),
        *row(1, "著作权人：", "郑州市华粮科技股份有限公司"),
        *row(2, "登记号：", "2017SR464654"),
        seals=[seal("中国版权保护中心", (1200, 1500))],
    )
    field = found.fields["issuer"]
    assert (field.value, field.status) == ("中国版权保护中心", FieldStatus.ACCEPTED)
