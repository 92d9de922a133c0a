"""A ruled table without heads: one that goes on from the page before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.normalize.domains import is_domain
from extractors.normalize.text import fold
from extractors.page_lines.grid import Grid, find_grid
from extractors.page_lines.layout import Line, text_height, to_rows
from extractors.page_lines.ruling import Edge

_PART = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9.,;:、-]+")  # of domains, in one line of a wrapped cell


@dataclass(frozen=True)
class BareTable:
    """The lines of each row by column, counted from 0; ``domains``: the column that holds these."""

    rows: tuple[Mapping[int, tuple[Line, ...]], ...]
    width: int
    domains: int

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for cell in row.values() for line in cell]


def find_bare_table(
    lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> BareTable | None:
    """The table about the page's first row that holds a domain beside other text."""
    row = next((row for row in to_rows(lines) if len(row) > 1 and any(map(_is_part, row))), None)
    grid = find_grid(row, vertical, level, text_height(row)) if row is not None else None
    if grid is None:
        return None
    grid = _from_top(grid, lines, vertical, _without_frame(level, grid, text_height(lines)))
    rows = _to_rows(lines, grid)
    width = len(grid.inner)
    domains = [column for column in range(width) if _is_of_domains(rows, column)]
    if len(domains) != 1:
        return None
    return BareTable((*_end_of_row(lines, grid), *rows), width, domains[0])


def _without_frame(level: Sequence[Edge], grid: Grid, height: float) -> list[Edge]:
    """The level rules without those that reach beyond both sides of the table: a frame's."""
    left = grid.columns[grid.inner[0] - 1].place - height / 2
    right = grid.columns[grid.inner[-1]].place + height / 2
    return [edge for edge in level if edge.start > left or edge.end < right]


def _from_top(grid: Grid, lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]) -> Grid:
    """The grid by these rules, from the first row on that its upright ones reach."""
    rows = [row for row in (*to_rows(_above(grid, lines)), *to_rows(_first_row(grid, lines))) if len(row) > 1]
    whole = find_grid(rows[0], vertical, level, text_height(rows[0])) if rows else None
    return whole if whole is not None and len(whole.columns) == len(grid.columns) else grid


def _end_of_row(lines: Sequence[Line], grid: Grid) -> list[Mapping[int, tuple[Line, ...]]]:
    """What stands above the first level rule between upright ones that reach beyond it: the end of a row that
    the page before begins."""
    cells: dict[int, list[Line]] = {}
    for line in _above(grid, lines):
        cells.setdefault(grid.inner.index(grid.cell(line)[1]), []).append(line)
    return [{column: tuple(held) for column, held in cells.items()}] if cells else []


def _above(grid: Grid, lines: Sequence[Line]) -> list[Line]:
    """The lines in the table's columns above its first level rule, as far as its upright ones reach."""
    top = min(grid.columns[column].start for column in grid.inner)
    places = [(line, *grid.cell(line)) for line in lines if line.middle > top]
    return [line for line, row, column in places if row == 0 and column in grid.inner]


def _first_row(grid: Grid, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if grid.cell(line)[0] == 1 and grid.cell(line)[1] in grid.inner]


def _is_of_domains(rows: Sequence[Mapping[int, tuple[Line, ...]]], column: int) -> bool:
    """Whether most rows, and most lines, of a column hold some: in a grid of labels one row does. A dot is
    among them: letters alone are specks beside a frame."""
    held = [row.get(column, ()) for row in rows]
    cells = [[_is_part(line) for line in cell] for cell in held]
    lines = [is_part for cell in cells for is_part in cell]
    dotted = any("." in fold(line.text) for cell in held for line in cell)
    return dotted and 2 * sum(lines) > len(lines) and 2 * sum(map(any, cells)) > len(rows)


def _is_part(line: Line) -> bool:
    text = fold(line.text)
    return _PART.fullmatch(text) is not None or is_domain(text)


def _to_rows(lines: Sequence[Line], grid: Grid) -> list[Mapping[int, tuple[Line, ...]]]:
    cells: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        row, column = grid.cell(line)
        if 0 < row < len(grid.rows) and column in grid.inner:
            cells.setdefault(row, {}).setdefault(grid.inner.index(column), []).append(line)
    return [{column: tuple(held) for column, held in cells[row].items()} for row in sorted(cells)]
