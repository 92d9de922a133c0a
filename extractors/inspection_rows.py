"""The yearly inspections as a table or a list: a year, a result and a date in each row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.inspection_cells import Cell, rows_above
from extractors.layout import Line, join, to_rows
from extractors.normalize.text import fold_with_offsets

_DATE = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年?度?(?!\d)")
_RESULT = re.compile(r"(?:年检|年报)?(?P<word>不|基本)?合格|通过")


def find_row_cells(lines: Sequence[Line]) -> tuple[list[Cell], bool]:
    """The rows below the record's title that tell a year and a result, as cells, and whether others tell one
    of the two, or a year between two others is told by none."""
    cells: list[Cell] = []
    more = False
    rows = [join(row) for row in to_rows(lines)]
    for row in rows[len(rows_above(lines)) :]:
        cell, told = _to_cell(row)
        cells += [cell] if cell is not None else []
        more |= told and cell is None
    years = sorted(int(cell.year.text) for cell in cells if cell.year is not None)
    return cells, more or years != list(range(years[0], years[0] + len(years))) if years else more


def _to_cell(row: Line) -> tuple[Cell | None, bool]:
    """The row as a cell, and whether it tells a year, or a result without one."""
    text, offsets = fold_with_offsets(row.text)

    def part(start: int, end: int) -> Line:
        return row.part(offsets[start], offsets[end - 1] + 1)

    date = _DATE.search(text)
    rest = text if date is None else text[: date.start()] + "\n" * len(date[0]) + text[date.end() :]
    year, result = _YEAR.search(rest), _RESULT.search(rest)
    if year is None or result is None:
        return None, year is not None
    word = f"{result['word'] or ''}合"
    own = part(*year.span("year"))
    when = None if date is None else part(*date.span())
    return Cell(row.box, row, own, own, part(*result.span()), word, when), True
