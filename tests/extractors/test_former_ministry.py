"""Licenses that the ministry's forerunner (信息产业部, to 2008) issued."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, main_lines, row, seal

_FORMER, _MINISTRY = "中华人民共和国信息产业部", "中华人民共和国工业和信息化部"


def _sealed(number: str, rim: str) -> Certificate:
    lines = [one for one in main_lines(number) if "信息服务" not in one.text]
    return certificate(*lines, seals=(seal(rim, (900, 1500)),))


@pytest.mark.parametrize("number", ["B2-20061304", "A2.B1.B2-20040003"])
def test_its_seal_is_not_its_successor_s(number: str) -> None:
    found = _sealed(number, _FORMER)
    assert found.issuer == "信息产业部"
    assert found.fields["issuer"].status == FieldStatus.ACCEPTED
    assert found.seals[0].text == _FORMER
    assert not any(issue.code == "issuer_number" for issue in found.issues)


def test_a_renewed_license_is_its_successor_s() -> None:
    found = _sealed("B2-20061304", _MINISTRY)
    assert (found.issuer, found.fields["issuer"].status) == ("工业和信息化部", FieldStatus.ACCEPTED)


@pytest.mark.parametrize("number", ["B2-20101304", "京B2-20061304"])
def test_it_issued_no_later_number_and_no_province_s(number: str) -> None:
    found = _sealed(number, _FORMER)
    assert "issuer_number" in {issue.code for issue in found.issues}
    assert found.fields["issuer"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(("rim", "sure"), [(_MINISTRY, False), (_FORMER, True)])
def test_a_seal_that_names_another_than_the_print_is_told(rim: str, sure: bool) -> None:
    lines = [one for one in main_lines("B2-20061304") if "信息服务" not in one.text]
    found = certificate(*lines, *row(9, "发证机关：", "信息产业部"), seals=(seal(rim, (900, 1650)),))
    assert (found.fields["issuer"].status == FieldStatus.ACCEPTED) is sure
    assert (("seal_differs", "issuer") in {(one.code, one.field) for one in found.issues}) is not sure
