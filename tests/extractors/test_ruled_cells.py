"""Values in the cells of a ruled form, beside labels in cells of their own."""

from __future__ import annotations

import pytest

from extractors.page_lines.ruling import Edge
from extractors.printed_labels.labels import find_labels
from extractors.value_lines.ruled_cells import deal_in_cells, sure_in_cells
from extractors.value_lines.values import Value
from tests.lines import TELECOM, line, seen

SIDES, TOPS = (180.0, 520.0, 1480.0), (480.0, 560.0, 860.0)
ROWS = ("信息服务业务（仅限互联网信息服务）不含", "信息搜索查询服务、信息即时交互", "服务。")
DOUBT = 4.0


def cost(*others: str, rows: int = len(ROWS), upright: int = len(SIDES)) -> float:
    """That of the scope's value of so many ``rows`` in a form with so many ``upright`` rules, where all of
    ``ROWS`` and ``others`` stand in its cell."""
    lines = seen(
        line("公司名称", 230, 505),
        line("业务种类", 230, 690),
        *(line(text, 540, 600 + 60 * at) for at, text in enumerate((*ROWS, *others))),
    )
    labels, rest = find_labels(lines, TELECOM.fields)
    values = [
        Value(label, tuple(rest[:rows]) if label.spec.name == "scope" else (), DOUBT) for label in labels
    ]
    level = [Edge(place=top, slope=0.0, start=SIDES[0], end=SIDES[-1]) for top in TOPS]
    vertical = [Edge(place=x, slope=0.0, start=TOPS[0], end=TOPS[-1]) for x in SIDES[:upright]]
    found = sure_in_cells(values, rest, vertical, level)
    return next(value.cost for value in found if value.label.spec.name == "scope")


def test_all_that_stands_in_the_cell_beside_is_in_its_place() -> None:
    assert cost() == 0


@pytest.mark.parametrize("rows", [1, 2])
def test_a_part_of_what_stands_there_is_not(rows: int) -> None:
    assert cost(rows=rows) == DOUBT


def test_a_cell_that_holds_a_label_too_is_in_doubt() -> None:
    assert cost("发证机关：河北省通信管理局") == DOUBT


def test_without_a_side_there_is_no_cell() -> None:
    assert cost(upright=2) == DOUBT


def in_third_column(*marks: str) -> list[str]:
    """The values of a form whose third column says ``marks``, with its rules as long as the table."""
    sides, tops = (180.0, 520.0, 1380.0, 1880.0), tuple(480.0 + 100 * at for at in range(len(marks) + 1))
    labels = ("公司名称", "法定代表人", "注册住所", "业务种类")
    said = ("杭州清河网络科技有限公司", "陈立群", "杭州市滨江区江南大道88号", "国内呼叫中心业务")
    lines = seen(
        *(line(text, 230, 515 + 100 * at) for at, text in enumerate(labels)),
        *(line(text, 540, 515 + 100 * at) for at, text in enumerate(said)),
        *(line(text, 1390, 515 + 100 * at) for at, text in enumerate(marks)),
    )
    found, rest = find_labels(lines, TELECOM.fields)
    level = [Edge(place=top, slope=0.0, start=sides[0], end=sides[-1]) for top in tops]
    vertical = [Edge(place=x, slope=0.0, start=tops[0], end=tops[-1]) for x in sides]
    return ["".join(row.text for row in value.rows) for value in deal_in_cells(found, rest, vertical, level)]


def test_a_column_that_says_the_same_again_and_again_is_no_value() -> None:
    assert len(in_third_column("已核", "已核", "无", "已核")) == 4
    assert not any("核" in value for value in in_third_column("已核", "已核", "无", "已核"))


def test_another_column_of_values_leaves_them_in_doubt() -> None:
    assert in_third_column("杭州云港有限公司", "李伟", "杭州市西湖区文一路1号", "信息服务业务") == []


@pytest.mark.parametrize(
    ("rows", "is_dealt"),
    [
        (("1.国内呼叫中心业务：全国", "2.内容分发网络业务：北京、", "上海2直辖市"), False),
        (("1.国内呼叫中心业务：全国", "2.内容分发网络业务：北京、上海、江苏、湖北、", "浙江5省"), True),
        (("国内呼叫中心业务：全国", "内容分发网络业务：北京", "信息服务业务：浙江"), True),
        (("国内呼叫中心业务：全国", "专用章", "信息服务业务：浙江"), False),
    ],
)  # fmt: skip
def test_a_list_of_services_fills_its_cell_though_its_rows_are_not_full(
    rows: tuple[str, ...], *, is_dealt: bool
) -> None:
    sides, tops = (180.0, 520.0, 1250.0), (480.0, 800.0)
    lines = seen(
        line("业务种类及", 230, 600),
        line("覆盖范围", 230, 640),
        *(line(text, 540, 510 + 60 * at) for at, text in enumerate(rows)),
    )
    labels, rest = find_labels(lines, TELECOM.fields)
    level = [Edge(place=top, slope=0.0, start=sides[0], end=sides[-1]) for top in tops]
    vertical = [Edge(place=x, slope=0.0, start=tops[0], end=tops[-1]) for x in sides]
    dealt = deal_in_cells(labels, rest, vertical, level)
    assert [[row.text for row in value.rows] for value in dealt] == ([list(rows)] if is_dealt else [])
