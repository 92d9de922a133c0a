"""The columns of a table of sites: heads that say more than their word, and those of no known kind."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row

LEFTS = (200.0, 360.0, 760.0, 1200.0)
NUMBER = ("经营许可证编号：", "浙B2-20190046")


def read(*rows: tuple[str, ...]) -> Certificate:
    cells = [
        line(text, left, 700 + 110 * index)
        for index, own in enumerate(rows)
        for text, left in zip(own, LEFTS, strict=False)
        if text
    ]
    head: list[TextLine] = [line("附件", 760, 300, size=44), *row(0, *NUMBER)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*head, *cells, page_no=2)))
    return found


def unread(found: Certificate) -> list[str]:
    return [entry.message for entry in found.issues if entry.code == "column_unread"]


@pytest.mark.parametrize("name", ["网站（频道）名称", "网站名称（中文）", "网站(应用)名称"])
def test_what_a_head_says_in_brackets_is_not_its_word(name: str) -> None:
    found = read(("序号", name, "网址"), ("1", "清河社区", "qinghe-net.cn"), ("2", "清河搜索", "qhso.cn"))
    sites = found.annexes[0].websites
    assert [(site.name, site.domains) for site in sites] == [
        ("清河社区", ("qinghe-net.cn",)),
        ("清河搜索", ("qhso.cn",)),
    ]
    assert unread(found) == []


def test_a_column_of_no_known_kind_is_told() -> None:
    rows = (("序号", "栏目", "网址"), ("1", "清河社区", "qinghe-net.cn"), ("2", "清河搜索", "qhso.cn"))
    found = read(*rows)
    assert [site.name for site in found.annexes[0].websites] == [None, None]
    (told,) = unread(found)
    assert "栏目" in told
    assert found.needs_review


def test_an_empty_column_and_one_of_remarks_say_nothing() -> None:
    heads = ("序号", "网站名称", "域名", "审批文号")
    assert unread(read(heads, ("1", "清河社区", "qinghe-net.cn", ""), ("2", "清河搜索", "qhso.cn", ""))) == []
    heads = ("序号", "网站名称", "域名", "备注")
    assert (
        unread(read(heads, ("1", "清河社区", "qinghe-net.cn", "新增"), ("2", "清河搜索", "qhso.cn", "")))
        == []
    )


def test_the_head_to_the_letter_goes_before_one_that_is_like_it() -> None:
    rows = (("序号", "网站名称", "网站首页网址", "域名"), ("1", "清河社区", "www.qhso.cn/", "qhso.cn"))
    found = read(*rows, ("2", "清河搜索", "www.qhsearch.cn/", "qhsearch.cn"))
    assert [site.domains for site in found.annexes[0].websites] == [("qhso.cn",), ("qhsearch.cn",)]
    (told,) = unread(found)
    assert "网站首页网址" in told
