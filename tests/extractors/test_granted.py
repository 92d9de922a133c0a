"""Licenses that are written as sentences, with few labels or none."""

from __future__ import annotations

import pytest

from extractors.sentences.granted import find_granted
from extractors.sentences.running import to_running
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import PITCH, TELECOM, certificate, certificates, line, of_file, page, row, seal, seen, title

ROW = 36  # characters


def paragraph(text: str) -> list[TextLine]:
    rows = [text[at : at + ROW] for at in range(0, len(text), ROW)]
    return [line(own, 200, 500 + PITCH * at) for at, own in enumerate(rows)]


def read(text: str) -> Certificate:
    return certificate(title(), *paragraph(text), seals=[seal("浙江省通信管理局", (1150.0, 1650.0))])


PAPERS = (
    "根据《中华人民共和国电信条例》及有关规定，经审查，准予杭州清河网络科技有限公司（住所：浙江省杭州市滨江区"
    "江南大道88号，法定代表人：陈立群）在浙江省范围内经营第二类增值电信业务中的信息服务业务（仅限互联网信息服务），"
    "许可证编号：浙B2-20190046，有效期自2024年3月5日至2029年3月5日。",
    "兹证明杭州清河网络科技有限公司，由陈立群担任法定代表人，注册地址位于浙江省杭州市滨江区江南大道88号，"
    "业经我局依法审查，获准从事信息服务业务（仅限互联网信息服务），覆盖范围为浙江省，发给浙B2-20190046号"
    "增值电信业务经营许可证，自2024年3月5日起至2029年3月5日止有效。",
)


@pytest.mark.parametrize("text", PAPERS)
def test_sentences_tell_the_values_for_review(text: str) -> None:
    found = read(text)
    assert (found.document_type, found.license_number) == ("telecom_license", "浙B2-20190046")
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert (found.address, found.coverage) == ("浙江省杭州市滨江区江南大道88号", "浙江省")
    assert (found.scope or "").endswith("信息服务业务（仅限互联网信息服务）")
    assert found.valid_until == "2029-03-05"
    assert found.fields["company"].status == FieldStatus.REVIEW
    assert found.needs_review


def test_a_value_knows_the_lines_that_it_wraps_over() -> None:
    held = find_granted(seen(*paragraph(PAPERS[0])), TELECOM)
    assert ["".join(one.text for one in held[name]) for name in ("company", "address")] == [
        "杭州清河网络科技有限公司",
        "浙江省杭州市滨江区江南大道88号",
    ]
    assert len(held["company"]) == 2
    assert held["company"][0].box.right > held["company"][1].box.right


def test_what_a_watermark_leaves_stands_in_no_sentence() -> None:
    text = to_running(seen(line("准予清河公", 200, 500), line("再", 700, 560), line("司。", 200, 620))).text
    assert text == "准予清河公司。"


def test_the_clauses_of_a_form_tell_none_of_its_values() -> None:
    form = [
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(1, "公司名称：", "杭州清河网络科技有限公司"),
        *row(2, "法定代表人：", "陈立群"),
        *row(3, "注册住所：", "浙江省杭州市滨江区江南大道88号"),
        *row(4, "业务种类：", "信息服务业务"),
        *row(5, "发证日期：", "2024年03月05日"),
        *row(6, "有效期至：", "2029年03月05日"),
        line(
            "经审查，准予宁波旧河有限公司（法定代表人：王二小，住所：宁波市中山路1号）的申请作废。", 200, 1400
        ),
    ]
    found = certificate(title(), *form)
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")


def test_a_page_that_grants_nothing_is_no_license() -> None:
    about = "各电信业务经营者应当依法经营信息服务业务，法定代表人为第一责任人，注册地址变更的，应当自行申报。"
    assert certificates(*of_file("a.png", page(title(), *paragraph(about)))) == []
