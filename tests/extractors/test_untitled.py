"""Pages without a title of their own: the inner pages of a booklet, and contracts, whose clauses name a
license."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.certificate import Certificate
from schemas.page import SealReading, TextLine
from tests.lines import certificate, certificates, line, main_lines, of_file, page, row, seal

OFFICE = "云南省住房和城乡建设厅"


def inner() -> list[TextLine]:
    """The left page of the booklet 建筑业企业资质证书, by whose cover alone the title stands."""
    return [
        *row(0, "企业名称：", "大理骏腾建筑工程有限公司"),
        *row(1, "详细地址：", "云南省大理白族自治州大理市人民中路101号"),
        *row(2, "建立时间：", "2011年11月22日"),
        *row(3, "注册资本金：", "1000万元人民币"),
        *row(4, "法定代表人：", "郄文博"),
        *row(5, "经济性质：", "股份有限公司"),
        *row(6, "证书编号：", "D354784295"),
        *row(7, "有效期：", "2025年3月11日"),
    ]


def facing() -> list[TextLine]:
    return [*row(9, "资质类别及等级：", "建筑工程施工总承包贰级"), line("2020年03月12日", 900, 1900)]


def read(lines: Sequence[TextLine], *seals: SealReading) -> Certificate:
    return certificate(*lines, seals=seals)


def test_the_inner_pages_of_a_booklet_are_told_by_labels_and_seal() -> None:
    found = read([*inner(), *facing()], seal(OFFICE, (1000, 1850)))
    assert found.document_type == "construction_qualification"
    assert (found.license_number, found.company) == ("D354784295", "大理骏腾建筑工程有限公司")
    assert (found.scope, found.valid_until) == ("建筑工程施工总承包贰级", "2025-03-11")


def test_half_of_such_a_sheet_is_a_certificate_of_no_known_type() -> None:
    """The halves are scanned as two pages, and the seal is on the other one."""
    found = read(inner())
    assert (found.document_type, found.needs_review) == ("unknown", True)
    assert "D354784295" in {pair.value for pair in found.pairs}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲方：", "乙方："),
        ("委托方（甲方）：", "受托方（乙方）："),
        ("出租方：", "承租方："),
        ("买方：", "卖方："),
        ("合同编号：HT-2015-1 甲方：", "乙方："),
    ],
)
def test_clauses_of_a_contract_are_no_provisions_and_its_parties_no_holders(one: str, other: str) -> None:
    """They name one party's license."""
    clauses = [f"第{number}条 费用按季度支付，逾期承担责任。" for number in "一二三四五"]
    parties = [f"{one}北京方大实业有限公司", f"{other}杭州清河数据有限公司"]
    texts = [*parties, "增值电信业务经营许可证编号：B1-20150233", *clauses]
    lines = [line(text, 200, 500 + 60 * at) for at, text in enumerate(texts)]
    assert certificates(*of_file("a.pdf", page(line("服务器托管合同", 600, 300, size=60), *lines))) == []


@pytest.mark.parametrize("heading", ["投标人基本情况表", "检验报告"])
def test_a_form_under_another_heading_that_names_a_certificate_is_none(heading: str) -> None:
    assert certificates(*of_file("a.pdf", page(line(heading, 600, 260, size=60), *inner()))) == []


@pytest.mark.parametrize("parties", [("委托方：", "受托方："), ("甲方：", "乙方：")])
def test_a_license_under_its_title_may_name_two_parties(parties: tuple[str, str]) -> None:
    named = [line(f"{party}杭州清河", 240, 1600 + 60 * at) for at, party in enumerate(parties)]
    assert read([*main_lines(), *named]).license_number == "浙B2-20190046"
