"""Where the cells of the yearly inspections (年检合格记录) lie: a grid, one cell a year.

A cell's own print is 经审核，你单位 … 年度年检合格, (盖章) and 年 月 日; the year and the date are
written in, mostly by hand, and an oval seal is set over them. That print tells where the cells lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import inf
from statistics import fmean, median

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line, join, to_rows
from extractors.page_lines.ruling import Edge
from extractors.yearly_inspections.inspection_grid import BESIDE, find_columns, rules_beside
from schemas.geometry import BBox, Point
from schemas.page import HANDWRITING

DEEPEST = 1.1  # widths of a cell that the lowest one is high
CENTURY = "20"  # which forms print before the place of a year, and of a date's

_SENTENCE = re.compile(
    r"(?P<head>经审核[,.、:]?你?单?位?|你?单位)(?P<year>.{0,8}?)(?P<result>年度?年检(?P<word>(?:基本|不)?.)格)"
)
# The same in a narrow cell, which may part it anywhere behind 年度: 经审核，你单位14年度年检合 / 格。
_BEGUN = re.compile(
    r"(?P<head>经审核[,.、:]?你?单?位?|你?单位)(?P<year>.{0,8}?)(?P<result>年度年?检?(?:基本|不)?合?)"
)
_ENDED = re.compile("年?检?(?:基本|不)?[合基]?本?格")
_RESULT = re.compile("年度年检(?P<word>(?:基本|不)?.)格")
_BEFORE_DATE = re.compile(r"\D*[^\x00-\xff\d年月日〇○零一二三四五六七八九十廿](?=.)")  # a seal's line
_RULE = frozenset("1lI|!丨")
_TITLE = re.compile(
    r".{0,14}?(?:年检|年审|年报|年度检验|年度报告)(?:\((?:年检|年报)\))?(?:合格|情况)?(?:(?:记录|情况)表?|栏)"
)


@dataclass(frozen=True)
class Cell:
    """A cell of the grid: ``bounds`` in upright page pixels, ``sentence`` as printed, ``head``, ``year`` and
    ``result`` the parts of it, ``word`` what of 不合格 stands before 格, ``date`` the row of its date, which
    begins at ``date_start`` (x) or behind it."""

    bounds: BBox
    sentence: Line
    head: Line
    year: Line | None
    result: Line
    word: str
    date: Line | None = None
    date_start: float = 0.0
    is_sealed: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether anything was written or stamped into it."""
        figures = (find_digits(line.text) for line in (self.year, self.date) if line is not None)
        return self.is_sealed or any(told not in ("", CENTURY) for told in figures)

    def holds(self, point: Point) -> bool:
        return self.bounds.holds(point)


