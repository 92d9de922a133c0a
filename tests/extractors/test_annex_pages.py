"""Pages that are annexes whatever heads them."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row, title

NUMBER = "浙B2-20190046"
LIST = [
    *row(3, "网站（APP）名称：", "清河社区"),
    *row(4, "域名：", "qinghe.cn"),
    *row(5, "服务器所在地：", "浙江省杭州市滨江区江南大道88号"),
    *row(6, "接入服务提供者：", "浙江云港数据科技有限公司"),
]
RULE = line("一、你公司应当依法经营。", 240, 760)


def _table(number: tuple[str, ...]) -> list[TextLine]:
    """Sites under heads, the first of which may stand over two rows."""
    head = [line(text, 240, 640 + 30 * at) for at, text in enumerate(number)]
    head += [line("网站名称", 500, 655), line("网站域名", 900, 655)]
    return [*head, line("1", 250, 730), line("清河社区", 490, 730), line("qinghe.cn", 880, 730)]


def _read(*lines: TextLine, headed: str = "附件：特别规定事项（一）") -> Certificate:
    head = [*row(0, "经营许可证编号：", NUMBER), line(headed, 560, 420, size=44)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines(NUMBER)), page(*head, *lines, page_no=2)))
    return found


@pytest.mark.parametrize("headed", ["附件：特别规定事项（一）", "特别规定事项"])
@pytest.mark.parametrize("lines", [LIST, _table(("序号",)), _table(("序", "号"))])
def test_special_provisions_that_list_sites(lines: list[TextLine], headed: str) -> None:
    found = _read(*lines, headed=headed)
    assert found.pages[1].kind == PageKind.ANNEX
    assert [(site.name, site.domains) for site in found.annexes[0].websites] == [("清河社区", ("qinghe.cn",))]
    assert "provisions_unread" not in {entry.code for entry in found.issues}


def test_special_provisions_that_are_clauses() -> None:
    found = _read(*LIST, RULE)
    assert found.pages[1].kind == PageKind.PROVISIONS
    assert [clause.number for clause in found.provisions] == ["一"]
    assert found.needs_review


@pytest.mark.parametrize("lines", [LIST, _table(("序号",))])
def test_sites_among_clauses_are_told(lines: list[TextLine]) -> None:
    clauses = [line(f"{mark}、你公司应当依法经营。", 240, 1100 + 60 * at) for at, mark in enumerate("一二三")]
    found = _read(*lines, *clauses)
    assert found.pages[1].kind == PageKind.PROVISIONS
    (told,) = [entry for entry in found.issues if entry.code == "sites_unread"]
    assert "清河社区" in told.message and "qinghe.cn" in told.message


def test_an_address_that_clauses_name_is_no_site() -> None:
    found = _read(RULE, line("二、年报应当在www.miit.gov.cn报送。", 240, 820))
    assert found.pages[1].kind == PageKind.PROVISIONS
    assert "sites_unread" not in {entry.code for entry in found.issues}


def test_special_provisions_that_say_neither() -> None:
    assert _read(line("本页无内容", 240, 760)).pages[1].kind == PageKind.PROVISIONS


def test_a_list_of_sites_is_none_of_a_type_without_annexes() -> None:
    lines = [title("营业执照"), *row(0, "名称：", "杭州清河网络科技有限公司"), *LIST]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.annexes == ()
