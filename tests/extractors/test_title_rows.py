"""Titles that are set over two rows."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.lines import certificate, certificates, line, of_file, page, row

BODY = [
    *row(0, "证书编号：", "04622EN0013R0L"),
    *row(1, "组织名称：", "郑州方大实业有限公司"),
    *row(2, "认证依据：", "GB/T 23331-2020/ISO 50001:2018"),
    *row(3, "认证范围：", "镁质耐火砖的生产"),
    *row(5, "初次发证日期：", "2022年01月21日"),
    *row(6, "有效期至：", "2025年01月20日"),
]


def _headed(*head: TextLine) -> Certificate:
    return certificate(*head, *BODY)


def test_a_title_whose_ending_stands_below_it() -> None:
    found = _headed(line("能源管理体系", 620, 160, size=60), line("认证证书", 680, 260, size=70))
    assert found.document_type == "management_system_certificate"
    record = found.record()
    assert (record["license_number"], record["company"]) == ("04622EN0013R0L", "郑州方大实业有限公司")
    assert (record["issue_date"], record["valid_until"]) == ("2022-01-21", "2025-01-20")


def test_an_ending_far_below_or_beside_ends_no_title() -> None:
    for low in (line("认证证书", 680, 420, size=70), line("认证证书", 1200, 260, size=70)):
        read = certificates(*of_file("a.pdf", page(line("能源管理体系", 620, 160, size=60), low)))
        assert not any(found.document_type == "management_system_certificate" for found in read)


def test_another_certificate_s_title_over_two_rows_is_told() -> None:
    found = _headed(line("碳足迹产品", 620, 160, size=60), line("认证证书", 680, 260, size=70))
    assert found.document_type == "unknown"
    (told,) = [one.message for one in found.issues if one.code == "unknown_type"]
    assert "碳足迹产品认证证书" in told