def part_rows(lines: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The rows above the record, where provisions may stand, and those from its title or first cell on: none
    on a page without one."""
    rows = to_rows(lines)
    texts = [fold(join(row).text) for row in rows]
    begins = (at for at, text in enumerate(texts) if _TITLE.fullmatch(text) or _SENTENCE.search(text))
    begin = next(begins, len(rows))
    return rows[:begin], rows[begin:]


def find_cells(lines: Sequence[Line], seals: Sequence[Point], vertical: Sequence[Edge] = ()) -> list[Cell]:
    """The cells by their sentences, which stand at the top of each; ``seals`` are the middles of seals,
    ``vertical`` the page's upright rules. All in upright page pixels."""
    rows = [join(row) for row in to_rows(lines)]
    tops = [
        cells
        for row, below in zip_longest(rows, rows[1:])
        if (cells := list(_sentences(row)) or _wrapped_sentences(row, below))
    ]
    columns = find_columns([[cell.sentence for cell in row] for row in tops])
    found: list[Cell] = []
    for number, row in enumerate(tops):
        below = tops[number + 1] if number + 1 < len(tops) else []
        deepest = max(cell.sentence.box.bottom for cell in row) + DEEPEST * columns.widest
        foot = min((cell.sentence.box.top for cell in below), default=deepest)
        rules = rules_beside(vertical, row[0].sentence.box.top, foot, BESIDE * columns.widest)
        sides = columns.sides([cell.sentence for cell in row], rules)
        for cell, (left, right) in zip(row, sides, strict=True):
            box = cell.sentence.box
            bounds = BBox(left=left, top=box.top, right=right, bottom=max(foot, box.bottom))
            found.append(_with_content(replace(cell, bounds=bounds), lines, seals))
    return found


def _sentences(row: Line) -> Iterator[Cell]:
    """The sentences of the cells side by side in a row."""
    text, offsets = fold_with_offsets(row.text)
    for match in _SENTENCE.finditer(text):
        names = (0, "head", "year", "result")
        sentence, head, year, result = (folded_part(row, offsets, match.span(name)) for name in names)
        yield Cell(sentence.box, sentence, head, year if year.text else None, result, match["word"])


def _wrapped_sentences(row: Line, below: Line | None) -> list[Cell]:
    """Those that go on in the row below: 经审核，你单位14年度 / 年检合格。"""
    text, offsets = fold_with_offsets(row.text)
    begun = list(_BEGUN.finditer(text)) if below is not None else []
    lefts = [row.centers[offsets[match.start()]] - row.height for match in begun]
    cells: list[Cell] = []
    for match, left, right in zip(begun, lefts, [*lefts, inf][1:], strict=True):
        head, sentence, year, first = (
            folded_part(row, offsets, match.span(name)) for name in ("head", 0, "year", "result")
        )
        ends = [] if below is None else _find_end(below, left, right)
        result = [part for part in (first, *ends) if part.text]
        whole = _RESULT.fullmatch(fold("".join(part.text for part in result)))
        if whole is not None:
            told = year if year.text else None
            cells.append(Cell(sentence.box, sentence, head, told, join(result), whole["word"]))
    return cells


def _find_end(row: Line, left: float, right: float) -> list[Line]:
    """The end of a sentence between two places of the row."""
    text, offsets = fold_with_offsets(row.text)
    return [
        folded_part(row, offsets, match.span())
        for match in _ENDED.finditer(text)
        if left <= row.centers[offsets[match.start()]] < right
    ][:1]


def folded_part(row: Line, offsets: Sequence[int], span: tuple[int, int]) -> Line:
    """The part of a row that a span of its folded text is, which may be empty."""
    start, end = span
    return row.part(offsets[start], offsets[end - 1] + 1) if start < end else row.part(0, 0)


def _with_content(cell: Cell, lines: Sequence[Line], seals: Sequence[Point]) -> Cell:
    """The cell with the date and the seal that lie within its bounds, and the line of its year if that is one
    of its own."""
    inside: list[Line] = []
    for line in lines:
        held = [index for index, x in enumerate(line.centers) if cell.holds((x, line.middle))]
        if held and line.middle > cell.sentence.box.bottom:
            inside.append(line.part(held[0], held[-1] + 1))
    rows = [row for row in to_rows(inside) if is_date_row(join(row).text)]
    row = max(rows, key=lambda row: (len(find_digits(join(row).text)), join(row).middle), default=None)
    date, is_cut = (None, False) if row is None else _date_alone(_without_rules(row))
    return replace(
        cell,
        date=date,
        date_start=date.box.left if date is not None and is_cut else cell.bounds.left,
        year=_own_line(cell.year, lines),
        is_sealed=any(map(cell.holds, seals)),
    )


def _without_rules(row: Sequence[Line]) -> list[Line]:
    """The row, where the network for handwriting has read it without an upright stroke beside what that
    read: a rule of the form, which the recognizer reads as 1."""
    written = [piece.box for piece in row if piece.engine == HANDWRITING]
    return [piece for piece in row if not (written and _is_rule(piece, written))]


def _is_rule(piece: Line, written: Sequence[BBox]) -> bool:
    x, _ = piece.box.center
    beside = not any(box.left < x < box.right for box in written)
    return beside and piece.engine != HANDWRITING and fold(piece.text) in _RULE


def _date_alone(row: Sequence[Line]) -> tuple[Line, bool]:
    """The row without what stands before its first figure and is none of a date's marks, and whether there
    was any: the line of a seal that is set beside the date or over its beginning."""
    before = _BEFORE_DATE.match(join(row).text)
    left = 0 if before is None else before.end()
    rest: list[Line] = []
    for part in row:
        if left < len(part.text):
            rest.append(part.part(left, len(part.text)))
        left = max(0, left - len(part.text))
    return join(rest), before is not None


def _own_line(part: Line | None, lines: Sequence[Line]) -> Line | None:
    """The line that a part of a row is all of."""
    if part is None:
        return None
    return next((line for line in lines if (line.text, line.centers) == (part.text, part.centers)), part)


def type_size(cells: Sequence[Cell]) -> float:
    """How far apart the characters of the form's print stand, in pixels: the mean in 年度年检合格 of all
    cells, for a recognizer tells their places in steps of a third of that. 0 without cells. The step from
    one row of a cell to the next is left out."""
    steps = [after - before for cell in cells for before, after in pairwise(cell.result.centers)]
    usual = median(steps) if steps else 0.0
    return fmean([step for step in steps if 0 < step < 2 * usual] or [0.0])


def date_depth(cells: Sequence[Cell]) -> float | None:
    """How far below its sentence a cell's date stands; ``None`` where no cell's was found."""
    depths = [cell.date.middle - cell.sentence.middle for cell in cells if cell.date is not None]
    return median(depths) if depths else None


def is_date_row(text: str) -> bool:
    """Whether a row within a cell may be its date, filled in or not."""
    marks = sum(mark in fold(text) for mark in "年月日")
    return marks >= 2 or (marks >= 1 and len(find_digits(text)) >= 2) or len(find_digits(text)) >= 6


def find_digits(text: str) -> str:
    """The figures of a text."""
    return "".join(char for char in fold(text) if char.isdecimal())
