"""The record of changes: its words are no values, and a person is told of it."""

from __future__ import annotations

from schemas.certificate import Certificate, PageKind
from schemas.page import TextLine
from tests.lines import PITCH, certificates, line, main_lines, of_file, page, row, seal

NUMBER = ("经营许可证编号：", "浙B2-20190046")


def changes(*lines: TextLine, title: str = "变更登记记录") -> list[TextLine]:
    return [line(title, 640, 300, size=44), *row(0, *NUMBER), *lines]


def table() -> list[TextLine]:
    """Who, from what, to what, and when."""
    rows = (
        ("变更事项", "变更前", "变更后", "变更日期"),
        ("公司名称", "杭州旧河网络有限公司", "杭州清河网络科技有限公司", "2020-03-01"),
        ("法定代表人", "王二小", "陈立群", "2020-03-01"),
        ("注册资本", "100万元", "1000万元", "2021-07-09"),
        ("注册住所", "杭州市解放路1号", "杭州市建设路2号", "2021-07-09"),
    )
    return [
        line(text, left, 700 + PITCH * index)
        for index, cells in enumerate(rows)
        for text, left in zip(cells, (160.0, 400.0, 850.0, 1350.0), strict=True)
    ]


def read(*second: TextLine, first: list[TextLine] | None = None) -> Certificate:
    (found,) = certificates(*of_file("a.pdf", page(*(first or main_lines())), page(*second, page_no=2)))
    return found


def is_told(found: Certificate) -> bool:
    return ("changes_unread", None) in {(entry.code, entry.field) for entry in found.issues}


def test_a_table_of_changes_is_no_certificate_of_its_own_and_is_told() -> None:
    found = read(*changes(*table()))
    assert [one.kind for one in found.pages] == [PageKind.MAIN, PageKind.OTHER]
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert found.registered_capital is None
    assert is_told(found)
    assert found.needs_review


def test_one_in_a_file_of_its_own_is_a_page_of_the_license_with_its_number() -> None:
    alone = of_file("a.png", page(*changes(*table())))
    (found,) = certificates(*alone)
    assert (found.license_number, found.company) == ("浙B2-20190046", None)
    assert {"no_main_page", "changes_unread"} <= {entry.code for entry in found.issues}
    (found,) = certificates(*alone, *of_file("b.png", page(*main_lines())))
    assert sorted(one.kind for one in found.pages) == [PageKind.MAIN, PageKind.OTHER]
    assert is_told(found)


def test_a_form_to_apply_for_changes_is_no_record() -> None:
    assert certificates(*of_file("a.png", page(*changes(*table(), title="变更申请表")))) == []
    assert certificates(*of_file("a.png", page(*changes()))) == []


def test_the_heads_of_its_table_tell_it_without_a_title() -> None:
    found = read(*row(0, *NUMBER), *table())
    assert found.legal_representative == "陈立群"
    assert is_told(found)


def test_changes_that_are_written_as_rows_of_what_they_became() -> None:
    rows = [*row(2, "公司名称", "变更为：杭州新河有限公司"), *row(3, "法定代表人", "变更为：王二小")]
    rows += [*row(4, "注册住所", "变更为：杭州市建设路2号"), *row(5, "注册资本", "变更为：1000万元")]
    found = read(*changes(*rows, title="许可证变更情况"))
    assert (found.company, found.address) == ("杭州清河网络科技有限公司", None)
    assert is_told(found)


def test_an_empty_form_says_nothing() -> None:
    blank = [
        *row(2, "公司名称", "年 月 日"),
        *row(3, "法定代表人", "年 月 日"),
        *row(4, "注册住所", "年 月 日"),
    ]
    assert not is_told(read(*changes(*blank)))
    (found,) = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines()),
            page(*changes(*blank), page_no=2, seals=[seal("浙江省通信管理局", (1200.0, 900.0))]),
        )
    )
    assert is_told(found)  # what stands under the seal was not read


def test_a_block_at_the_foot_of_a_main_page_leaves_it_one() -> None:
    found = read(*row(0, *NUMBER), first=[*main_lines(), line("变更记录", 640, 2060)])
    assert found.pages[0].kind == PageKind.MAIN
    assert found.legal_representative == "陈立群"


def test_a_stamp_of_the_like_leaves_a_main_page_one() -> None:
    for text in ("核准变更登记", "用于办理股权变更登记"):
        (found,) = certificates(*of_file("a.pdf", page(*main_lines(), line(text, 640, 400))))
        assert (found.document_type, found.company) == ("telecom_license", "杭州清河网络科技有限公司")


def test_an_annex_headed_by_the_like_is_read() -> None:
    rows = [*row(2, "网站名称：", "清河社区"), *row(3, "服务器放置地：", "浙江省杭州市滨江区江南大道88号")]
    found = read(line("附页", 760, 300, size=44), line("网站变更登记表", 640, 400), *rows)
    assert found.annexes[0].server_location == "浙江省杭州市滨江区江南大道88号"


def test_a_record_under_the_certificates_own_title_gives_no_values() -> None:
    rows = [*row(2, "公司名称", "变更为：杭州新河有限公司"), *row(3, "法定代表人", "变更为：王二小")]
    rows += [*row(4, "注册住所", "变更为：杭州市建设路2号"), *row(5, "注册资本", "变更为：1000万元")]
    rows += row(6, "业务种类", "变更为：信息服务业务")
    second = [*main_lines()[:1], *changes(*rows)[1:], line("变更登记记录", 640, 400)]
    found = certificates(*of_file("a.pdf", page(*main_lines()), page(*second, page_no=2)))
    assert "王二小" not in {one.legal_representative for one in found}


def test_a_certificate_whose_own_title_speaks_of_a_change_is_one() -> None:
    rows = (
        ("证书号：", "软著变补字第202003417号"),
        ("软件名称：", "小微企业开票助手软件V5.2"),
        ("著作权人：", "上海清河信息有限公司"),
        ("开发完成日期：", "2018年09月01日"),
        ("权利取得方式：", "原始取得"),
        ("权利范围：", "全部权利"),
        ("登记号：", "2019SR0117745"),
    )
    head = [line("计算机软件著作权变更登记", 420, 300, size=60), line("证书", 720, 380, size=60)]
    body = [one for at, (label, value) in enumerate(rows) for one in row(at, label, value)]
    (found,) = certificates(*of_file("a.pdf", page(*head, *body)))
    assert (found.document_type, found.company) == ("software_copyright", "上海清河信息有限公司")
