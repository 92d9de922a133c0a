"""A table of an annex: a header row and the rows below it, by printed rules or by pitch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.candidates import OUT_OF_PLACE
from extractors.layout import Line, reading_order, text_height, to_rows
from extractors.normalize.text import fold
from extractors.row_pitch import deal_to_rows, row_middles
from extractors.ruling import Edge, Grid, find_grid

NUMBER = "number"
_NUMBER_HEADS = ("序号", "编号")
ALIKE, LONG = 75.0, 4  # similarity (0-100) from which a misread head of so many characters is one
LONGEST_GAP = 4.0  # line heights between table rows, past which the table has ended


@dataclass(frozen=True)
class TableForm:
    """What a kind of table looks like. ``heads`` are the printed heads of each column but the
    number's; ``telling`` the columns of which one must be there, beside a second; ``contents`` what
    the cells of a column look like where a seal covers its head."""

    heads: Mapping[str, tuple[str, ...]]
    telling: tuple[str, ...]
    contents: Mapping[str, re.Pattern[str]]
    last: str | None = None  # the column that stands right of one told by its contents


@dataclass(frozen=True)
class TableRow:
    """The lines of each cell by column, top to bottom; a column without text is not there.

    ``ruled``: the cells' bounds are printed, so that no line can be its neighbour's."""

    cells: Mapping[str, tuple[Line, ...]]
    ruled: bool


def find_table(
    lines: Sequence[Line], form: TableForm, vertical: Sequence[Edge] = (), level: Sequence[Edge] = ()
) -> tuple[list[TableRow], list[Line]]:
    """The rows of the page's table of this form, and the lines outside it; no rows without a header.

    ``vertical`` and ``level`` are the page's rules; a table without them is read by its pitch.
    """
    ordered = reading_order(lines)
    header = _find_header(ordered, form)
    if header is None:
        return [], list(lines)
    heads = sorted(header.values(), key=lambda line: line.box.left)
    grid = find_grid(heads, vertical, level, text_height(heads))
    if grid is not None:
        rows, inside = _ruled_rows(lines, header, grid, form)
        if rows:
            return rows, [line for line in lines if id(line) not in inside]
    bottom = max(line.box.bottom for line in header.values())
    below = [line for line in ordered if line.middle > bottom]
    body = _until_gap(below, bottom, text_height(below))
    inside = {id(line) for line in [*body, *header.values()]}
    return _pitched_rows(body, header, form), [line for line in lines if id(line) not in inside]


def misplacement(cell: Sequence[Line], *, ruled: bool) -> float:
    """A cell of several lines may hold one of its neighbour's where no rule parts the two."""
    return OUT_OF_PLACE if len(cell) > 1 and not ruled else 0.0


def _find_header(lines: Sequence[Line], form: TableForm) -> dict[str, Line] | None:
    for row in to_rows(lines):
        header: dict[str, Line] = {}
        for piece in row:
            column = _head(fold(piece.text), form, among_others=len(row) > 1)
            if column is not None:
                header.setdefault(column, piece)
        if header:
            _add_covered(header, row, form)
        if len(header) >= 2 and any(column in header for column in form.telling):
            return header
    return None


def _add_covered(header: dict[str, Line], row: Sequence[Line], form: TableForm) -> None:
    """Add the heads of which a seal leaves a part, where the row has others that are whole."""
    for piece in row:
        if piece in header.values():
            continue
        text = fold(piece.text)
        covered = {name for name, heads in form.heads.items() if any(_is_part(text, head) for head in heads)}
        if len(covered) == 1:
            header.setdefault(covered.pop(), piece)


def _is_part(text: str, head: str) -> bool:
    """Whether the end or the beginning of a head is all that is left, or so much of its beginning, before
    something else, that it is clear."""
    if ":" in text:
        return False
    beginning = head[: max(LONG, len(head) - 2)]
    part = len(text) >= 2 and (head.endswith(text) or head.startswith(text))
    return part or (len(head) >= LONG and text.startswith(beginning))


def _head(text: str, form: TableForm, *, among_others: bool) -> str | None:
    """The column that ``text`` heads; beside others also with a seal's characters before or after it. A label
    with its value heads nothing."""
    if ":" in text:
        return None
    for column, names in {NUMBER: _NUMBER_HEADS, **form.heads}.items():
        if text in names or (among_others and (text.startswith(names[0]) or text.endswith(names[0]))):
            return column
    if not among_others:
        return None
    near = {name for name, heads in form.heads.items() if any(_is_one_off(text, head) for head in heads)}
    if len(near) == 1:
        return near.pop()
    alike = [
        (fuzz.ratio(text, name), column)
        for column, names in form.heads.items()
        for name in names
        if len(name) >= LONG
    ]
    best, column = max(alike, default=(0.0, ""))
    return column if best >= ALIKE else None


