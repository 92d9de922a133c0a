"""The yearly inspections as a table that lies across: a row of years, and below them results and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join
from extractors.yearly_inspections.inspection_cells import Cell
from schemas.geometry import BBox

BELOW = 2.0  # heights of the read rows within which a seal below them is a cell's own
_YEARS = re.compile("(?:年检|检验)?年[度份]")
_RESULTS = re.compile("(?:年检|检验)?(?:结果|结论|情况)")
_DATES = re.compile("(?:年检|检验)?(?:日期|时间)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_RESULT = re.compile("(?P<word>不|基本)?合格|通过")
_DATE = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?")


def find_column_cells(below: Sequence[Sequence[Line]]) -> tuple[list[Cell], bool]:
    """The columns in the rows ``below`` the record's title that tell a year, its result, and a date or none,
    and whether a column tells a year without a result."""
    rows = [sorted(row, key=lambda line: line.box.left) for row in below]
    years = _find_row(rows, _YEARS, _YEAR)
    results = _find_row(rows, _RESULTS, _RESULT)
    dates = _find_row(rows, _DATES, _DATE)
    found = [_to_cell(at, years, results, dates) for at in range(len(years))]
    cells = [cell for cell in found if cell is not None]
    return cells, len(cells) < len(found)


def _find_row(rows: Sequence[Sequence[Line]], head: re.Pattern[str], value: re.Pattern[str]) -> list[Line]:
    """What stands behind the first head of that kind, from the left; nothing that is no such value."""
    for first, *rest in rows:
        if rest and head.fullmatch(fold(first.text)):
            return [line for line in rest if value.fullmatch(fold(line.text))]
    return []


def _to_cell(at: int, years: Sequence[Line], results: Sequence[Line], dates: Sequence[Line]) -> Cell | None:
    year = years[at]
    result = _in_column(results, at, years)
    told = _RESULT.fullmatch(fold(result.text)) if result is not None else None
    if result is None or told is None:
        return None
    date = _in_column(dates, at, years)
    column = join([line for line in (year, result, date) if line is not None])
    own = year.part(0, 4)
    box = column.box
    deep = BBox(left=box.left, top=box.top, right=box.right, bottom=box.bottom + BELOW * box.height)
    return Cell(deep, column, own, own, result, f"{told['word'] or ''}合", date)


def _in_column(row: Sequence[Line], at: int, years: Sequence[Line]) -> Line | None:
    """The one of the row's lines that stands nearest to that year's, and to no other's nearer."""
    near = [
        line
        for line in row
        if min(range(len(years)), key=lambda each: abs(_middle(years[each]) - _middle(line))) == at
    ]
    return near[0] if len(near) == 1 else None


def _middle(line: Line) -> float:
    return line.box.center[0]
