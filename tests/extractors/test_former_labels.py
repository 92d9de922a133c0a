"""Values that held before stand under labels of their own, and are none of what holds now."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, VALUES, certificate, line, main_lines, row, seal, title

NUMBER, FORMER = "浙B2-20190046", "浙ICP证030012号"


def read(*further: TextLine) -> Certificate:
    return certificate(*main_lines(), *further, seals=[seal("浙江省通信管理局", (1150.0, 1450.0))])


@pytest.mark.parametrize(
    "remark",
    [
        f"（原许可证编号：{FORMER}）",
        f"原经营许可证编号：{FORMER}",
        f"旧许可证号：{FORMER}",
        f"换证前经营许可证编号：{FORMER}",
        f"本证由原{FORMER}许可证换发。",
        f"{FORMER}许可证同时作废",
    ],
)
def test_the_number_before_is_not_the_number(remark: str) -> None:
    found = read(line(remark, 1000, 440))
    assert found.license_number == NUMBER
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED
    assert found.company == "杭州清河网络科技有限公司"


def test_a_former_number_above_in_a_table_is_not_the_number() -> None:
    rest = [entry for entry in main_lines() if entry.quad.bbox.top > 520]
    found = certificate(title(), *row(-0.4, "原许可证编号", FORMER), *row(0.2, "许可证编号", NUMBER), *rest)
    assert found.license_number == NUMBER
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED


def test_a_former_label_in_two_lines_has_its_own_value() -> None:
    label = [line("原许可证", LABELS, 500 + 9 * PITCH - 44), line("编号", LABELS, 500 + 9 * PITCH)]
    found = read(*label, line(FORMER, VALUES, 500 + 9 * PITCH - 22))
    assert (found.license_number, found.fields["license_number"].status) == (NUMBER, FieldStatus.ACCEPTED)


def test_former_names_and_people_have_their_own_values() -> None:
    found = read(
        *row(4, "注册资本：", "人民币壹仟万元"),
        *row(5, "原公司名称：", "杭州旧河网络有限公司"),
        *row(6, "原法定代表人：", "王二小"),
        *row(7, "变更前注册资本：", "人民币壹佰万元"),
    )
    assert found.company == "杭州清河网络科技有限公司"
    assert (found.legal_representative, found.registered_capital) == ("陈立群", "人民币壹仟万元")
    assert {found.fields[name].status for name in ("company", "legal_representative")} == {
        FieldStatus.ACCEPTED
    }


def test_of_two_numbers_that_no_label_tells_apart_a_person_must_choose() -> None:
    rest = [entry for entry in main_lines() if entry.quad.bbox.top > 520]
    found = certificate(title(), line(NUMBER, 1100, 420), line("浙B2-20080311", 1100, 470), *rest)
    assert found.fields["license_number"].status == FieldStatus.REVIEW
    assert ("numbers_differ", "license_number") in {(one.code, one.field) for one in found.issues}
