"""The table of services and places of an annex, its heads under a seal, its places wrapped."""

from __future__ import annotations

import pytest

from extractors.area_table import find_area_table
from extractors.ruling import Edge
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, seen

COLUMNS = (228.0, 330.0, 708.0, 944.0, 1425.0)
ROWS = (795.0, 861.0, 974.0, 1040.0)


def edges(places: tuple[float, ...], start: float, end: float) -> list[Edge]:
    return [Edge(place=place, slope=0.0, start=start, end=end) for place in places]


def table(*heads: str) -> list[TextLine]:
    """Two ruled rows, the places of the first over two lines."""
    top = [line(text, left + 10, 810) for text, left in zip(heads, COLUMNS[:-1], strict=True) if text]
    return [
        *top,
        line("1", 240, 900),
        line("内容分发网络业务", 340, 900),
        line("9561676", 718, 900),
        line("山东；湖南；浙", 954, 875),
        line("江；甘肃", 954, 920),
        line("2", 240, 990),
        line("互联网接入服务业务", 340, 990),
        line("9532004", 718, 990),
        line("福建;河南", 954, 990),
    ]


@pytest.mark.parametrize("last", ["覆盖省", "覆盖", "爱盖省", "覆盖行", ""])
def test_the_column_of_places_is_known_by_what_is_left_of_its_head_or_by_its_contents(last: str) -> None:
    lines = seen(*table("序号", "业务种类", "码号", last))
    rows, _ = find_area_table(lines, edges(COLUMNS, 795, 1040), edges(ROWS, 228, 1425))
    assert [["".join(piece.text for piece in cell) for cell in (row.service, row.areas)] for row in rows] == [
        ["内容分发网络业务", "山东；湖南；浙江；甘肃"],
        ["互联网接入服务业务", "福建;河南"],
    ]
    assert all(row.ruled for row in rows)


def test_a_service_of_the_annex_that_the_scope_does_not_name_is_told() -> None:
    header = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420)]
    annex = page(*header, *table("序号", "业务种类", "码号", "覆盖省"), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert "service_beyond" in {entry.code for entry in found.issues if entry.field == "scope"}
    assert found.fields["scope"].status == FieldStatus.REVIEW
