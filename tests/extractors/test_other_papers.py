"""Papers that quote a certificate's number, holder and term, and are none."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import TITLE, annex_lines, certificates, line, main_lines, of_file, page, row, seal, title

ROWS = main_lines()[1:]  # all that a license says, but its title


def heading(text: str, *, size: float = 44.0) -> TextLine:
    return line(text, 480, 260, size=size)


@pytest.mark.parametrize(
    "text",
    [
        "2021年度增值电信业务经营者年报信息表",
        "增值电信业务经营许可申请表",
        "准予行政许可决定书",
        "行政许可申请受理通知书",
        "关于增值电信业务经营许可证的公告",
        "关于注销杭州清河网络科技有限公司增值电信业务经营许可证的决定",
        "企业资质证书一览表",
        "行政许可证件领取登记表",
        "信息安全承诺书",
        "增值电信业务经营许可证填写说明",
        "关于经营许可证的情况说明",
        "现场检查笔录",
        "许可证移交单",
        "股东会决议",
    ],
)
def test_what_its_heading_says_to_be_another_paper_is_no_certificate(text: str) -> None:
    assert certificates(*of_file("a.pdf", page(heading(text), *ROWS))) == []


def test_a_heading_over_two_rows_that_names_the_certificate() -> None:
    lines = [
        line("关于撤销杭州清河网络科技有限公司增值电信业务经营许可", 300, 260, size=50),
        line("证的决定", 700, 330, size=50),
    ]
    assert certificates(*of_file("a.pdf", page(*lines, *ROWS))) == []


@pytest.mark.parametrize(
    "text", ["因保管不善遗失，现声明作废。", "如不服本决定，可以申请行政复议。", "我公司郑重承诺如下"]
)
def test_sentences_that_no_certificate_has(text: str) -> None:
    assert certificates(*of_file("a.pdf", page(*ROWS, line(text, 240, 1700)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "电信业务市场综合管理信息系统 https://tsm.miit.gov.cn/dxxzsp/xkz/resource/qiyesearch.jsp",
        "企业信息查询",
        "国家企业信用信息公示系统",
    ],
)
def test_a_screen_with_a_certificates_labels(text: str) -> None:
    assert certificates(*of_file("a.png", page(line(text, 240, 120), *ROWS))) == []


def test_a_list_of_filings_is_no_annex() -> None:
    head = "工业和信息化部ICP/IP地址/域名信息备案管理系统"
    table = [
        line("序号  网站名称  域名", 240, 500),
        line("1  清河社区  qinghe-net.cn", 240, 560),
    ]
    assert certificates(*of_file("a.png", page(line(head, 240, 120), *table))) == []


@pytest.mark.parametrize(
    "note", ["附件：投标文件 资质一览表", "企业信息查询", "因遗失旧证，现声明作废。", "行政许可决定书"]
)
def test_a_license_under_its_own_title_is_one_whatever_else_stands_there(note: str) -> None:
    (found,) = certificates(*of_file("a.pdf", page(line(note, 240, 120), *main_lines())))
    assert (found.license_number, found.company) == ("浙B2-20190046", "杭州清河网络科技有限公司")


@pytest.mark.parametrize("head", ["电信业务市场综合管理信息系统", "网站清单"])
def test_an_annex_under_its_own_heading_is_one(head: str) -> None:
    annex = page(line(head, 240, 120), *annex_lines(), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.ANNEX]
    assert [site.domains for site in found.annexes[0].websites] == [("qinghe-net.cn",)]


def test_a_filing_gives_the_license_beside_it_nothing() -> None:
    """It bears the same number: its company and its person were values of the license."""
    filing = [
        heading("电信业务经营许可年报表"),
        *main_lines(company="杭州清源科技有限公司", person="王立")[1:],
    ]
    (found,) = certificates(*of_file("a.pdf", page(*filing), page(*main_lines(), page_no=2)))
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert len(found.pages) == 1
    assert not [entry for entry in found.issues if entry.code == "pages_of_either"]


def test_a_certificate_of_no_known_type_may_speak_of_another() -> None:
    lines = [
        title("电信设备进网许可证"),
        *row(1, "证书编号：", "17-B123-204567"),
        *row(2, "设备名称：", "路由器"),
    ]
    told = [*row(3, "发证日期：", "2020年3月5日"), *row(4, "有效期至：", "2023年3月5日")]
    (found,) = certificates(*of_file("a.pdf", page(*lines, *told)))
    assert found.document_type == "unknown"
    assert TITLE not in {pair.value for pair in found.pairs}


def untitled(found: Certificate) -> list[str]:
    return [entry.message[-2:] for entry in found.issues if entry.code == "untitled"]


def test_a_table_without_a_heading_is_told() -> None:
    (found,) = certificates(*of_file("a.pdf", page(*ROWS)))
    assert untitled(found) == ["p1"]
    assert found.needs_review


def test_a_form_without_a_title_grants_it_by_a_sentence() -> None:
    grant = line("根据国家有关规定，经审查，准许你单位经营下列业务，特颁发此证。", 240, 400)
    (found,) = certificates(*of_file("a.pdf", page(grant, *ROWS)))
    assert untitled(found) == []
    assert found.license_number == "浙B2-20190046"


@pytest.mark.parametrize("size", [36.0, 40.0])
def test_a_title_that_is_hardly_larger_than_the_print(size: float) -> None:
    """Under a running header, and beside words that other papers have."""
    lines = [line("投标文件 企业资质一览表", 240, 100), line(TITLE, 480, 260, size=size), *ROWS]
    (found,) = certificates(*of_file("a.pdf", page(*lines, line("本证遗失，应当登报声明作废。", 240, 1900))))
    assert found.company == "杭州清河网络科技有限公司"


def test_nothing_of_a_letter_beside_a_license_is_read() -> None:
    """It may tell what the license does not bear, or otherwise, and would be the license in force."""
    told = [*main_lines(person="王立")[1:], *row(5, "注册资本：", "1000万元")]
    told += row(6, "发证机关：", "浙江省通信管理局")
    for at in (1, 2):
        letter = page(*told, page_no=at, seals=[seal("杭州清河公司", (900, 1900))])
        pages = [letter, page(*main_lines(), page_no=3 - at)]
        (found,) = certificates(*of_file("a.pdf", *pages[:: 3 - 2 * at]))
        assert (found.legal_representative, found.registered_capital) == ("陈立群", None)
        assert (found.issuer, found.seals) == (None, ())
        assert found.fields["legal_representative"].status == FieldStatus.ACCEPTED
        assert len(untitled(found)) == 1


def test_a_table_that_names_a_license_in_a_cell_has_no_title() -> None:
    (found,) = certificates(*of_file("a.pdf", page(*row(-1, "证件名称", TITLE), *ROWS)))
    assert untitled(found) == ["p1"]


def test_a_page_headed_as_a_list_gives_no_site_unquestioned() -> None:
    rows = [line("序号  网站名称  域名", 240, 560), line("1  清河商城  qinghe-shop.cn", 240, 620)]
    listed = page(heading("网站信息登记表"), line("许可证编号：浙B2-20190046", 240, 440), *rows, page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), listed))
    assert "headed_otherwise" in {entry.code for entry in found.issues}
    sites = [field for key, field in found.fields.items() if key.startswith("annexes.")]
    assert all(field.status != FieldStatus.ACCEPTED for field in sites)


def test_clauses_of_a_law_are_nobodys_provisions() -> None:
    clauses = [f"第{number}条 经营增值电信业务的，应当取得经营许可证。" for number in "一二三四五"]
    law = [
        heading("电信业务经营许可管理办法"),
        *(line(text, 240, 500 + 60 * at) for at, text in enumerate(clauses)),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*law, page_no=2)))
    assert found.provisions == ()


def test_rows_of_provisions_end_in_any_word() -> None:
    rows = [
        "一、电信管理机构依法作出行政许可决定",
        "二、业务范围见公告",
        "三、应当遵守管理办法",
        "四、按期年报",
    ]
    clauses = [line(text, 240, 300 + 60 * at, size=36) for at, text in enumerate(rows)]
    number = line("经营许可证编号：浙B2-20190046", 240, 120)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(number, *clauses, page_no=2)))
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.PROVISIONS]
    assert "应当遵守管理办法" in found.provisions[0].text


def test_a_record_of_changes_is_the_licenses_whatever_its_heading() -> None:
    rows = [
        line("变更前", 240, 500), line("变更后", 640, 500), line("变更日期", 1040, 500),
        line("陈立群", 240, 560), line("王立", 640, 560), line("2021年3月5日", 1040, 560),
    ]  # fmt: skip
    record = page(heading("登记事项变更登记表"), *rows, page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), record))
    assert "changes_unread" in {entry.code for entry in found.issues}


def test_a_sealed_license_whose_title_was_lost_names_a_system() -> None:
    rows = [
        line("国家企业信用信息公示系统", 1200, 300), *row(1, "统一社会信用代码", "91110108700338416R"),
        *row(2, "名称", "北京小唐科技有限公司"), *row(3, "类型", "有限责任公司"),
        *row(4, "法定代表人", "陈立群"),
        *row(5, "注册资本", "1000万元"), *row(6, "成立日期", "2010年3月5日"), *row(7, "营业期限", "长期"),
        *row(8, "住所", "北京市海淀区中关村大街1号"), *row(9, "经营范围", "技术服务。"), *row(10, "登记机关"),
    ]  # fmt: skip
    stamp = seal("北京市海淀区市场监督管理局", (1150.0, 1450.0))
    (found,) = certificates(*of_file("a.pdf", page(*rows, seals=[stamp])))
    assert (found.document_type, found.company) == ("business_license", "北京小唐科技有限公司")
    assert untitled(found) == ["p1"]
    assert certificates(*of_file("a.pdf", page(*rows))) == []
