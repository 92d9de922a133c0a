"""The yearly inspections as a table or a list: a year, a result and a date in each row."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate, pairwise

from extractors.normalize.text import fold_with_offsets
from extractors.page_lines.layout import Line, join
from extractors.yearly_inspections.inspection_cells import Cell

FIGURES = 2  # of a misread year at least; a blank row of a form has but its number
_DATE = re.compile(
    r"(?:19|20)\d\d\n?[年./-]\n?\d{1,2}\n?[月./-]\n?\d{1,2}(?!\d)(?:\n?日)?"  # may be of several lines
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年?度?(?!\d)")
_RESULT = re.compile(r"(?:(?:年检|年报|年审|(?:限期)?整改后)?(?P<word>不|基本)?合格|通过)(?![的者后率])")
_RESULTS = re.compile("合格|通过")  # □合格 ☑不合格 has two
# What may stand between year and result: not 未 of 未通过, nor a sentence, nor an empty box.
_BETWEEN = re.compile("(?:[^\u3400-\u9fff□☐]|年度|年检|年审|检验|经?审核|结果|结论|情况|工商)*")
_NOTE = re.compile("[注依据自从凡]")


def find_row_cells(rows: Sequence[Sequence[Line]]) -> tuple[list[Cell], bool]:
    """Those of the ``rows`` below the record's title that tell a year and a result, as cells, and whether
    others tell one of the two, or a year between two others is told by none."""
    cells: list[Cell] = []
    more = False
    for row in rows:
        found, told = _to_cells(row)
        cells += found
        more |= told
    years = sorted(int(cell.year.text) for cell in cells if cell.year is not None)
    return cells, more or years != list(range(years[0], years[0] + len(years))) if years else more


def _to_cells(parts: Sequence[Line]) -> tuple[list[Cell], bool]:
    """The row as cells, one for each of its years, of which a table may have several side by side, and
    whether it tells more."""
    row = join(parts)
    text, offsets = _with_breaks(parts, row)
    years = [match.start() for match in _YEAR.finditer(_without_dates(text))]
    cells: list[Cell] = []
    for start, end in pairwise((0, *years[1:], len(text))):
        cell = _to_cell(row, text[start:end], offsets[start:end])
        if cell is None:
            return cells, bool(years) or _tells_result(text)
        cells.append(cell)
    return _once(cells), False


def _once(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, one of each year: that with a date, where a stamp beside it says the year again."""
    years = [cell.head.text for cell in cells]
    return [cell for cell in cells if cell.date is not None or years.count(cell.head.text) == 1]


def _tells_result(text: str) -> bool:
    """Whether a row has a result and figures, which are those of a year that was misread: 20O6."""
    figures = sum(char.isdecimal() for char in text)
    return figures >= FIGURES and _RESULT.search(text) is not None


def _with_breaks(parts: Sequence[Line], row: Line) -> tuple[str, list[int]]:
    """The row's text as compared, with a break where another line or, between figures, a space parts it, so
    that 2011.12.9 and 2014 beside it stay two; and where each character stands in the row."""
    starts = list(accumulate(len(part.text) for part in parts))
    text, offsets = "", list[int]()
    for char, at in zip(*fold_with_offsets(row.text), strict=True):
        if offsets and (bisect(starts, at) > bisect(starts, offsets[-1]) or _is_apart(row, offsets[-1], at)):
            text, offsets = text + "\n", [*offsets, at]
        text, offsets = text + char, [*offsets, at]
    return text, offsets


def _is_apart(row: Line, last: int, at: int) -> bool:
    return at > last + 1 and row.text[last].isdecimal() and row.text[at].isdecimal()


def _without_dates(text: str) -> str:
    return _DATE.sub(lambda date: "\n" * len(date[0]), text)


def _to_cell(row: Line, text: str, offsets: Sequence[int]) -> Cell | None:
    """The cell of a year, its result, and a date or none; ``None`` where it is not plain that these are."""

    def part(start: int, end: int) -> Line:
        return row.part(offsets[start], offsets[end - 1] + 1)

    dates, rest = list(_DATE.finditer(text)), _without_dates(text)
    year, result = _YEAR.search(rest), _RESULT.search(rest)
    if year is None or result is None or len(dates) > 1 or len(_RESULTS.findall(rest)) > 1:
        return None
    first, last = sorted((year.span(), result.span()))
    if _NOTE.search(rest[: first[0]]) or not _BETWEEN.fullmatch(rest[first[1] : last[0]]):
        return None
    own = part(*year.span("year"))
    when = part(*dates[0].span()) if dates else None
    return Cell(row.box, row, own, own, part(*result.span()), f"{result['word'] or ''}合", when)
