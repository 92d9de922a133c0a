"""The yearly inspections (年检合格记录): a grid of cells, one a year, each filled in when it is passed.

A cell's own print is 经审核，你单位 … 年度年检合格, (盖章) and 年 月 日; the year and the date are
written in, mostly by hand, and an oval seal is set over them. That print tells where the cells lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.candidates import OUT_OF_PLACE, Candidate, to_candidate
from extractors.group import PageGroup
from extractors.layout import Line, join, to_rows
from extractors.messages import issue
from extractors.normalize.lookalikes import DIGIT_LOOKALIKES
from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_facts import PageFacts
from extractors.record import Record
from schemas.certificate import Inspection, PageKind
from schemas.document_type import FieldKind
from schemas.geometry import BBox, Point
from schemas.page import SealReading, SealShape

WRITTEN = OUT_OF_PLACE  # of what is written by hand: the engines are made for print, so for review
DEEPEST = 1.1  # widths of a cell that the lowest one is high
AROUND = 0.1  # widths of a cell by which it is wider than its sentence

_SENTENCE = re.compile(
    r"(?P<head>经审核[,.、:]?你?单?位?|你?单位)(?P<year>.{0,8}?)(?P<result>年度?年检(?P<word>(?:基本|不)?.)格)"
)
INSPECTION_TITLE = re.compile(r"年检(合格|情况)?记录表?|年度检验记录表?")
_WORDS = frozenset({"合", "不合", "基本合"})
_CELL_SIDE = re.compile(r"1(?=20\d\d\D)")  # a cell's side, read as a figure before the year
_DATE_PRINT = re.compile(r"[年月日.,、。]")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|\d\d)")


@dataclass(frozen=True)
class _Cell:
    """A cell of the grid: ``bounds`` in upright page pixels, ``sentence`` as printed, ``year`` and
    ``result`` the parts of it, ``word`` what of 不合格 stands before 格, ``date`` the row of its date."""

    bounds: BBox
    sentence: Line
    year: Line | None
    result: Line
    word: str
    date: Line | None = None
    is_sealed: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether anything was written or stamped into it."""
        written = (line for line in (self.year, self.date) if line is not None)
        return self.is_sealed or any(_digits(line.text) for line in written)

    def holds(self, point: Point) -> bool:
        box = self.bounds
        return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def read_inspections(record: Record, group: PageGroup) -> tuple[Inspection, ...]:
    """Every filled cell of every page, in reading order; an empty cell is no inspection."""
    found: list[Inspection] = []
    for page_no, page in enumerate(group.pages, start=1):
        cells = list(_find_cells(page))
        for cell in cells:
            if cell.is_filled:
                found.append(_read_cell(record, cell, page_no, f"inspections.{len(found)}"))
        if page.kind == PageKind.INSPECTION and _has_more(page, cells):
            record.note([issue("inspections_unread", detail=f"p{page_no}")])
    return tuple(found)


def _has_more(page: PageFacts, cells: Sequence[_Cell]) -> bool:
    """Whether a seal or a written date lies in no cell that was found."""
    rows = [join(row) for row in to_rows(page.lines)][len(rows_above(page)) :]
    marks = [_seal_center(page, seal) for seal in page.seals if seal.shape == SealShape.OVAL]
    marks += [row.box.center for row in rows if _is_date_row(row.text) and len(_digits(row.text)) >= 4]
    return any(not any(cell.holds(mark) for cell in cells) for mark in marks)


def rows_above(page: PageFacts) -> list[Line]:
    """The rows above the record, where provisions may stand; all rows of a page without one."""
    rows = [join(row) for row in to_rows(page.lines)]
    ends = (
        number
        for number, row in enumerate(rows)
        if INSPECTION_TITLE.fullmatch(fold(row.text)) or _SENTENCE.search(fold(row.text))
    )
    return rows[: next(ends, len(rows))]


def _find_cells(page: PageFacts) -> Iterator[_Cell]:
    """The cells by their sentences, which stand at the top of each."""
    tops = [cells for row in to_rows(page.lines) if (cells := _sentences(join(row)))]
    widest = max((cell.sentence.box.width for row in tops for cell in row), default=0.0)
    for number, row in enumerate(tops):
        below = tops[number + 1] if number + 1 < len(tops) else []
        deepest = max(cell.sentence.box.bottom for cell in row) + DEEPEST * widest
        foot = min((cell.sentence.box.top for cell in below), default=deepest)
        for cell, before, after in zip(row, [None, *row[:-1]], [*row[1:], None], strict=True):
            box = cell.sentence.box
            left, right = box.right - (1 + AROUND) * widest, box.right + AROUND * widest
            if before is not None:
                left = max(left, before.sentence.box.right)
            if after is not None:
                right = min(right, after.sentence.box.left)
            bounds = BBox(left=left, top=box.top, right=right, bottom=max(foot, box.bottom))
            yield _with_content(replace(cell, bounds=bounds), page)


