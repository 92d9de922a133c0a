"""The yearly inspections as stacks: a year, below it the result, and below that a date or none. So are stamps
(2008年度 / 年检合格 / 2009.4.20), and cells with the year above a stamp or labels (年检结论：合格)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line, around, join
from extractors.yearly_inspections.inspection_cells import Cell, folded_part

_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d|二[〇○零0o][〇○零0o一二三四五六七八九]{2})年?度?(?:年检|年审|检验)?"
    r"(?P<result>(?:年检|年审|检验)?(?P<word>不|基本)?合格)?"
)
_RESULT = re.compile(
    "(?P<label>(?:年检|年审|检验|审验)?(?:结论|结果|情况|意见):)?"
    "(?P<own>(?:年检|年审|检验|审验)?(?P<word>不|基本)?合格|(?:年检|年审)?通过)?"
)
_DATE = re.compile(
    r"(?P<label>(?:年检|年审|检验|审验)?(?:日期|时间):)?(?P<own>(?:19|20)\d\d[年./-]?\d{1,2}[月./-]?\d{1,2}日?)?"
)
DEEPEST = 12.0  # line heights from a year to its date at most
UNDER = 0.3  # of the narrower of two lines that the other stands over


def find_stacked_cells(rows: Sequence[Sequence[Line]], scraps: Sequence[Line]) -> tuple[list[Cell], bool]:
    """The stacks in the ``rows`` below the record's title as cells, and whether a year has no result below
    it, or several. Stamps that are set aslant are among ``scraps``, which are no part of the page's text."""
    below = [line for row in rows for line in row]
    below += [line for line in scraps if below and _is_part(fold(line.text))]
    years = [line for line in below if _YEAR.fullmatch(fold(line.text))]
    found = [_to_cell(year, years, below) for year in years if not _is_blank(year, years, below)]
    cells = [cell for cell in found if cell is not None]
    return cells, len(cells) < len(found)


def _is_part(text: str) -> bool:
    return any(part.fullmatch(text) for part in (_YEAR, _RESULT, _DATE))


def _to_cell(year: Line, years: Sequence[Line], lines: Sequence[Line]) -> Cell | None:
    """The stack that begins with ``year``: what stands below it and above the next year of its column."""
    text, offsets = fold_with_offsets(year.text)
    told = _YEAR.fullmatch(text)
    stack = _below(year, years, lines)
    results, dates = ([own for line in stack for own in _own(line, form)] for form in (_RESULT, _DATE))
    if told is None or len(dates) > 1 or len(results) + (told["result"] is not None) != 1:
        return None
    date = dates[0] if dates else None
    if results:
        result, words = results[0], _RESULT.fullmatch(fold(results[0].text))
    else:
        result, words = folded_part(year, offsets, told.span("result")), told
    word = words["word"] if words is not None else None
    own = folded_part(year, offsets, told.span("year"))
    parts = [line for line in (year, *results, date) if line is not None]
    whole = join(parts)
    return Cell(around(line.box for line in parts), whole, own, own, result, f"{word or ''}合", date)


def _own(line: Line, form: re.Pattern[str]) -> list[Line]:
    """What a line says by itself or behind its label, 合格 of 年检结论：合格; nothing of any other."""
    text, offsets = fold_with_offsets(line.text)
    found = form.fullmatch(text)
    return [] if found is None or not found["own"] else [folded_part(line, offsets, found.span("own"))]


def _is_blank(year: Line, years: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether what stands below a year are labels alone: its cell is not filled in yet."""
    stack = [fold(line.text) for line in _below(year, years, lines)]
    labels = [form.fullmatch(text) for text in stack for form in (_RESULT, _DATE)]
    found = [label for label in labels if label is not None and label["label"]]
    return len(found) == len(stack) > 0 and not any(label["own"] for label in found)


def _below(year: Line, years: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """What stands below ``year`` and partly under it, and below no other year that is nearer."""
    return [line for line in lines if _nearest(line, years) is year and _is_under(line, year)]


def _nearest(line: Line, years: Sequence[Line]) -> Line | None:
    """The year above a line that is nearest to it."""
    above = [year for year in years if 0.5 * year.height < line.middle - year.middle < DEEPEST * year.height]
    return min(above, key=lambda year: math.dist(year.box.center, line.box.center), default=None)


def _is_under(line: Line, year: Line) -> bool:
    shared = min(line.box.right, year.box.right) - max(line.box.left, year.box.left)
    return shared > UNDER * min(line.box.width, year.box.width)
