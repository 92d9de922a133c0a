"""Rows of a table without rules: where they stand, and which lines are of which."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.layout import Line

EMPTY_CELL = 1.0  # cost of a cell without text


def row_middles(numbers: dict[int, float], first: float) -> list[float]:
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
