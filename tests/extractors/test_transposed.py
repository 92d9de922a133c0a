"""Annex tables that lie across: a site a column, the heads one below the other."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.page import Rule, TextLine
from tests.lines import certificates, line, main_lines, of_file, page

SIDES = (150.0, 480.0, 800.0, 1120.0, 1440.0)
TOP, HIGH = 600.0, 80.0
ROWS = (
    ("序号", "1", "2", "3"),
    ("网站名称", "清河社区", "清河搜索", "清河数据"),
    ("域名", "qinghe-net.cn", "so.qinghe-net.cn:8443", "qhdata.com.cn"),
    ("服务项目", "信息社区平台服务", "信息搜索查询服务", "信息发布平台"),
    ("服务器放置地", *("浙江省杭州市滨江区江南大道88号",) * 3),
)


def read(*rows: tuple[str, ...], rules: bool = True) -> Certificate:
    lines: list[TextLine] = [line("附页", 760, 300, size=44), line("许可证编号：浙B2-20190046", 240, 420)]
    for at, cells in enumerate(rows):
        for left, text in zip(SIDES, cells, strict=False):
            parts = [text[:10], text[10:]] if len(text) > 10 and not text.isascii() else [text]
            lines += [
                line(part, left + 10, TOP + HIGH * at + 6 + 34 * place, size=28)
                for place, part in enumerate(parts)
            ]
    foot = TOP + HIGH * len(rows)
    drawn = [Rule(start=(x, TOP), end=(x, foot)) for x in SIDES]
    drawn += [
        Rule(start=(SIDES[0], TOP + HIGH * at), end=(SIDES[-1], TOP + HIGH * at))
        for at in range(len(rows) + 1)
    ]
    sheet = page(*lines, page_no=2).model_copy(update={"rules": tuple(drawn) if rules else ()})
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), sheet))
    return found


def test_each_column_is_a_site() -> None:
    (annex,) = read(*ROWS).annexes
    assert [(site.name, site.domains, site.services) for site in annex.websites] == [
        ("清河社区", ("qinghe-net.cn",), "信息社区平台服务"),
        ("清河搜索", ("so.qinghe-net.cn",), "信息搜索查询服务"),
        ("清河数据", ("qhdata.com.cn",), "信息发布平台"),
    ]
    assert annex.server_location == "浙江省杭州市滨江区江南大道88号"


def test_sites_of_other_servers_are_annexes_of_their_own() -> None:
    places = ("杭州市滨江区江南大道88号", "杭州市滨江区江南大道88号", "宁波市海曙区中山路1号")
    found = read(*ROWS[:4], ("服务器放置地", *places))
    assert [(annex.server_location, [site.name for site in annex.websites]) for annex in found.annexes] == [
        ("杭州市滨江区江南大道88号", ["清河社区", "清河搜索"]),
        ("宁波市海曙区中山路1号", ["清河数据"]),
    ]
    assert {annex.page_no for annex in found.annexes} == {2}
    assert "illegible" not in {issue.code for issue in found.issues}


def test_a_site_without_a_place_among_others_with_one_is_told() -> None:
    found = read(*ROWS[:4], ("服务器放置地", "杭州市滨江区江南大道88号", "", "宁波市海曙区中山路1号"))
    assert len(found.annexes) == 1
    assert ("illegible", "annexes.0.server_location") in {(one.code, one.field) for one in found.issues}


@pytest.mark.parametrize("rules", [True, False])
def test_labels_with_one_value_each_are_no_table(rules: bool) -> None:
    rows = (("网站名称", "清河社区"), ("域名", "qinghe-net.cn"))
    (annex,) = read(*rows, rules=rules).annexes
    assert [(site.name, site.domains) for site in annex.websites] == [("清河社区", ("qinghe-net.cn",))]