def _is_one_off(text: str, head: str) -> bool:
    """Whether a head of three characters has one that was misread: 爱盖省 for 覆盖省."""
    return len(text) == len(head) == 3 and sum(a != b for a, b in zip(text, head, strict=True)) == 1


def _ruled_rows(
    lines: Sequence[Line], header: dict[str, Line], grid: Grid, form: TableForm
) -> tuple[list[TableRow], set[int]]:
    """The rows by the printed cells, and the ids of all lines in the table; none where two numbers
    share a cell, for then not every row has its rule."""
    places = {id(line): grid.cell(line) for line in lines}
    names = _column_names(lines, places, header, grid, form)
    first = max(places[id(piece)][0] for piece in header.values())
    cells: dict[int, dict[str, list[Line]]] = {}
    inside = {id(piece) for piece in header.values()}
    for line in lines:
        row, column = places[id(line)]
        if not 0 < row < len(grid.rows) or not 0 < column < len(grid.columns):
            continue
        inside.add(id(line))
        if row > first and column in names:
            cells.setdefault(row, {}).setdefault(names[column], []).append(line)
    if any(len(to_rows(filter(_is_number, held.get(NUMBER, ())))) > 1 for held in cells.values()):
        return [], set()
    return [_to_row(cells[row], ruled=True) for row in sorted(cells) if set(cells[row]) != {NUMBER}], inside


def _to_row(cells: Mapping[str, Sequence[Line]], *, ruled: bool) -> TableRow:
    ordered = {name: tuple(reading_order(held)) for name, held in cells.items() if held and name != NUMBER}
    return TableRow(ordered, ruled)


def _column_names(
    lines: Sequence[Line],
    places: dict[int, tuple[int, int]],
    header: dict[str, Line],
    grid: Grid,
    form: TableForm,
) -> dict[int, str]:
    """What each column holds: its head tells, or where a seal covers that its contents."""
    names = {places[id(piece)][1]: name for name, piece in header.items()}
    first = max(places[id(piece)][0] for piece in header.values())
    for column in range(1, len(grid.columns)):
        cells = [
            line
            for line in lines
            if places[id(line)][1] == column and first < places[id(line)][0] < len(grid.rows)
        ]
        if column in names or not cells:
            continue
        told = _told_by_contents(cells, form)
        if told is not None and told not in names.values():
            names[column] = told
        elif (
            form.last is not None
            and form.last not in names.values()
            and names.get(column - 1) in form.contents
        ):
            names[column] = form.last
    return names


def _told_by_contents(cells: Sequence[Line], form: TableForm) -> str | None:
    """The column that most of the cells look like."""
    for name, pattern in form.contents.items():
        if 2 * sum(pattern.fullmatch(fold(line.text)) is not None for line in cells) > len(cells):
            return name
    return None


def _until_gap(lines: Sequence[Line], top: float, height: float) -> list[Line]:
    body: list[Line] = []
    bottom = top
    for line in lines:
        if line.box.top - bottom > LONGEST_GAP * height or fold(line.text).startswith("以下空白"):
            break
        body.append(line)
        bottom = max(bottom, line.box.bottom)
    return body


def _pitched_rows(body: Sequence[Line], header: dict[str, Line], form: TableForm) -> list[TableRow]:
    """The rows by where their numbers stand, else by the telling column's lines."""
    cells: dict[str, list[Line]] = {}
    for line in body:
        cells.setdefault(_nearest_column(line, header, form), []).append(line)
    numbers = {
        int(fold(line.text).rstrip(".、")): line.middle for line in cells.get(NUMBER, ()) if _is_number(line)
    }
    middles = row_middles(numbers, min(line.middle for line in body)) if body else []
    marking = next((name for name in reversed(form.telling) if name in cells and name != NUMBER), "")
    middles = middles or [row[0].middle for row in to_rows(cells.get(marking, ()))]
    if not middles:
        return []
    columns = {name: deal_to_rows(reading_order(held), middles) for name, held in cells.items()}
    return [
        _to_row({name: dealt[row] for name, dealt in columns.items()}, ruled=False)
        for row in range(len(middles))
    ]


def _is_number(line: Line) -> bool:
    """Whether a row's number stands there, and no dirt."""
    text = fold(line.text).rstrip(".、")
    return text.isdecimal() and len(text) <= 3


def _nearest_column(line: Line, header: dict[str, Line], form: TableForm) -> str:
    """The column whose header is nearest; one that the line lies under counts as touching."""
    for name, pattern in form.contents.items():
        if name not in header and pattern.fullmatch(fold(line.text)):
            return name

    def away(name: str) -> float:
        box = header[name].box
        gap = max(box.left - line.box.right, line.box.left - box.right, 0.0)
        return gap + 0.1 * abs(box.center[0] - line.box.center[0])

    return min(header, key=away)
