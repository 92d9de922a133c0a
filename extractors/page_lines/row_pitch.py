"""Rows of a table without rules: where they stand, and which lines are of which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from extractors.page_lines.layout import Line

EMPTY_CELL = 1.0  # cost of a cell without text


def row_middles(marks: Sequence[tuple[int | None, float]], first: float) -> list[float]:
    """The rows' centers from the numbers read in them, top to bottom, ``None`` for one that was misread; a
    number that was not read at all is between its neighbours, or above the first so many rows from the
    table's first line. None when the numbers do not run downwards."""
    known = [(number, middle) for number, middle in marks if number is not None]
    if not known or any(low[0] >= high[0] or low[1] >= high[1] for low, high in pairwise(known)):
        return []
    middles = [middle for _, middle in marks if middle < known[0][1]] or _above(known, first)
    for (low, above), (high, below) in pairwise(known):
        between = [middle for _, middle in marks if above < middle < below]
        steps = high - low
        even = [above + (below - above) * step / steps for step in range(1, steps)]
        middles += [above, *(between if len(between) == steps - 1 else even)]
    return middles + [middle for _, middle in marks if middle >= known[-1][1]]


def _above(known: Sequence[tuple[int, float]], first: float) -> list[float]:
    """The rows above the first number: a page may go on with the numbers of the one before, so only as many
    as have room there."""
    number, top = known[0]
    if number == 1:
        return []
    if len(known) == 1:
        return [min(first, top - 1)] if number == 2 else []
    pitch = (known[1][1] - top) / (known[1][0] - number)
    room = min(number - 1, round((top - first) / pitch))
    return [first + (top - first) * step / room for step in range(room)]


def deal_to_rows(
    columns: Mapping[str, Sequence[Line]], middles: Sequence[float]
) -> dict[str, list[list[Line]]]:
    """The lines of each column, top to bottom, as the cells of rows whose numbers stand at ``middles``.

    A cell stands in the middle of its row, however many lines it has, or in all of a table its first line
    does: of both, and of all ways to cut a column into runs, those are taken that lie nearest to the rows.
    """
    dealt = [
        {name: _deal(held, middles, places) for name, held in columns.items()} for places in (_center, _top)
    ]
    costs = [sum(cost for cost, _ in cells.values()) for cells in dealt]
    best = dealt[costs.index(min(costs))]
    return {name: cells for name, (_, cells) in best.items()}


def _deal(
    lines: Sequence[Line], middles: Sequence[float], place: Callable[[Sequence[Line]], float]
) -> tuple[float, list[list[Line]]]:
    """The cells of one column, whose ``place`` is the row's, and how far they are from it."""

    @cache
    def best(line: int, row: int) -> tuple[float, tuple[int, ...]]:
        """Cost of the lines from ``line`` on over the rows from ``row`` on, and where each row ends."""
        if row == len(middles) - 1:
            return _off(lines[line:], middles[row], place), (len(lines),)
        choices = []
        for end in range(line, len(lines) + 1):
            cost, ends = best(end, row + 1)
            choices.append((_off(lines[line:end], middles[row], place) + cost, (end, *ends)))
        return min(choices)

    cost, ends = best(0, 0)
    return cost, [list(lines[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _off(run: Sequence[Line], middle: float, place: Callable[[Sequence[Line]], float]) -> float:
    """How far a cell's lines lie from their row: the square of the distance, in line heights."""
    return ((place(run) - middle) / run[0].height) ** 2 if run else EMPTY_CELL


def _center(run: Sequence[Line]) -> float:
    return (run[0].box.top + run[-1].box.bottom) / 2


def _top(run: Sequence[Line]) -> float:
    return run[0].middle
