"""The columns of a table of sites: heads that say more than their word, and those of no known kind."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.page import Rule, TextLine
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


def ruled(count: int) -> tuple[Rule, ...]:
    edges = (180.0, 340.0, 740.0, 1180.0, 1500.0)
    levels = tuple(670.0 + 110 * index for index in range(count + 1))
    return (
        *(Rule(start=(x, levels[0]), end=(x, levels[-1])) for x in edges),
        *(Rule(start=(edges[0], y), end=(edges[-1], y)) for y in levels),
    )


@pytest.mark.parametrize(("head", "services"), [("服务项11", "互联网信息服务"), ("服11", None)])
def test_a_column_whose_head_lies_under_a_seal_is_read_or_told(head: str, services: str | None) -> None:
    """What the seal left is a head of no known kind, and no line of print."""
    tops = [700.0, 810.0, 920.0]
    rows = [("序号", "域名", "网站名称", head), ("1", "qinghe-net.cn", "清河社区", "互联网信息服务")]
    rows += [("2", "qhso.cn", "清河搜索", "互联网信息服务")]
    cells = [
        line(text, left, top, score=0.7 if text == head else 0.99)
        for top, own in zip(tops, rows, strict=True)
        for text, left in zip(own, LEFTS, strict=True)
    ]
    sheet = page(line("附件", 760, 300, size=44), *row(0, *NUMBER), *cells, page_no=2)
    sheet = sheet.model_copy(update={"rules": ruled(3)})
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), sheet))
    assert [site.services for site in found.annexes[0].websites] == [services] * 2
    assert bool(unread(found)) is (services is None)
