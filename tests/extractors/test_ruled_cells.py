"""Values in the cells of a ruled form, beside labels in cells of their own."""

from __future__ import annotations

import pytest

from extractors.page_lines.ruling import Edge
from extractors.printed_labels.labels import find_labels
from extractors.value_lines.ruled_cells import sure_in_cells
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
