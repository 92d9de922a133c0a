"""A table of sites over two pages: with its heads on the first alone, with columns of other widths."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Page, Rule, TextLine
from tests.lines import certificates, line, main_lines, of_file, page

Rows = Sequence[tuple[str, ...]]

HEADS = ("序号", "域名", "网站名称", "服务项目", "接入商")
FIRST = (
    ("1", "qinghe-net.cn", "清河社区", "信息社区平台服务", "联通"),
    ("2", "so.qinghe-net.cn", "清河搜索", "信息搜索查询服务", "电信"),
)
SECOND = (
    ("3", "qhdata.com.cn", "清河数据", "信息发布平台和递送服务", "联通"),
    ("4", "news.qhdata.com.cn", "清河资讯", "信息服务业务", "阿里云"),
)
WIDE, NARROW = (180.0, 260.0, 640.0, 900.0, 1300.0, 1480.0), (180.0, 270.0, 580.0, 820.0, 1250.0, 1480.0)
NUMBER = line("经营许可证编号：浙B2-20190046", 240, 420)


def ruled(rows: Rows, lefts: tuple[float, ...], top: float) -> tuple[list[TextLine], list[Rule]]:
    """A table's cells and its rules."""
    bottom = top + 80 * len(rows)
    cells = [
        line(text, left + 12, top + 24 + 80 * index)
        for index, row in enumerate(rows)
        for text, left in zip(row, lefts[:-1], strict=True)
        if text
    ]
    upright = [Rule(start=(x, top), end=(x, bottom)) for x in lefts]
    level = [
        Rule(start=(lefts[0], top + 80 * place), end=(lefts[-1], top + 80 * place))
        for place in range(len(rows) + 1)
    ]
    return cells, [*upright, *level]


def annex(page_no: int, rows: Rows, lefts: tuple[float, ...], *above: TextLine, top: float = 600) -> Page:
    cells, rules = ruled(rows, lefts, top)
    return page(*above, *cells, page_no=page_no).model_copy(update={"rules": tuple(rules)})


def read(*second: Page, heads: tuple[str, ...] = HEADS) -> Certificate:
    top = [line("附页", 760, 300, size=44), NUMBER]
    first = annex(2, [heads, *FIRST], WIDE, *top)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), first, *second))
    return found


def sites(found: Certificate) -> list[tuple[int, str | None, tuple[str, ...], str | None]]:
    return [
        (own.page_no, site.name, site.domains, site.services)
        for own in found.annexes
        for site in own.websites
    ]


def expected(page_no: int, rows: Rows) -> list[tuple[int, str, tuple[str, ...], str]]:
    return [(page_no, name, (domain,), services) for _, domain, name, services, _ in rows]


def codes(found: Certificate) -> set[str]:
    return {entry.code for entry in found.issues}


def test_a_page_without_heads_has_those_of_the_page_before() -> None:
    found = read(annex(3, SECOND, NARROW, top=200))
    assert [entry.kind for entry in found.pages] == ["main", "annex", "annex"]
    assert sites(found) == [*expected(2, FIRST), *expected(3, SECOND)]
    assert found.fields["annexes.1.websites.0.name"].status == "accepted"
    assert "sites_unread" not in codes(found)


def test_files_of_one_series() -> None:
    """The second of which says neither what it is nor its number."""
    first = annex(1, [HEADS, *FIRST], WIDE, line("附页", 760, 300, size=44), NUMBER)
    (found,) = certificates(
        *of_file("p1.jpg", page(*main_lines())),
        *of_file("p2.jpg", first),
        *of_file("p3.jpg", annex(1, SECOND, NARROW, top=200)),
    )
    assert sites(found) == [*expected(2, FIRST), *expected(3, SECOND)]


def test_a_row_whose_domain_is_no_latin_one_is_the_first_too() -> None:
    rows = (("3", "清河.中国", "清河数据", "信息服务业务", "联通"), SECOND[1])
    assert sites(read(annex(3, rows, NARROW, top=200)))[2:] == expected(3, rows)


