"""The table form of an annex: one website a row below a header row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.layout import Line, reading_order, text_height, to_rows
from extractors.normalize.text import fold
from extractors.ruling import Edge, Grid, find_grid

_HEADERS = {
    "number": ("序号", "编号"),
    "name": ("网站名称", "网站名", "名称"),
    "domains": ("域名", "网站域名", "网址", "网站网址"),
    "services": ("服务项目", "服务内容", "业务项目"),
}
_CELLS = ("name", "domains", "services")
EMPTY_CELL = 1.0  # cost of a cell without text
_DOMAIN = re.compile(r"[a-zA-Z0-9.,;:、-]*[a-zA-Z0-9-][.:][a-zA-Z0-9.,;:、-]*")
LONGEST_GAP = 4.0  # line heights between table rows, past which the table has ended


@dataclass(frozen=True)
class SiteRow:
    """The lines of each cell of a row, top to bottom; empty where the table has none.

    ``ruled``: the cells' bounds are printed, so that no line can be its neighbour's."""

    name: tuple[Line, ...]
    domains: tuple[Line, ...]
    services: tuple[Line, ...]
    ruled: bool = False


def find_site_table(
    lines: Sequence[Line], vertical: Sequence[Edge] = (), level: Sequence[Edge] = ()
) -> tuple[list[SiteRow], list[Line]]:
    """The rows of the page's website table, and the lines outside it; no rows without a header.

    ``vertical`` and ``level`` are the page's rules; a table without them is read by its pitch.
    """
    ordered = reading_order(lines)
    header = _find_header(ordered)
    if header is None:
        return [], list(lines)
    heads = sorted(header.values(), key=lambda line: line.box.left)
    grid = find_grid(heads, vertical, level, text_height(heads))
    if grid is not None:
        rows, inside = _ruled_rows(lines, header, grid)
        if rows:
            return rows, [line for line in lines if id(line) not in inside]
    bottom = max(line.box.bottom for line in header.values())
    below = [line for line in ordered if line.middle > bottom]
    body = _until_gap(below, bottom, text_height(below))
    rows = _split_rows(body, header)
    inside = {id(line) for line in [*body, *header.values()]}
    return rows, [line for line in lines if id(line) not in inside]


def _find_header(lines: Sequence[Line]) -> dict[str, Line] | None:
    for row in to_rows(lines):
        header: dict[str, Line] = {}
        for piece in row:
            column = _head(fold(piece.text), len(row) > 1)
            if column is not None:
                header.setdefault(column, piece)
        if len(header) >= 2 and ("number" in header or "domains" in header):
            return header
    return None


def _head(text: str, among_others: bool) -> str | None:
    """The column that ``text`` heads; beside others also with a seal's characters before or after it."""
    for column, names in _HEADERS.items():
        if text in names or (among_others and (text.startswith(names[0]) or text.endswith(names[0]))):
            return column
    return None


def _ruled_rows(lines: Sequence[Line], header: dict[str, Line], grid: Grid) -> tuple[list[SiteRow], set[int]]:
    """The rows by the printed cells, and the ids of all lines in the table; none where two numbers
    share a cell, for then not every row has its rule."""
    places = {id(line): grid.cell(line) for line in lines}
    names = _column_names(lines, places, header, grid)
    first = max(places[id(piece)][0] for piece in header.values())
    cells: dict[tuple[int, str], list[Line]] = {}
    inside = {id(piece) for piece in header.values()}
    for line in lines:
        row, column = places[id(line)]
        if not 0 < row < len(grid.rows) or not 0 < column < len(grid.columns):
            continue
        inside.add(id(line))
        if row > first and column in names:
            cells.setdefault((row, names[column]), []).append(line)
    if any(name == "number" and len(to_rows(held)) > 1 for (_, name), held in cells.items()):
        return [], set()
    rows = [
        _site_row({name: reading_order(cells.get((row, name), ())) for name in _CELLS}, ruled=True)
        for row in range(first + 1, len(grid.rows))
        if any((row, name) in cells for name in _CELLS)
    ]
    return rows, inside


