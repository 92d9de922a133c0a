"""The yearly inspections (年检合格记录): what is filled into each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.authorities.seal_offices import tells_inspection
from extractors.candidates import OUT_OF_PLACE, Candidate, to_candidate
from extractors.issue_messages.messages import issue
from extractors.normalize.date_numerals import year_digits
from extractors.normalize.license_number import find_license_number
from extractors.normalize.lookalikes import DIGIT_LOOKALIKES
from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join
from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from extractors.yearly_inspections.inspection_cells import (
    CENTURY,
    Cell,
    find_cells,
    find_digits,
    is_date_row,
    part_rows,
)
from extractors.yearly_inspections.inspection_columns import find_column_cells
from extractors.yearly_inspections.inspection_rows import find_row_cells
from extractors.yearly_inspections.inspection_stacks import find_stacked_cells
from schemas.certificate import Inspection, PageKind
from schemas.document_type import FieldKind
from schemas.geometry import Point
from schemas.page import HANDWRITING, InkLayer, SealReading, SealShape

WRITTEN = OUT_OF_PLACE  # of what is written by hand and read by an engine that is made for print: for review
SURE = 0.97  # probability from which what the network for handwriting reads needs no person
_OWN_RESULT = re.compile("[^年]|年[报审]")  # which no sentence of a form says
_WORDS = frozenset({"合", "不合", "基本合"})
_CELL_SIDE = re.compile(r"1(?=20\d\d\D)")  # a cell's side, read as a figure before the year
_STAMP = re.compile(
    r".*(?:19|20)\d\d年?度?(?:已|工商|企业)*(?:年检|检验(?!检测)).*|(?:已|通过)年检|已?年检(?:合格|通过)"
)
_USE = re.compile("[仅供限用]")  # of a copy: 仅供2010年度年检使用
_DATE_PRINT = re.compile(r"[年月日.,、。]")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|\d\d)")
_YEARS = re.compile(r"(?:\d{4}\s*年度\s*)+")  # of cells that may not be filled in yet
_SPELLED = re.compile("二[〇○零一二三四五六七八九]{3}")


def read_inspections(record: Record, group: PageGroup) -> tuple[Inspection, ...]:
    """Every filled cell of every page, in reading order; an empty cell is no inspection."""
    found: list[Inspection] = []
    for page_no, page in enumerate(group.pages, start=1):
        cells, more = _find_cells(page)
        for cell in cells:
            if cell.is_filled:
                found.append(_read_cell(record, cell, page_no, f"inspections.{len(found)}"))
        on_record = page.kind == PageKind.INSPECTION
        if (more or _has_more(page, cells)) if on_record else not cells and _is_stamped(page):
            record.note([issue("inspections_unread", detail=f"p{page_no}")])
    return tuple(found)


def _is_stamped(page: PageFacts) -> bool:
    """Whether a page that is no record, a main page mostly, has a stamp of one: 2010年度年检合格."""
    lines = [fold(line.text) for line in page.text.lines]
    return any(_STAMP.fullmatch(text) and not _USE.search(text) for text in lines) or any(
        tells_inspection(seal) or "年检" in (seal.text or "") for seal in page.seals
    )


def _find_cells(page: PageFacts) -> tuple[list[Cell], bool]:
    """The cells of a grid, or the rows or columns of a table or a list, or stacks, where these hold more
    dates or there is no grid, and whether some of these were not read."""
    cells = find_cells(page.lines, [_seal_center(page, seal) for seal in page.seals], page.text.vertical)
    if page.kind not in (PageKind.INSPECTION, PageKind.MAIN):
        return cells, False
    below = part_rows(page.lines)[1]
    rows, more = max(
        find_row_cells(below),
        find_column_cells(below),
        find_stacked_cells(below, page.text.scraps),
        key=lambda found: (len(found[0]), _dates(found[0])),
    )
    if rows and (not cells or _dates(rows) > _dates(cells)):
        return rows, more
    return cells, more and not cells


def _dates(cells: Sequence[Cell]) -> int:
    return sum(cell.date is not None and len(find_digits(cell.date.text)) >= 6 for cell in cells)


def _has_more(page: PageFacts, cells: Sequence[Cell]) -> bool:
    """Whether a seal or a written date lies in no cell that was found."""
    marks = [_seal_center(page, seal) for seal in page.seals if seal.shape == SealShape.OVAL]
    for row in part_rows(page.lines)[1]:  # of cells side by side, each with its own
        text = join(row).text
        is_date = is_date_row(text) and len(find_digits(text)) >= 4 and not _YEARS.fullmatch(fold(text))
        if is_date and find_license_number(text) is None:
            marks += [piece.box.center for piece in row if find_digits(piece.text)]
    return any(not any(cell.holds(mark) for cell in cells) for mark in marks)


def _seal_center(page: PageFacts, seal: SealReading) -> Point:
    """In upright page pixels."""
    return page.source.page.transform.map_quad(seal.quad).bbox.center


def _read_cell(record: Record, cell: Cell, page_no: int, key: str) -> Inspection:
    date = _read_date(cell)
    known = None if date is None else date.value
    year = _read_year(cell, known)
    told = None if year is None else year.value
    apart = None if known is None or told is None else (int(known[:4]) - int(told)) % 100
    agreeing = int(apart == 1)  # in the same year an inspection is seldom dated: one figure may be misread
    differing = int(apart not in (None, 0, 1))
    if date is not None and not agreeing:
        date = _for_review(date)
    inspection = Inspection(
        page_no=page_no,
        year=_put(record, f"{key}.year", year, cell.sentence, page_no, agreeing, differing),
        result=record.put(f"{key}.result", _read_result(cell), page_no),
        date=_put(record, f"{key}.date", date, cell.date or cell.sentence, page_no, 0, differing),
    )
    if differing:
        record.doubt(f"{key}.year", issue("inspection_year", f"{key}.year", f"{told}, {known}"))
    if inspection.year is None and inspection.date is None:  # the form prints 年检合格 in every cell
        record.doubt(f"{key}.result", issue(Check.PLACE, f"{key}.result", cell.result.text))
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


def _read_result(cell: Cell) -> Candidate:
    """In 年检合格 only 合 can stand before 格, so another character there is a misread 合. A row of a table
    says 合格, 通过, 年报合格 or 整改后合格."""
    if _OWN_RESULT.match(fold(cell.result.text)):
        return Candidate(cell.result.text, Normal(fold(cell.result.text)), (cell.result,), FieldKind.TEXT)
    word = cell.word if cell.word in _WORDS else cell.word[:-1] + "合"
    repairs = () if word == cell.word else (Repair.CONFUSION,)
    return Candidate(cell.result.text, Normal(f"年检{word}格", repairs), (cell.result,), FieldKind.TEXT)


def _read_year(cell: Cell, date: str | None) -> Candidate | None:
    """The year in figures: two digits or four, or Chinese numerals; one digit, or a stroke, is not a year. 20
    alone is what a form prints before two, but in a cell whose ``date`` is of 2021."""
    if cell.year is None:
        return None
    text = fold(cell.year.text).strip(",.、。:;'·")
    if _SPELLED.fullmatch(text):
        text = str(year_digits(text, []))
    plain = "".join(DIGIT_LOOKALIKES.get(char, char) for char in text)
    repairs = () if plain == text else (Repair.CONFUSION,)
    is_print = plain == CENTURY and (date or "")[:4] != "2021"
    value = plain if _YEAR.fullmatch(plain) and not is_print else None
    return Candidate(
        cell.year.text, Normal(value, repairs), (cell.year,), FieldKind.TEXT, _written(cell.year)
    )


def _read_date(cell: Cell) -> Candidate | None:
    """The date as it is written; what the form printed alone is no date."""
    if cell.date is None or not _DATE_PRINT.sub("", fold(cell.date.text)):
        return None
    side = _CELL_SIDE.match(cell.date.text)
    line = cell.date if side is None else cell.date.part(side.end(), len(cell.date.text))
    found = to_candidate(FieldKind.DATE, [line], _written(line))
    if Check.DATE_IMPOSSIBLE in found.failed or not find_digits(cell.date.text):
        return replace(found, normal=replace(found.normal, value=None))
    return found


def _for_review(date: Candidate) -> Candidate:
    """A date that the year inspected does not bear out."""
    failed = tuple(dict.fromkeys((*date.failed, Check.PLACE)))
    return replace(date, misplaced=WRITTEN, normal=replace(date.normal, failed=failed))


def _written(line: Line) -> float:
    """How far from print it is. A text layer's characters are no hand's, whatever face they are drawn in."""
    if line.layer == InkLayer.TEXT_LAYER:
        return 0.0
    return 0.0 if line.engine == HANDWRITING and min(line.scores) >= SURE else WRITTEN
