"""Labels and values in a table's cells: what a rule parts is not one value."""

from __future__ import annotations

import pytest

from extractors.page_lines.ruling import Edge
from extractors.printed_labels.labels import find_labels
from extractors.value_lines.values import find_values
from schemas.field import FieldStatus
from schemas.page import Rule, TextLine
from tests.lines import TELECOM, certificates, line, main_lines, of_file, page, row, seen

SERVICES = "互联网信息服务（不含新闻、出版、药品和医疗器械、视听节目）"
PLACE = ("河北省唐山市高新技术产业开发区友谊西街192号互联网大", "厦5幢16楼")
LEFT, RIGHT = 120.0, 1500.0
TOPS = (520.0, 588.0, 690.0)  # of the cells, and where the last one ends


def cells() -> list[TextLine]:
    """The second cell's label stands beside the middle of its two rows."""
    return [
        line("服务项目", 170, 537, size=46),
        line(SERVICES, 530, 541),
        line("服务器放置地", 170, 616, size=46),
        *(line(text, 530, 602 + 43 * index) for index, text in enumerate(PLACE)),
    ]


def read(begin: float) -> dict[str, str]:
    edges = [Edge(place=top, slope=0.0, start=begin, end=RIGHT) for top in TOPS]
    labels, rest = find_labels(seen(*cells()), TELECOM.fields)
    found = find_values(labels, rest, edges)
    return {value.label.spec.name: "".join(row.text for row in value.rows) for value in found}


def test_a_rule_parts_two_values_that_stand_close() -> None:
    assert read(LEFT) == {"coverage": SERVICES, "server_location": "".join(PLACE)}


@pytest.mark.parametrize("rows", [1, 2])
def test_the_lines_that_a_value_is_written_on_do_not_part_it(rows: int) -> None:
    entries = [line("住所：", 170, 534), *(line(text, 530, 534 + 44 * at) for at, text in enumerate(PLACE))]
    written = [Edge(place=574.0 + 44 * at, slope=0.0, start=520.0, end=RIGHT) for at in range(rows)]
    labels, rest = find_labels(seen(*entries), TELECOM.fields)
    (value,) = find_values(labels, rest, written)
    assert "".join(row.text for row in value.rows) == "".join(PLACE)


@pytest.mark.parametrize("last", ["互联网大厦5幢", "8楼"])
def test_a_value_that_a_fold_of_the_paper_parts_is_for_review(last: str) -> None:
    rows = [*main_lines(), *row(5, "注册住所：", "浙江省杭州市余杭区五常街道西溪软件园西街192号", last)]
    fold = Rule(start=(60.0, 989.0), end=(1600.0, 989.0))
    (found,) = certificates(*of_file("a.pdf", page(*rows).model_copy(update={"rules": (fold,)})))
    assert found.fields["address"].status == FieldStatus.REVIEW
