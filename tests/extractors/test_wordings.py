"""Further wordings of labels, as provinces print them: known to the letter, and never words of a text."""

from __future__ import annotations

import pytest

from extractors.printed_labels.labels import find_labels
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, TELECOM, VALUES, certificate, line, row, seal, seen, title


def found(*lines: TextLine) -> list[tuple[str, str]]:
    """Names of the labels found, each with the text behind it in its line."""
    labels, _ = find_labels(seen(*lines), TELECOM.fields)
    return [(label.spec.name, "".join(part.text for part in label.rest)) for label in labels]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("业务种类及服务项目：", "scope"),
        ("法定代表人（负责人）：", "legal_representative"),
        ("持 证 单 位", "company"),
        ("服务器所在地：", "server_location"),
        ("服务器托管地：", "server_location"),
        ("机房地址：", "server_location"),
        ("接入服务商：", "access_provider"),
        ("网站接入服务提供商：", "access_provider"),
        ("网站（APP）名称：", "site_name"),
        ("网站域名（APP下载地址）：", "site_domains"),
        ("发证时间：", "issue_date"),
        ("发证单位：", "issuer"),
        ("有效期截止日期：", "valid_until"),
        ("许可证持有单位：", "company"),
        ("单位法定代表人：", "legal_representative"),
        ("注册资本（金）：", "registered_capital"),
        ("准许经营业务：", "scope"),
        ("许可经营的业务种类：", "scope"),
        ("业务类别：", "scope"),
        ("许可地域范围：", "coverage"),
        ("业务开展地域：", "coverage"),
        ("批准日期：", "issue_date"),
    ],
)
def test_a_wording_is_a_label_of_its_field(printed: str, name: str) -> None:
    assert found(line(printed, LABELS, 500), line("某某", VALUES + 100, 500)) == [(name, "")]


@pytest.mark.parametrize(
    "text",
    [
        "互联网接入服务业务（不含网站接入）",
        "接入服务商应当核验网站的备案",
        "持证单位应当按照许可证载明的业务种类经营",
        "经营范围以本许可证载明的为准",
        "发证时间以本证为准",
        "平台名称与业务无关",
        "机房地址",  # the head of a table's column
    ],
)
def test_services_and_sentences_are_no_label(text: str) -> None:
    assert found(line(text, LABELS, 500)) == []


def test_a_misread_wording_is_not_guessed_at() -> None:
    assert found(line("按入单位：", LABELS, 500), line("某某", VALUES, 500)) == []


def test_a_page_in_other_words_is_read() -> None:
    page = certificate(
        title(),
        line("证书编号：桂B2-20230066", 1000, 420),
        *row(0, "单位名称：", "广西壮乡云品电子商务有限公司"),
        *row(1, "法人代表：", "韦小宝"),
        line("业务种类及服务项目：", LABELS, 500 + 2 * PITCH),
        line("信息服务业务（仅限互联网信息服务）", VALUES, 500 + 2 * PITCH),
        line("发证单位：广西壮族自治区通信管理局", 700, 1600),
        line("发证时间：2023年6月1日", 700, 1670),
        line("有效期限至：2028年5月31日", 700, 1740),
        seals=[seal("广西壮族自治区通信管理局", (1150.0, 1650.0))],
    )
    read = ("legal_representative", "scope", "issue_date", "issuer")
    assert {name: page.fields[name].status for name in read} == dict.fromkeys(read, FieldStatus.ACCEPTED)
    assert (page.legal_representative, page.scope) == ("韦小宝", "信息服务业务（仅限互联网信息服务）")
    assert not page.needs_review


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("许可业务种类第二类增值电信业务中的呼叫中心业务", "scope", "第二类增值电信业务中的呼叫中心业务"),
        ("企业法定代表人约翰·史密斯", "legal_representative", "约翰·史密斯"),
        ("公司住所山西省太原市小店区滨盛路16号", "address", "山西省太原市小店区滨盛路16号"),
        ("证书有效期至二〇一一年十一月三十日", "valid_until", "二〇一一年十一月三十日"),
        ("证号：湘B2-20183639", "license_number", "湘B2-20183639"),
        ("许可有效期2021年7月26日至2026年7月25日", "term", "2021年7月26日至2026年7月25日"),
        ("业务覆盖区域全国", "coverage", "全国"),
        ("公司地址Registered Address", "address", "Registered Address"),
    ],
)
def test_a_value_may_follow_at_once_where_a_wording_ends_as_a_label(text: str, name: str, value: str) -> None:
    assert found(line(text, LABELS, 500)) == [(name, value)]


def test_one_that_ends_otherwise_needs_a_gap() -> None:
    assert found(line("经营单位应当遵守本规定", LABELS, 500)) == []
    assert found(line("本公司住所变更的", LABELS, 500)) == []


@pytest.mark.parametrize(
    "text",
    [
        "许可证有效期届满前90日申请续期",
        "企业法定代表人变更的，应当自变更之日起",
        "公司住所发生变更",
        "许可证有效期内不得转让",
    ],
)
def test_a_sentence_that_begins_with_a_wording_is_no_label(text: str) -> None:
    assert found(line(text, LABELS, 500)) == []


def test_values_begin_with_the_same_characters() -> None:
    assert found(line("企业法定代表人应小明", LABELS, 500)) == [("legal_representative", "应小明")]
    assert found(line("公司注册地址内蒙古包头市", LABELS, 500)) == [("address", "内蒙古包头市")]