def _sentences(row: Line) -> list[_Cell]:
    """The sentences of the cells side by side in a row."""
    text, offsets = fold_with_offsets(row.text)

    def part(start: int, end: int) -> Line:
        return row.part(offsets[start], offsets[end - 1] + 1)

    cells = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span("year")
        year = part(start, end) if start < end else None
        sentence = part(*match.span())
        cells.append(_Cell(sentence.box, sentence, year, part(*match.span("result")), match["word"]))
    return cells


def _with_content(cell: _Cell, page: PageFacts) -> _Cell:
    """The cell with the date and the seal that lie within its bounds."""
    inside: list[Line] = []
    for line in page.lines:
        held = [index for index, x in enumerate(line.centers) if cell.holds((x, line.middle))]
        if held and line.middle > cell.sentence.box.bottom:
            inside.append(line.part(held[0], held[-1] + 1))
    dates = [row for row in map(join, to_rows(inside)) if _is_date_row(row.text)]
    date = max(dates, key=lambda row: (len(_digits(row.text)), row.middle), default=None)
    is_sealed = any(cell.holds(_seal_center(page, seal)) for seal in page.seals)
    return replace(cell, date=date, is_sealed=is_sealed)


def _seal_center(page: PageFacts, seal: SealReading) -> Point:
    """In upright page pixels."""
    return page.source.page.transform.map_quad(seal.quad).bbox.center


def _is_date_row(text: str) -> bool:
    marks = sum(mark in fold(text) for mark in "年月日")
    return marks >= 2 or (marks >= 1 and len(_digits(text)) >= 2) or len(_digits(text)) >= 6


def _digits(text: str) -> str:
    return "".join(char for char in fold(text) if char.isdecimal())


def _read_cell(record: Record, cell: _Cell, page_no: int, key: str) -> Inspection:
    date = _read_date(cell)
    year = _read_year(cell)
    known = None if date is None or date.value is None else date.value
    told = None if year is None else year.value
    follows = known is not None and told is not None and (int(known[:4]) - int(told)) % 100 in (0, 1)
    agreeing, differing = int(follows), int(known is not None and told is not None and not follows)
    inspection = Inspection(
        page_no=page_no,
        year=_put(record, f"{key}.year", year, cell.sentence, page_no, agreeing, differing),
        result=record.put(f"{key}.result", _read_result(cell), page_no),
        date=_put(record, f"{key}.date", date, cell.date or cell.sentence, page_no, 0, differing),
    )
    if differing:
        record.doubt(f"{key}.year", issue("inspection_year", f"{key}.year", f"{told}, {known}"))
    return inspection


def _put(
    record: Record,
    key: str,
    candidate: Candidate | None,
    place: Line,
    page_no: int,
    agreeing: int,
    differing: int,
) -> str | None:
    """Enter what was read, or that at ``place`` something should stand that cannot be read."""
    if candidate is not None and candidate.value is not None:
        return record.put(key, candidate, page_no, agreeing=agreeing, differing=differing)
    raw = None if candidate is None else candidate.raw
    record.enter(
        key, raw=raw, value=None, confidence=0.0, page_no=page_no, quad=place.quad, engine=place.engine
    )
    return None


def _read_result(cell: _Cell) -> Candidate:
    """In 年检合格 only 合 can stand before 格, so another character there is a misread 合."""
    word = cell.word if cell.word in _WORDS else cell.word[:-1] + "合"
    repairs = () if word == cell.word else (Repair.CONFUSION,)
    return Candidate(cell.result.text, Normal(f"年检{word}格", repairs), (cell.result,), FieldKind.TEXT)


def _read_year(cell: _Cell) -> Candidate | None:
    """The year as it is written: two digits or four; one digit, or a stroke, is not a year."""
    if cell.year is None:
        return None
    text = fold(cell.year.text).strip(",.、。:;'·")
    plain = "".join(DIGIT_LOOKALIKES.get(char, char) for char in text)
    repairs = () if plain == text else (Repair.CONFUSION,)
    value = plain if _YEAR.fullmatch(plain) else None
    return Candidate(cell.year.text, Normal(value, repairs), (cell.year,), FieldKind.TEXT, WRITTEN)


def _read_date(cell: _Cell) -> Candidate | None:
    """The date as it is written; what the form printed alone is no date."""
    if cell.date is None or not _DATE_PRINT.sub("", fold(cell.date.text)):
        return None
    side = _CELL_SIDE.match(cell.date.text)
    line = cell.date if side is None else cell.date.part(side.end(), len(cell.date.text))
    found = to_candidate(FieldKind.DATE, [line], WRITTEN)
    if Check.DATE_IMPOSSIBLE in found.failed or not _digits(cell.date.text):
        return replace(found, normal=replace(found.normal, value=None))
    return found
