from __future__ import annotations

import pytest

from extractors.pages.classify import classify
from extractors.pages.page_text import read_text
from extractors.printed_labels.labels import find_labels
from extractors.tables.site_table import find_site_table
from schemas.certificate import PageKind
from schemas.page import TextLine
from tests.lines import (
    LABELS,
    TELECOM,
    annex_lines,
    certificate,
    certificates,
    line,
    main_lines,
    of_file,
    page,
    provision_lines,
    row,
)

CLAUSES = ("一、你公司应当按照规定开展经营。", "二、你公司不得转让本许可证。", "三、你公司应当接受检查。")


def kind(*printed: TextLine) -> tuple[PageKind, str | None]:
    (source,) = of_file("a.pdf", page(*printed))
    text = read_text(source)
    labels, _ = find_labels(text.lines, TELECOM.fields)
    found = classify(text, labels, TELECOM, find_site_table(text.lines))
    return found.kind, found.type_name


def test_main() -> None:
    assert kind(*main_lines()) == (PageKind.MAIN, "telecom_license")


def test_main_without_its_title() -> None:
    """The title is ornate type and often lost."""
    assert kind(*main_lines()[1:]) == (PageKind.MAIN, "telecom_license")


def test_main_with_a_misread_title() -> None:
    lines = [line("增值电倍业务经营许司证", 480, 260, size=60), *main_lines()[1:]]
    assert kind(*lines) == (PageKind.MAIN, "telecom_license")


@pytest.mark.parametrize("head", ["附页", "附 页", "(附页)", "附件", ""])
def test_annex(head: str) -> None:
    body = annex_lines()[1:]
    lines = [line(head, 760, 300, size=44), *body] if head else body
    assert kind(*lines) == (PageKind.ANNEX, "telecom_license")


def test_provisions() -> None:
    assert kind(*provision_lines("浙B2-20190046", *CLAUSES)) == (PageKind.PROVISIONS, "telecom_license")


def test_provisions_that_go_on() -> None:
    """A later page has no heading, only clauses."""
    items = (
        "(三)你公司制作、复制信息的，应当遵守规定。",
        "(四)广告。",
        "(五)收费。",
        "(六)安全管理人员。",
        "(七)技术保障。",
    )
    lines = [line(text, LABELS, 300 + 60 * place) for place, text in enumerate(items)]
    assert kind(*lines) == (PageKind.PROVISIONS, "telecom_license")


def test_annual_inspection() -> None:
    assert kind(line("年检合格记录", 640, 300), line("2019年度", 300, 500)) == (
        PageKind.INSPECTION, "telecom_license",
    )  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        ("会议纪要", "时间：2024年3月5日", "地点：三楼会议室", "一、通过预算。"),
        ("营业执照", "统一社会信用代码91110108700338416R", "名称：某某有限公司", "类型：有限责任公司"),
        ("道路运输经营许可证", "业户名称：某某运输有限公司", "地址：杭州市", "经营范围：普通货运"),
        (),
    ],
)
def test_other_papers_make_no_certificate(texts: tuple[str, ...]) -> None:
    lines = [line(text, LABELS, 300 + 90 * place) for place, text in enumerate(texts)]
    assert kind(*lines)[1] is None
    assert certificates(*of_file("a.pdf", page(*lines))) == []


def test_rows_that_begin_with_labels_that_nothing_ends() -> None:
    """It may be a certificate: its values are missed, and told."""
    rows = (
        "许可证编号/浙B2-20190046",
        "公司名称/甲",
        "法定代表人/乙",
        "注册住所/丙",
        "注册资本/丁",
        "发证机关/戊",
    )
    printed = [line(text, LABELS, 500 + 60 * at) for at, text in enumerate(rows)]
    assert kind(line("增值电信业务经营许可证", 480, 260, size=60), *printed)[0] == PageKind.MAIN
    assert kind(line("增值电信业务经营许可证", 480, 260, size=60), *printed[:3])[0] == PageKind.OTHER


def test_a_titled_page_whose_printed_form_has_faded() -> None:
    """A fax of a license showed its values alone, and was no certificate."""
    rows = (
        "浙B2",
        "杭州清河网络科技有限公司",
        "陈立群",
        "壹仟万元整",
        "杭州市滨江区江南大道88号",
        "信息服务",
        "五年",
        "长期",
    )
    printed = [line(text, LABELS, 500 + 60 * at) for at, text in enumerate(rows)]
    heading = line("增值电信业务经营许可证", 480, 260, size=60)
    assert kind(heading, *printed)[0] == PageKind.MAIN
    assert kind(heading, *printed[2:])[0] == PageKind.OTHER
    assert kind(heading)[0] == PageKind.OTHER


def test_a_number_that_two_trades_have_makes_no_page_of_one_that_bears_the_other_s_title() -> None:
    """安全生产许可证 of chemicals have 危化经字 in their numbers, as 危险化学品经营许可证 have."""
    rows = [
        *row(0, "证书编号：", "冀廊危化经字〔2014〕247585"),
        *row(1, "企业名称：", "河北珺珂邦气体有限公司"),
        *row(2, "企业负责人：", "马昱"),
        *row(3, "许可范围：", "乙醇[无水]、盐酸"),
        *row(4, "有效期：", "2014年05月13日至2017年05月12日"),
        *row(9, "发证机关：", "廊坊市安全生产监督管理局"),
        *row(10, "发证日期：", "2014年05月13日"),
    ]
    for head, kind in (("危险化学品经营许可证", "unknown"), ("安全生产许可证", "work_safety_license")):
        assert certificate(line(head, 480, 260, size=60), *rows).document_type == kind


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (("网站接入服务提供者：杭州云港科技有限公司",), PageKind.ANNEX),
        (("4", "网站接入服务提供者：杭州云港科技有限公司"), PageKind.ANNEX),
        (("网站接入服务提供者：杭州云港科技有限公司", *(f"第{at}条说明" for at in range(6))), PageKind.OTHER),
    ],
)
def test_the_end_of_an_annex_alone_on_a_page(rows: tuple[str, ...], read: PageKind) -> None:
    printed = [line(text, LABELS, 300 + 80 * at) for at, text in enumerate(rows)]
    assert kind(*printed)[0] == read
