"""Cells of a table of sites that are of several rows."""

from __future__ import annotations

import pytest

from extractors.page_lines.grid import Grid
from extractors.page_lines.layout import page_to_lines
from extractors.page_lines.ruling import Edge, page_to_edges
from extractors.tables.site_table import SiteRow, find_site_table
from schemas.page import Rule, TextLine
from tests.lines import line, page

SIDES = (180.0, 300.0, 620.0, 1100.0, 1480.0)
TOP, PITCH = 700.0, 90.0
HEADS = ("序号", "网站名称", "域名", "服务项目")
SITES = (("1", "清河", "qinghe.cn"), ("2", "云港", "yungang.com"), ("3", "南山", "nanshan.net"))


def read(services: list[TextLine], merged: tuple[int, ...]) -> tuple[SiteRow, ...]:
    """A table whose level rules below the rows ``merged`` end before its last column."""
    lines = [
        line(text, left + 10, TOP + 30 + PITCH * at, size=28)
        for at, own in enumerate((HEADS, *SITES))
        for text, left in zip(own, SIDES, strict=False)
    ]
    foot = TOP + PITCH * 4
    upright = [Rule(start=(x, TOP), end=(x, foot)) for x in SIDES]
    level = [
        Rule(start=(SIDES[0], TOP + PITCH * at), end=(SIDES[3 if at - 1 in merged else 4], TOP + PITCH * at))
        for at in range(5)
    ]
    scan = page(*lines, *services).model_copy(update={"rules": (*upright, *level)})
    return find_site_table(page_to_lines(scan), *page_to_edges(scan)).rows


def said(rows: tuple[SiteRow, ...]) -> list[str]:
    return ["".join(one.text for one in row.services) for row in rows]


def at(text: str, row: float) -> TextLine:
    return line(text, SIDES[3] + 10, TOP + 30 + PITCH * row, size=28)


@pytest.mark.parametrize("middle", [1.0, 1.5, 2.0])
def test_what_stands_in_a_cell_of_two_rows_is_said_of_both(middle: float) -> None:
    rows = read([at("经营类电子商务", middle), at("论坛", 3)], merged=(1,))
    assert [row.number for row in rows] == [1, 2, 3]
    assert said(rows) == ["经营类电子商务", "经营类电子商务", "论坛"]


def test_two_lines_in_a_cell_of_two_rows_are_one_text() -> None:
    rows = read([at("信息发布平台", 1.35), at("和递送服务", 1.75), at("论坛", 3)], merged=(1,))
    assert said(rows) == ["信息发布平台和递送服务", "信息发布平台和递送服务", "论坛"]


def test_a_rule_that_was_lost_merges_no_two_texts() -> None:
    rows = read([at("经营类电子商务", 1), at("论坛", 2), at("论坛", 3)], merged=(1,))
    assert said(rows) == ["经营类电子商务", "论坛", "论坛"]


def test_a_cell_left_empty_between_rules_stays_empty() -> None:
    assert said(read([at("经营类电子商务", 1)], merged=())) == ["经营类电子商务", "", ""]


@pytest.mark.parametrize("column", [0, 5])
def test_outside_the_table_no_cell_is_open(column: int) -> None:
    sides = tuple(Edge(place=x, slope=0.0, start=TOP, end=TOP + PITCH) for x in SIDES)
    rows = tuple(Edge(place=TOP + PITCH * at, slope=0.0, start=SIDES[0], end=SIDES[-1]) for at in range(3))
    assert not Grid(sides, rows).is_open(1, column)
