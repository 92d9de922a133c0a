"""A table of an annex: a header row and the rows below it, by printed rules or by pitch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import fold
from extractors.page_lines.grid import Grid, find_grid
from extractors.page_lines.layout import Line, reading_order, text_height, to_rows
from extractors.page_lines.ruling import Edge
from extractors.tables.merged_cells import share_merged
from extractors.tables.table_head import NUMBER, Head, TableForm, find_head, part_heads
from extractors.tables.unruled import nearest_head, read_number, read_unruled

_WORDS = re.compile("[A-Za-z㐀-鿿]")


@dataclass(frozen=True)
class TableRow:
    """The lines of each cell by column, top to bottom; a column without text is not there.

    ``ruled``: the cells' bounds are printed, so that no line can be its neighbour's; ``number``: the one that
    stands in its cell for it."""

    cells: Mapping[str, tuple[Line, ...]]
    ruled: bool
    number: int | None = None


@dataclass(frozen=True)
class Table:
    """``rest``: the lines outside it; ``columns``: what each holds, from the left, "" what no form knows;
    ``unread``: the heads of those of these that hold something."""

    rows: tuple[TableRow, ...]
    rest: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    unread: tuple[Line, ...] = ()


def find_table(
    lines: Sequence[Line], form: TableForm, vertical: Sequence[Edge] = (), level: Sequence[Edge] = ()
) -> Table:
    """The page's table of this form; no rows without a header.

    ``vertical`` and ``level`` are the page's rules; a table without them is read by its pitch.
    """
    whole, lines = lines, [piece for line in lines for piece in part_heads(line, form)]
    head = find_head(reading_order(lines), form)
    if head is None:
        return Table((), tuple(whole))
    heads = sorted(head.known.values(), key=lambda line: line.box.left)
    grid = find_grid(heads, vertical, level, text_height(heads))
    table = _ruled_table(lines, head, grid, form) if grid is not None else None
    if table is not None:
        return table
    unruled, body = read_unruled(reading_order(lines), head, form)
    inside = {id(line) for line in [*body, *head.lines]}
    return Table(
        rows=tuple(to_row(cells, ruled=False) for cells in unruled),
        rest=tuple(line for line in lines if id(line) not in inside),
        columns=tuple(name for name, _ in head.columns),
        unread=(*_untaken(head, form), *_filled(head, body)),
    )


def _untaken(head: Head, form: TableForm) -> list[Line]:
    return [piece for name, piece in head.known.items() if name in form.untaken]


def _filled(head: Head, body: Sequence[Line]) -> list[Line]:
    """The heads of columns that the form does not know and that hold something."""
    return [piece for piece in head.others if is_filled(_below(piece, body, head))]


def _below(piece: Line, body: Sequence[Line], head: Head) -> list[Line]:
    return [line for line in body if nearest_head(line, head)[1] is piece]


def is_filled(cells: Sequence[Line]) -> bool:
    """Whether a column holds more than numbers and marks."""
    return any(len(_WORDS.findall(line.text)) > 1 for line in cells)


def misplacement(cell: Sequence[Line], *, ruled: bool) -> float:
    """A cell of several lines may hold one of its neighbour's where no rule parts the two."""
    return OUT_OF_PLACE if len(cell) > 1 and not ruled else 0.0


def _ruled_table(lines: Sequence[Line], head: Head, grid: Grid, form: TableForm) -> Table | None:
    """The rows by the printed cells; ``None`` where it has none, or two numbers share a cell, for then not
    every row has its rule; one that was found in two inks is one."""
    places = {id(line): grid.cell(line) for line in lines}
    names = _column_names(lines, places, head, grid, form)
    first = max(places[id(piece)][0] for piece in head.known.values())
    cells: dict[int, dict[str, list[Line]]] = {}
    inside = {id(piece) for piece in head.known.values()}
    for line in lines:
        row, column = places[id(line)]
        if not 0 < row < len(grid.rows) or not 0 < column < len(grid.columns):
            continue
        inside.add(id(line))
        if row > first and column in names:
            cells.setdefault(row, {}).setdefault(names[column], []).append(line)
    share_merged(cells, names, grid)
    numbers = [
        {number: line for line in held.get(NUMBER, ()) if (number := read_number(line)) is not None}
        for held in cells.values()
    ]
    rows = [to_row(cells[row], ruled=True) for row in sorted(cells) if set(cells[row]) != {NUMBER}]
    if not rows or any(len(to_rows([*held.values()])) > 1 for held in numbers):
        return None
    rest = tuple(line for line in lines if id(line) not in inside)
    unread = [piece for piece in head.others if places[id(piece)][1] not in names]
    filled = [piece for piece in unread if is_filled(_in_column(places[id(piece)], lines, places, grid))]
    headed = names.keys() | {places[id(piece)][1] for piece in head.others}
    for column in [column for column in range(1, len(grid.columns)) if column not in headed]:
        below = [line for line in _in_column((first, column), lines, places, grid) if is_filled([line])]
        if 2 * len({places[id(line)][0] for line in below}) > len(rows):  # its head is a seal's, or lost
            filled.append(below[0])
    filled += _untaken(head, form)
    return Table(tuple(rows), rest, tuple(names.get(column, "") for column in grid.inner), tuple(filled))


def _in_column(
    head: tuple[int, int], lines: Sequence[Line], places: Mapping[int, tuple[int, int]], grid: Grid
) -> list[Line]:
    """The lines below a head in its column."""
    own = [(places[id(line)], line) for line in lines]
    return [line for (row, column), line in own if column == head[1] and head[0] < row < len(grid.rows)]


def to_row(cells: Mapping[str, Sequence[Line]], *, ruled: bool) -> TableRow:
    """The row of the lines of its cells, in any order."""
    ordered = {name: tuple(reading_order(held)) for name, held in cells.items() if held and name != NUMBER}
    numbers = map(read_number, cells.get(NUMBER, ()))
    return TableRow(ordered, ruled, next((number for number in numbers if number is not None), None))


def _column_names(
    lines: Sequence[Line],
    places: dict[int, tuple[int, int]],
    head: Head,
    grid: Grid,
    form: TableForm,
) -> dict[int, str]:
    """What each column holds: its head tells, or where a seal covers that its contents."""
    names = {places[id(piece)][1]: name for name, piece in head.known.items()}
    headed = {places[id(piece)][1] for piece in head.others}
    first = max(places[id(piece)][0] for piece in head.known.values())
    for column in range(1, len(grid.columns)):
        cells = _in_column((first, column), lines, places, grid)
        if column in names or not cells:
            continue
        told = _told_by_contents(cells, form)
        if told is not None and told not in names.values():
            names[column] = told
        elif (
            form.last is not None
            and column not in headed
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
