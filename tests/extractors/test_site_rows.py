"""Rows of a table of sites: a cell that is of several of them, thin ones, and lists that go on in the next
line where no rule parts the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.page_lines.ruling import page_to_edges
from extractors.tables.site_table import SiteRow, find_site_table
from schemas.page import Rule, TextLine
from tests.lines import line, page, seen

LEFTS = (180.0, 300.0, 760.0, 1400.0)
TOP, HIGH = 600.0, 44.0  # of the table, and of a row: lower than a page's fiftieth part


def ruled(rows: Sequence[tuple[str, str, str]]) -> list[SiteRow]:
    """The sites of a table whose rows are ``HIGH``; an empty cell is one with that above it."""
    lines = list[TextLine]()
    rules = [Rule(start=(x, TOP), end=(x, TOP + HIGH * (len(rows) + 1))) for x in LEFTS]
    for at, row in enumerate([("序号", "网站名称", "网站域名"), *rows, ("", "", "end")]):
        top = TOP + HIGH * at
        first = next((place for place, text in enumerate(row) if text), 0) if at <= len(rows) else 0
        rules.append(Rule(start=(LEFTS[first], top), end=(LEFTS[-1], top)))
        lines += [line(text, LEFTS[at] + 12, top + 8, size=28.0) for at, text in enumerate(row) if text]
    shown = page(*lines[:-1]).model_copy(update={"rules": tuple(rules)})
    return list(find_site_table(seen(*lines[:-1]), *page_to_edges(shown)).rows)


def texts(rows: Sequence[SiteRow]) -> list[tuple[str, list[str]]]:
    return [("".join(own.text for own in row.name), [own.text for own in row.domains]) for row in rows]


def test_a_site_with_a_row_for_each_domain_is_one() -> None:
    rows = [
        ("1", "清河社区", "qinghe-net.cn"), ("", "", "b.qinghe-net.cn"), ("", "", "c.qinghe-net.cn"),
        ("2", "清河数据", "qhdata.com.cn"),
    ]  # fmt: skip
    expected = ["qinghe-net.cn", "b.qinghe-net.cn", "c.qinghe-net.cn"]
    found = ruled(rows)
    assert texts(found) == [("清河社区", expected), ("清河数据", ["qhdata.com.cn"])]
    assert [row.number for row in found] == [1, 2]


def test_the_last_row_of_a_table_of_thin_rows() -> None:
    rows = [(str(at), f"清河{name}", f"{at}.qinghe-net.cn") for at, name in enumerate("甲乙丙", start=1)]
    assert [name for name, _ in texts(ruled(rows))] == ["清河甲", "清河乙", "清河丙"]


def unruled(rows: Sequence[tuple[str, Sequence[str]]], pitch: float, close: float) -> list[SiteRow]:
    lines, top = [line("网站名称", 400, 500), line("网址", 1000, 500)], 580.0
    for name, domains in rows:
        lines.append(line(name, 200, top))
        for at, text in enumerate(domains):
            lines.append(line(text, 760, top + close * at))
        top += pitch + close * (len(domains) - 1)
    return list(find_site_table(seen(*lines)).rows)


@pytest.mark.parametrize(("pitch", "close"), [(76, 50), (64, 38)])
def test_a_list_that_goes_on_below_without_a_rule(pitch: float, close: float) -> None:
    rows = [
        (
            "清河社区",
            ["qinghe-net.cn、b.qinghe-net.cn、", "c.qinghe-net.cn、d.qinghe-net.cn、", "e.qinghe-net.cn"],
        ),
        ("清河数据", ["qhdata.com.cn"]),
        ("清河搜索", ["so.qinghe-net.cn、", "s.qinghe-net.cn"]),
    ]
    assert texts(unruled(rows, pitch, close)) == rows


def test_a_name_read_with_the_domain_beside_it() -> None:
    rows = [("清河社区", ["qinghe-net.cn"]), ("清河数据", ["qhdata.com.cn"])]
    name, domain = "清河（浙江）物流（集团）股份有限公司", "so.qinghe-net.cn"
    lines = [line("网站名称", 400, 500), line("网址", 1000, 500)]
    for at, (short, domains) in enumerate(rows):
        lines += [line(short, 200, 580 + 76 * at), line(domains[0], 200 + 32 * 19.0, 580 + 76 * at)]
    lines.append(line(f"{name} {domain}", 200, 580 + 76 * 2))
    found = find_site_table(seen(*lines)).rows
    assert texts(found)[-1] == (name, [domain])
