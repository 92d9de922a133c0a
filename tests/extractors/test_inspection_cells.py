"""Cells of the yearly inspections wider than their sentences: two columns, dates set to the right."""

from __future__ import annotations

import pytest

from extractors.page_lines.layout import page_to_lines
from extractors.page_lines.ruling import page_to_edges
from extractors.yearly_inspections.inspection_cells import find_cells
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Rule, SealShape, TextLine
from tests.lines import certificates, line, of_file, page, seal

_LEFT, _TOP, _WIDTH, _HEIGHT = 147.0, 655.0, 679.0, 354.0


def _cell(column: int, row: int, year: str, date: str, *, off: float = 8, before: str = "") -> list[TextLine]:
    """A cell whose sentence stands ``off`` its left side and whose date ends at the right one, with
    what of a seal was read ``before`` the date."""
    left, top = _LEFT + column * _WIDTH, _TOP + row * _HEIGHT
    sentence = line(f"经审核，你单位{year}年度年检合格。", left + off, top + 30, size=30)
    written = before + date
    width = 30 * sum(1 if ord(char) > 0xFF else 0.5 for char in written)
    return [sentence, line(written, left + _WIDTH - 25 - width, top + 210, size=30)]


def _grid() -> tuple[Rule, ...]:
    """The upright rules of two columns and two rows."""
    sides = (_LEFT + column * _WIDTH for column in range(3))
    return tuple(Rule(start=(x, _TOP), end=(x, _TOP + 2 * _HEIGHT)) for x in sides)


def _read(*lines: TextLine, rules: tuple[Rule, ...] = ()) -> Certificate:
    ovals = [
        seal("北京市通信管理局", (_LEFT + column * _WIDTH + 225, _TOP + 170), radius=120).model_copy(
            update={"shape": SealShape.OVAL, "inner_text": "年检合格专用章"}
        )
        for column in range(2)
    ]
    read = page(line("年检合格记录", 620, 560, size=50), *lines, seals=ovals)
    (found,) = certificates(*of_file("a.pdf", read.model_copy(update={"rules": rules})))
    return found


def _filled(off: float) -> list[TextLine]:
    return [
        *_cell(0, 0, "13", "2014年2月27日", off=off, before="年检合格专用章"),
        *_cell(1, 0, "14", "2015年11月16日", off=off, before="检合格专用章 "),
        *_cell(0, 1, "", "年  月  日", off=off),
        *_cell(1, 1, "", "年  月  日", off=off),
    ]


@pytest.mark.parametrize(("off", "rules"), [(8, ()), (8, _grid()), (120, _grid())])
def test_a_date_at_the_right_side_of_a_wide_cell_is_whole(off: float, rules: tuple[Rule, ...]) -> None:
    """And its end is none of the neighbour's; by the rules, or by where the next sentence begins."""
    found = _read(*_filled(off), rules=rules)
    assert [(entry.year, entry.date) for entry in found.inspections] == [
        ("13", "2014-02-27"),
        ("14", "2015-11-16"),
    ]
    assert found.fields["inspections.0.date"].raw == "2014年2月27日"
    assert found.fields["inspections.0.date"].status == FieldStatus.REVIEW
    assert not any(entry.code == "inspections_unread" for entry in found.issues)


def test_a_cell_whose_sentence_has_lost_its_beginning_begins_where_the_others_do() -> None:
    lines = _filled(8)
    lines[2] = line("你单位14年度年检合格。", _LEFT + _WIDTH + 8 + 4 * 30, _TOP + 30, size=30)
    found = _read(*lines)
    assert [(entry.year, entry.date) for entry in found.inspections] == [
        ("13", "2014-02-27"),
        ("14", "2015-11-16"),
    ]


def test_a_seal_s_strokes_are_no_sides_of_cells() -> None:
    strokes = tuple(Rule(start=(x, _TOP + 110), end=(x, _TOP + 195)) for x in (_LEFT + 540, _LEFT + 740))
    read = page(*_filled(8)).model_copy(update={"rules": (*_grid(), *strokes)})
    cells = find_cells(page_to_lines(read), [], page_to_edges(read)[0])
    assert [(cell.bounds.left, cell.bounds.right) for cell in cells] == [
        (_LEFT, _LEFT + _WIDTH),
        (_LEFT + _WIDTH, _LEFT + 2 * _WIDTH),
    ] * 2


def test_a_cell_whose_sentence_was_not_read_gives_its_neighbour_nothing() -> None:
    """Three columns, of which the middle one's date is nobody's, and a person is asked."""
    lines = [*_cell(0, 0, "13", "2014年2月27日"), *_cell(1, 0, "14", "2015年11月16日")]
    lines += [*_cell(2, 0, "15", "2016年1月6日")[:1], *_cell(0, 1, "", ""), *_cell(1, 1, "", "")]
    found = _read(*(one for one in lines if "14年度" not in one.text))
    assert found.inspections[0].date == "2014-02-27"
    assert not any(entry.date == "2015-11-16" for entry in found.inspections)
    assert any(entry.code == "inspections_unread" for entry in found.issues)


@pytest.mark.parametrize("parts", [("年度", "年检合格。"), ("年度年检合", "格。"), ("年度年检", "合格。")])
def test_a_sentence_may_go_on_in_the_row_below(parts: tuple[str, str]) -> None:
    """In narrow cells: 经审核，你单位2010年度 / 年检合格。"""
    lines: list[TextLine] = [line("年检合格记录", 560, _TOP - 90, size=50)]
    for column, (year, date) in enumerate((("2010", "2011年3月22日"), (" 2011 ", "2012年3月15日"), ("", ""))):
        left = _LEFT + 440 * column
        lines += [
            line(f"经审核，你单位{year}{parts[0]}", left + 8, _TOP + 20, size=28),
            line(parts[1], left + 8, _TOP + 64, size=28),
            line("（盖章）", left + 260, _TOP + 150, size=28),
            line(date or "年 月 日", left + 80, _TOP + 230, size=28),
        ]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert [(entry.year, entry.result, entry.date) for entry in found.inspections] == [
        ("2010", "年检合格", "2011-03-22"),
        ("2011", "年检合格", "2012-03-15"),
    ]
