"""Cells of a table that are of several rows: what stands in one is said of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from itertools import pairwise

from extractors.page_lines.grid import Grid
from extractors.page_lines.layout import Line
from extractors.tables.table_head import NUMBER

BLOCK = 0.8  # line heights between two lines of one text, at most


def share_merged(
    cells: MutableMapping[int, dict[str, list[Line]]], names: Mapping[int, str], grid: Grid
) -> None:
    """Give the lines of a cell that no rule parts from those below it to each of its rows. Where its rows
    hold several texts a rule was lost, and each keeps its own."""
    for column, name in names.items():
        if name == NUMBER:
            continue
        for rows in _runs(sorted(cells), column, grid):
            lines = [line for row in rows for line in cells[row].get(name, ())]
            if lines and (sum(name in cells[row] for row in rows) == 1 or _is_block(lines)):
                for row in rows:
                    cells[row][name] = lines


def _runs(rows: Sequence[int], column: int, grid: Grid) -> Iterator[list[int]]:
    """The rows, in order, of each cell of several of them."""
    run = list(rows[:1])
    for above, below in pairwise(rows):
        if below == above + 1 and grid.is_open(above, column):
            run.append(below)
            continue
        if len(run) > 1:
            yield run
        run = [below]
    if len(run) > 1:
        yield run


def _is_block(lines: Sequence[Line]) -> bool:
    """Whether lines stand close below one another."""
    ordered = sorted(lines, key=lambda line: line.middle)
    return all(below.box.top - above.box.bottom < BLOCK * above.height for above, below in pairwise(ordered))
