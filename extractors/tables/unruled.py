"""A table without rules: its rows by their pitch, its columns by the heads that the text stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, is_beside, reading_order, text_height, to_rows
from extractors.page_lines.row_pitch import deal_to_rows, row_middles
from extractors.tables.table_head import NUMBER, Head, TableForm

LONGEST_GAP = 4.0  # line heights between table rows, past which the table has ended
FROM_HEAD = 1.5  # line heights between a head's left end and the first character below it, at most
CLOSER = 0.9  # of the least step from row to row that there is between two lines of one cell at most
_LABELLED = re.compile(r"[㐀-鿿()]{2,14}:")
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_WORD = re.compile("[A-Za-z\u3400-\u9fff]{2}")

Cells = Mapping[str, Sequence[Line]]


def read_unruled(lines: Sequence[Line], head: Head, form: TableForm) -> tuple[list[Cells], list[Line]]:
    """The rows, each the lines of its cells by column, and all lines of the table below its head."""
    kept = {id(line) for line in head.lines}
    below = [
        line
        for line in lines
        if id(line) not in kept and line.middle > nearest_head(line, head)[1].box.bottom
    ]
    body = _until_end(below, max(line.box.bottom for line in head.known.values()))
    starts = [*(piece.box.left for _, piece in head.columns), *_common_lefts(body)]
    pieces = [piece for line in body for piece in _cut_at(line, starts)]
    return _to_rows(_to_columns(pieces, head, form), form), body


def read_number(line: Line) -> int | None:
    """A row's number, where one stands there and no dirt."""
    found = _NUMBER.fullmatch(fold(line.text))
    return int(found[1]) if found else None


def _until_end(lines: Sequence[Line], top: float) -> list[Line]:
    """The lines down to a wide gap, the words that end a table, or a label with a colon alone in its row:
    what an annex says of all its sites stands close below."""
    body: list[Line] = []
    bottom, height = top, text_height(lines)
    for row in to_rows(lines):
        first = row[0]
        ends = fold(first.text).startswith("以下空白")
        labelled = len(row) == 1 and _LABELLED.match(fold(first.text)) is not None
        if first.box.top - bottom > LONGEST_GAP * height or ends or labelled:
            break
        body += row
        bottom = max(bottom, *(line.box.bottom for line in row))
    return body


def _common_lefts(lines: Sequence[Line]) -> list[float]:
    """Where several lines begin."""
    lefts = sorted(line.box.left for line in lines)
    near = 0.5 * text_height(lines)
    return [left for left, after in pairwise(lefts) if after - left < near]


def _cut_at(line: Line, starts: Sequence[float]) -> list[Line]:
    """The line, parted at white space where the next of the columns that begin at ``starts`` does."""
    beyond = [start for start in starts if line.box.left + line.height < start]
    for space in _SPACE.finditer(line.text):
        if any(abs(line.centers[space.end()] - start) < FROM_HEAD * line.height for start in beyond):
            first, rest = line.part(0, space.start()), line.part(space.end(), len(line.text))
            return [first, *_cut_at(rest, starts)]
    return [line]


def _to_columns(lines: Sequence[Line], head: Head, form: TableForm) -> dict[str, list[Line]]:
    """The lines of each column of the form; those of others are nobody's."""
    cells: dict[str, list[Line]] = {}
    others: dict[int, list[Line]] = {}
    first = head.columns[0][1]
    for line in lines:
        name = next(
            (
                name
                for name, pattern in form.contents.items()
                if name not in head.known and pattern.fullmatch(fold(line.text))
            ),
            None,
        )
        if NUMBER not in head.known and line.box.right < first.box.left and read_number(line) is not None:
            name = NUMBER
        column, piece = nearest_head(line, head) if name is None else (name, first)
        (cells.setdefault(column, []) if column else others.setdefault(id(piece), [])).append(line)
    numbers = others.get(id(first), [])
    if NUMBER not in cells and 2 * sum(read_number(line) is not None for line in numbers) > len(numbers):
        cells[NUMBER] = numbers  # its head was misread
    return cells


def nearest_head(line: Line, head: Head) -> tuple[str, Line]:
    """The column whose head is nearest; one that the line lies under counts as touching. Words are none of
    the rows' numbers, though these are set left of their wide column's head and stand closer to the first."""

    def away(column: tuple[str, Line]) -> float:
        box = column[1].box
        gap = max(box.left - line.box.right, line.box.left - box.right, 0.0)
        return gap + 0.1 * abs(box.center[0] - line.box.center[0])

    is_word = _WORD.search(line.text) is not None
    columns = [column for column in head.columns if not (is_word and column[0] == NUMBER)]
    return min(columns, key=away)


def _to_rows(cells: Mapping[str, list[Line]], form: TableForm) -> list[Cells]:
    """The rows by where their numbers stand, else by the telling column's lines."""
    texts = [line for name, held in cells.items() if name != NUMBER for line in held]
    if not texts:
        return []
    marks = _row_marks(cells.get(NUMBER, ()), texts)
    middles = row_middles(marks, min(line.middle for line in texts))
    marking = next((name for name in reversed(form.telling) if name in cells and name != NUMBER), "")
    middles = middles or _whole_rows(cells) or [row[0].middle for row in to_rows(cells.get(marking, ()))]
    if not middles:
        return []
    ordered = {name: reading_order(held) for name, held in cells.items()}
    columns = deal_to_rows(ordered, middles)
    rows = [
        {name: dealt[row] for name, dealt in columns.items() if dealt[row]} for row in range(len(middles))
    ]
    return [row for row in rows if row.keys() - {NUMBER}]


def _whole_rows(cells: Mapping[str, list[Line]]) -> list[float]:
    """Where the rows are that hold something in each column, where all others go on from them: they follow
    closer than the next row does."""
    columns = {id(line): name for name, held in cells.items() if name != NUMBER for line in held}
    rows = to_rows([line for name, held in cells.items() if name != NUMBER for line in held])
    whole = [len({columns[id(line)] for line in row}) == len(set(columns.values())) for row in rows]
    steps = [below[0].middle - above[0].middle for above, below in pairwise(rows)]
    next_row = [step for step, begins in zip(steps, whole[1:], strict=True) if begins]
    within = [step for step, begins in zip(steps, whole[1:], strict=True) if not begins]
    if not (whole[0] and within and next_row) or max(within) >= CLOSER * min(next_row):
        return []
    return [row[0].middle for row, begins in zip(rows, whole, strict=True) if begins]


def _row_marks(lines: Iterable[Line], texts: Sequence[Line]) -> list[tuple[int | None, float]]:
    """The numbers of rows with their places from the top; ``None`` for one that was misread, beside which a
    row's text stands."""
    marks: list[tuple[int | None, float]] = []
    for line in reading_order(lines):
        number = read_number(line)
        if number is not None or any(is_beside(line, text) for text in texts):
            marks.append((number, line.middle))
    return marks