def _column_names(
    lines: Sequence[Line], places: dict[int, tuple[int, int]], header: dict[str, Line], grid: Grid
) -> dict[int, str]:
    """What each column holds. Where a seal covers its head: domains tell themselves, and services
    stand to the right of them."""
    names = {places[id(piece)][1]: name for name, piece in header.items()}
    for column in range(1, len(grid.columns)):
        cells = [
            line
            for line in lines
            if places[id(line)][1] == column and 0 < places[id(line)][0] < len(grid.rows)
        ]
        if column in names or not cells:
            continue
        domains = sum(_DOMAIN.fullmatch(fold(line.text)) is not None for line in cells)
        if "domains" not in names.values() and 2 * domains > len(cells):
            names[column] = "domains"
        elif "services" not in names.values() and names.get(column - 1) == "domains":
            names[column] = "services"
    return names


def _until_gap(lines: Sequence[Line], top: float, height: float) -> list[Line]:
    body: list[Line] = []
    bottom = top
    for line in lines:
        if line.box.top - bottom > LONGEST_GAP * height or fold(line.text).startswith("以下空白"):
            break
        body.append(line)
        bottom = max(bottom, line.box.bottom)
    return body


def _column(line: Line, header: dict[str, Line]) -> str:
    """The column whose header is nearest; one that the line lies under counts as touching.

    A domain tells itself where a seal covers the header of its column.
    """
    if "domains" not in header and _DOMAIN.fullmatch(fold(line.text)):
        return "domains"

    def away(name: str) -> float:
        box = header[name].box
        gap = max(box.left - line.box.right, line.box.left - box.right, 0.0)
        return gap + 0.1 * abs(box.center[0] - line.box.center[0])

    return min(header, key=away)


def _split_rows(body: Sequence[Line], header: dict[str, Line]) -> list[SiteRow]:
    cells: dict[str, list[Line]] = {}
    for line in body:
        cells.setdefault(_column(line, header), []).append(line)
    numbers = {
        int(text): line.middle
        for line in cells.get("number", ())
        if (text := fold(line.text).rstrip(".、")).isdecimal() and len(text) <= 3
    }
    middles = _row_middles(numbers, min(line.middle for line in body)) if body else []
    middles = middles or [row[0].middle for row in to_rows(cells.get("domains", ()))]
    if not middles:
        return []
    columns = {
        name: deal_to_rows([line for row in to_rows(cells.get(name, ())) for line in row], middles)
        for name in _CELLS
    }
    return [
        _site_row({name: columns[name][row] for name in _CELLS}, ruled=False) for row in range(len(middles))
    ]


def _site_row(cells: Mapping[str, Sequence[Line]], *, ruled: bool) -> SiteRow:
    name, domains, services = (tuple(cells[column]) for column in _CELLS)
    return SiteRow(name, domains, services, ruled)


def _row_middles(numbers: dict[int, float], first: float) -> list[float]:
    """The rows' centers from the numbers read in them; a number that was not read is between its
    neighbours, or in the table's first line. None when the numbers do not run downwards."""
    known = sorted(numbers.items())
    if not known or any(low[1] >= high[1] for low, high in pairwise(known)):
        return []
    if known[0][0] > 1:
        known.insert(0, (1, min(first, known[0][1] - 1)))
    middles = [known[0][1]]
    for (low, above), (high, below) in pairwise(known):
        middles += [above + (below - above) * step / (high - low) for step in range(1, high - low + 1)]
    return middles


def deal_to_rows(lines: Sequence[Line], middles: Sequence[float]) -> list[list[Line]]:
    """The lines of one column, top to bottom, as the cells of rows whose centers are ``middles``.

    A cell stands in the middle of its row, however many lines it has: of all ways to cut the
    column into runs, the one is taken whose runs lie nearest to the rows' centers.
    """

    @cache
    def best(line: int, row: int) -> tuple[float, tuple[int, ...]]:
        """Cost of the lines from ``line`` on over the rows from ``row`` on, and where each row ends."""
        if row == len(middles) - 1:
            return _off_center(lines[line:], middles[row]), (len(lines),)
        choices = []
        for end in range(line, len(lines) + 1):
            cost, ends = best(end, row + 1)
            choices.append((_off_center(lines[line:end], middles[row]) + cost, (end, *ends)))
        return min(choices)

    ends = best(0, 0)[1]
    return [list(lines[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _off_center(run: Sequence[Line], middle: float) -> float:
    """How far a cell's lines lie from their row: the square of the distance, in line heights."""
    if not run:
        return EMPTY_CELL
    center = (run[0].box.top + run[-1].box.bottom) / 2
    return ((center - middle) / run[0].height) ** 2
