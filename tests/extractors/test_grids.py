"""Forms of four columns in ruled cells: labels and values side by side, values in as many rows as need be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.page_lines.ruling import page_to_edges
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Rule, TextLine
from tests.lines import certificates, line, of_file, page, title

COLUMNS = (180.0, 440.0, 720.0, 980.0, 1260.0)  # rules from side to side, pixels
TOP, PITCH, ROW = 480.0, 46.0, 24.0  # of the first rule; from line to line; above and below a cell's lines
SIZE = 32.0

_Row = Sequence[tuple[str, Sequence[str]]]
"""A row of the form: one or two labels, each with the lines of its value."""


def draw(rows: Sequence[_Row], beyond: float = 0.0) -> tuple[list[TextLine], list[Rule]]:
    """The lines and rules of a form; an upright rule goes on ``beyond`` where a row has one value alone."""
    lines, rules, top = list[TextLine](), list[Rule](), TOP
    sides = (COLUMNS[0], COLUMNS[-1])
    for row in rows:
        high = ROW + PITCH * max(len(value) for _, value in row)
        for place, (label, value) in enumerate(row):
            left = COLUMNS[2 * place]
            lines.append(line(label, left + 20, top + 16))
            lines += [line(text, left + 280, top + 16 + PITCH * at) for at, text in enumerate(value)]
        upright = COLUMNS if len(row) == 2 else (*COLUMNS[:2], COLUMNS[-1])
        rules.append(Rule(start=(sides[0], top), end=(sides[1], top)))
        rules += [Rule(start=(x, top), end=(x, top + high)) for x in upright]
        if len(row) == 2:
            rules.append(Rule(start=(COLUMNS[2], top - beyond), end=(COLUMNS[2], top)))
        top += high
    return lines, [*rules, Rule(start=(sides[0], top), end=(sides[1], top))]


def read(name: str, rows: Sequence[_Row], beyond: float = 0.0) -> Certificate:
    lines, rules = draw(rows, beyond)
    shown = page(title(name), *lines).model_copy(update={"rules": tuple(rules)})
    (found,) = certificates(*of_file("a.pdf", shown))
    return found


CREDIT: Sequence[_Row] = (
    (("统一编号", ["XY2021A01935"]), ("企业名称", ["温州瓯越智慧网", "络技术有限公司"])),
    (("信用等级", ["AAA"]), ("签发日期", ["2021年03月05日"])),
    (("有效期至", ["2024年03月04日"]), ("发证机构", ["浙江众诚资信评", "估有限公司"])),
)
SYSTEM: Sequence[_Row] = (
    (("注册号", ["07022Q25443R2S"]), ("兹证明", ["温州瓯越智慧网", "络技术有限公司"])),
    (("注册地址", ["浙江省温州市鹿城区车站大道大诚商厦一幢1203室"]),),
    (("认证标准", ["GB/T19001-2016", "/ISO9001:2015"]), ("认证范围", ["工业自动化仪表", "的设计和生产"])),
    (("颁证日期", ["2022年06月11日"]), ("有效期至", ["2025年06月10日"])),
    (("认证机构", ["浙江中检质量认", "证有限公司"]),),
)


def test_an_issuer_in_two_rows_of_its_cell() -> None:
    found = read("信用等级证书", CREDIT)
    assert found.document_type == "credit_rating_certificate"
    assert (found.issuer, found.company) == ("浙江众诚资信评估有限公司", "温州瓯越智慧网络技术有限公司")
    assert found.further["grade"] == "AAA"


def test_values_that_stand_below_their_labels_elsewhere_stand_in_their_cells() -> None:
    found = read("质量管理体系认证证书", SYSTEM)
    assert found.document_type == "management_system_certificate"
    assert found.scope == "工业自动化仪表的设计和生产"
    assert found.further["standard"] == "GB/T19001-2016/ISO9001:2015"
    assert found.company == "温州瓯越智慧网络技术有限公司"


@pytest.mark.parametrize("beyond", [0.0, 20.0, 40.0])
def test_a_stroke_in_line_with_a_rule_parts_no_value(beyond: float) -> None:
    found = read("质量管理体系认证证书", SYSTEM, beyond)
    assert found.address == "浙江省温州市鹿城区车站大道大诚商厦一幢1203室"


def test_an_upright_rule_ends_at_the_level_one_that_it_goes_little_beyond() -> None:
    rules = (
        Rule(start=(100.0, 500.0), end=(1500.0, 500.0)),
        Rule(start=(100.0, 900.0), end=(1500.0, 900.0)),
        Rule(start=(400.0, 465.0), end=(400.0, 930.0)),
        Rule(start=(800.0, 300.0), end=(800.0, 1200.0)),
    )
    vertical, _ = page_to_edges(page().model_copy(update={"rules": rules}))
    assert [(edge.start, edge.end) for edge in sorted(vertical, key=lambda edge: edge.place)] == [
        (500.0, 900.0),
        (300.0, 1200.0),
    ]


def test_what_no_label_stands_before_leaves_its_neighbour_in_doubt() -> None:
    """A rule that is none parts an address; the half behind it is not left out for sure."""
    lines, rules = draw(SYSTEM)
    split = Rule(start=(COLUMNS[2], TOP), end=(COLUMNS[2], TOP + 600))
    shown = page(title("质量管理体系认证证书"), *lines).model_copy(update={"rules": (*rules, split)})
    (found,) = certificates(*of_file("a.pdf", shown))
    whole = "浙江省温州市鹿城区车站大道大诚商厦一幢1203室"
    assert found.address == whole or found.fields["address"].status is not FieldStatus.ACCEPTED