def test_the_end_of_a_row_above_the_first_rule_is_told_on_both_pages() -> None:
    """It stands between upright rules that reach up beyond the first level one, without a number."""
    rows = (("", "", "与资讯平台", "和递送服务", ""), *SECOND)
    table = annex(3, rows, NARROW, top=200)
    below = tuple(rule for rule in table.rules if rule.start[1] != 200 or rule.start[0] == rule.end[0])
    found = read(table.model_copy(update={"rules": below}))
    assert sites(found)[2:] == [(3, "与资讯平台", (), "和递送服务"), *expected(3, SECOND)]
    status = {held.value: held.status for name, held in found.fields.items() if name.endswith("services")}
    assert status["信息搜索查询服务"] == status["和递送服务"] == FieldStatus.REVIEW
    assert status["信息发布平台和递送服务"] == FieldStatus.ACCEPTED


def test_a_frame_s_rule_parts_no_row() -> None:
    table = annex(3, SECOND, NARROW, top=200)
    frame = [Rule(start=(x, 245), end=(x, 2200)) for x in (120, 1540)]
    frame += [Rule(start=(120, y), end=(1540, y)) for y in (245, 2200)]
    framed = table.model_copy(update={"rules": (*table.rules, *frame)})
    assert sites(read(framed))[2:] == expected(3, SECOND)


@pytest.mark.parametrize(
    "rows",
    [
        [row[:-1] for row in SECOND],
        [("9", *SECOND[0][1:]), ("10", *SECOND[1][1:])],
        [(number, name, domain, services, last) for number, domain, name, services, last in SECOND],
    ],
)
def test_a_table_that_is_not_the_same_is_told_and_not_guessed(rows: Rows) -> None:
    """With a column less, with rows lost between, in another order."""
    lefts = (*NARROW[: len(rows[0])], NARROW[-1])
    found = read(annex(3, rows, lefts, top=200))
    assert sites(found) == expected(2, FIRST)
    assert "sites_unread" in codes(found)
    assert found.needs_review


def test_domains_that_no_site_was_read_with_are_told() -> None:
    """As those of a table whose heads no form knows."""
    heads = [line("站点", 240, 600), line("入口", 640, 600)]
    lines = [*heads, line("清河社区", 240, 680), line("qinghe-net.cn", 640, 680)]
    listed = page(line("附页", 760, 300, size=44), NUMBER, *lines, page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), listed))
    assert sites(found) == []
    assert [own.message for own in found.issues if own.code == "sites_unread"] == [
        "附页上有域名未能读入网站 / domains of an annex that no site has: p2: qinghe-net.cn"
    ]


@pytest.mark.parametrize("title", ["增值电信业务经营许可证附页", "跨地区增值电信业务经营许可证附件"])
def test_a_title_that_ends_in_annex_is_an_annex_s(title: str) -> None:
    """Its table has no numbers, and a head that no form knows."""
    lines = [line(title, 500, 260, size=44), NUMBER]
    heads = ("网址", "网站名称", "服务项目", "接入商")
    rows = [heads, *(row[1:] for row in FIRST)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex(2, rows, WIDE[1:], *lines)))
    assert [entry.kind for entry in found.pages] == ["main", "annex"]
    assert sites(found) == expected(2, FIRST)


def test_specks_between_the_rules_of_a_frame_are_no_table() -> None:
    upright = [Rule(start=(x, 60), end=(x, 2240)) for x in (60, 140, 1510, 1590)]
    level = [Rule(start=(60, y), end=(1590, y)) for y in (60, 140, 2160, 2240)]
    listed = (line("网站名称：清河社区", 240, 600), line("网站域名：qinghe-net.cn", 240, 680))
    specks = (line("6", 90, 1900), line("A", 1540, 1900))
    second = page(line("附页", 760, 300, size=44), NUMBER, *listed, *specks, page_no=2)
    framed = second.model_copy(update={"rules": (*upright, *level)})
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), framed))
    assert sites(found) == [(2, "清河社区", ("qinghe-net.cn",), None)]


def test_a_row_that_two_pages_share_is_for_review_on_both() -> None:
    rest: Rows = (
        ("", "b.qinghe-net.cn", "清河搜索二", "", ""),
        ("3", "qhdata.com.cn", "清河数据", "信息发布平台", "联通"),
    )
    found = read(annex(3, rest, WIDE))
    accepted = {
        field.value
        for key, field in found.fields.items()
        if ".websites." in key and field.status is FieldStatus.ACCEPTED
    }
    assert {"清河社区", "qinghe-net.cn", "清河数据", "qhdata.com.cn"} <= accepted
    assert not {"清河搜索", "so.qinghe-net.cn", "清河搜索二", "b.qinghe-net.cn"} & accepted
    assert [site[1] for site in sites(found)] == ["清河社区", "清河搜索", "清河搜索二", "清河数据"]
