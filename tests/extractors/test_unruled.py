"""A table without rules: its columns by their heads, also those that no form knows, and its rows."""

from __future__ import annotations

import pytest

from extractors.tables.site_table import find_site_table
from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.extractors.test_site_table import cells
from tests.lines import certificates, line, main_lines, moved, of_file, page, seen

LEFTS = (200.0, 300.0, 660.0, 960.0, 1480.0)
HEADS = ("序号", "网站名称", "域名", "服务项目", "接入商")
ROWS = (
    ("1", "清河社区", "qinghe-net.cn", "信息社区平台服务", "联通"),
    ("2", "清河搜索", "so.qinghe-net.cn", "信息搜索查询服务", "阿里云"),
    ("3", "清河数据", "qhdata.com.cn", "信息发布平台", "电信"),
)
READ = [entry[1:4] for entry in ROWS]


def head(*texts: str) -> list[TextLine]:
    return [line(text, left, 600) for text, left in zip(texts, LEFTS, strict=True) if text]


def body(*rows: tuple[str, ...]) -> list[TextLine]:
    """Cells that begin at one height, each line of theirs below the other."""
    return [
        line(part, left, 700 + index * 110 + place * 40)
        for index, cells in enumerate(rows)
        for text, left in zip(cells, LEFTS, strict=True)
        for place, part in enumerate(text.split("\n"))
        if part
    ]


def annex(*lines: TextLine) -> Certificate:
    top = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*top, *lines, page_no=2)))
    return found


def test_what_a_column_of_another_kind_holds_is_no_service() -> None:
    assert cells(*head(*HEADS), *body(*ROWS)) == READ


def test_a_head_in_two_lines() -> None:
    lines = [*head("序", *HEADS[1:]), line("号", 200, 640), *body(*ROWS)]
    found = find_site_table(seen(*lines))
    rows, rest = found.rows, list(found.rest)
    assert cells(*lines) == READ
    assert [row.number for row in rows] == [1, 2, 3]
    assert rest == []


def test_a_misread_head_of_numbers_is_known_by_them() -> None:
    lines = [line("房", 200, 580, size=70, score=0.4), *head("", *HEADS[1:]), *body(*ROWS)]
    assert cells(*lines) == READ


def test_numbers_whose_head_was_not_read_are_no_part_of_a_name() -> None:
    assert cells(*head("", *HEADS[1:]), *body(*ROWS)) == READ


def test_a_head_that_lies_aslant_is_one_row() -> None:
    heads = enumerate(zip(HEADS, LEFTS, strict=True))
    slant = [line(text, left, 600 - index * 10) for index, (text, left) in heads]
    assert cells(*slant, *body(*ROWS)) == READ


def test_a_text_over_two_columns_is_parted_where_the_second_begins() -> None:
    joined = line("清河社区             qinghe-net.cn", 300, 700)
    lines = [own for own in body(*ROWS) if own.text not in ("清河社区", "qinghe-net.cn")]
    assert cells(*head(*HEADS), joined, *lines)[0] == READ[0]


def test_cells_that_begin_at_one_height() -> None:
    long = ("1", "清河社区", "qinghe-net.cn\nqinghe.com\nqinghe.net", "信息社区平台服务", "联通")
    below = [own for own in body(*ROWS) if own.quad.points[0][1] > 800]
    lines = [*head(*HEADS), *body(long), *moved(below, 0, 40)]
    assert [domains for _, domains, _ in cells(*lines)] == [
        "qinghe-net.cnqinghe.comqinghe.net",
        "so.qinghe-net.cn",
        "qhdata.com.cn",
    ]


def test_a_page_that_goes_on_with_the_numbers_of_the_one_before() -> None:
    """The last of which was misread."""
    numbers = ("7", "8", "q")
    rows = [(number, *entry[1:]) for number, entry in zip(numbers, ROWS, strict=True)]
    assert cells(*head(*HEADS), *body(*rows)) == READ


def test_a_label_close_below_is_no_row() -> None:
    below = [
        line("服务器放置地：浙江省杭州市滨江区江南大道88号", 190, 1010),
        line("网站接入服务提供单位：浙江云港数据有限公司", 190, 1060),
    ]
    found = annex(*head(*HEADS), *body(*ROWS), *below)
    (read,) = found.annexes
    assert [(site.name, site.domains, site.services) for site in read.websites] == [
        (name, (domain,), services) for name, domain, services in READ
    ]
    assert read.server_location == "浙江省杭州市滨江区江南大道88号"
    assert read.access_provider == "浙江云港数据有限公司"


@pytest.mark.parametrize(("domain", "status"), [("2qhso.com.cn", "review"), ("7qhso.com.cn", "accepted")])
def test_a_domain_that_may_begin_with_its_row_s_number_is_in_doubt(domain: str, status: str) -> None:
    rows = (ROWS[0], ("", "清河搜索", domain, "信息搜索查询服务", "阿里云"), ROWS[2])
    found = annex(*head(*HEADS), *body(*rows))
    assert found.annexes[0].websites[1].domains == (domain,)
    assert found.fields["annexes.0.websites.1.domains.0"].status == status


def test_domains_of_several_lines_without_rules_are_in_doubt() -> None:
    """One of them may be the next row's."""
    rows = (("1", "清河社区", "qinghe-net.cn\nqhnet.com", "信息社区平台服务", "联通"), *ROWS[1:])
    found = annex(*head(*HEADS), *body(*rows))
    statuses = [found.fields[f"annexes.0.websites.0.domains.{index}"].status for index in range(2)]
    assert statuses == ["review", "review"]
