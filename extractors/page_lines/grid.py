"""The rules of a page as a table's grid: which cell a piece of text stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge

APART = 0.3  # line heights from which two parallel rules are two
MOST = 0.5  # share of the longest column rule's length that another has at least
WHOLE = 0.9  # share of the longest level rule's length that one has which no cell of several rows ends
GAP = 5.0  # line heights of a rule that may be lost
PART = 0.2  # share of a cell's width below which a rule only reaches into it
AT_RULE = 0.3  # line heights from an upright rule within which a level one ends at it
STEADY = 8.0  # line heights below which a rule's own slope is not to be trusted


@dataclass(frozen=True)
class Grid:
    """``columns`` from the left and ``rows`` from the top bound the cells between them."""

    columns: tuple[Edge, ...]
    rows: tuple[Edge, ...]

    @property
    def inner(self) -> list[int]:
        """The columns of the table: what its level rules do not reach lies between it and a frame."""
        longest = max(row.length for row in self.rows)
        whole = [row for row in self.rows if row.length > WHOLE * longest]
        left, right = median(row.start for row in whole), median(row.end for row in whole)
        middle = median(row.place for row in self.rows)
        centers = [(one.at(middle) + other.at(middle)) / 2 for one, other in pairwise(self.columns)]
        return [column for column, center in enumerate(centers, start=1) if left < center < right]

    def is_open(self, row: int, column: int) -> bool:
        """Whether no rule parts the cell from that of the row below it; of one that a seal covers a part
        may be left. Outside the table there is no cell."""
        if not 0 < column < len(self.columns):
            return False
        edge = self.rows[row]
        left, right = (side.at(edge.place) for side in self.columns[column - 1 : column + 1])
        return min(edge.end, right) - max(edge.start, left) < PART * (right - left)

    def cell(self, line: Line) -> tuple[int, int]:
        """Row and column that the line's middle stands in; 0 and the last lie outside the table."""
        x, y = line.box.center
        return (
            sum(edge.at(x) < y for edge in self.rows),
            sum(edge.at(y) < x for edge in self.columns),
        )


def find_grid(
    header: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge], height: float
) -> Grid | None:
    """The grid of the table whose head ``header`` (left to right) is; ``None`` where it is not ruled.

    The table is as long as the rules between its heads: a frame round it does not count.
    """
    middle = median(piece.middle for piece in header)
    left, right = header[0].box.center[0], header[-1].box.center[0]
    passing = [edge for edge in _whole(vertical, middle, height) if edge.passes(middle, height)]
    beside = [edge for edge in passing if edge.end > middle]  # one that ends above is of other rows
    longest = max((edge.length for edge in beside if left < edge.at(middle) < right), default=0.0)
    columns = [edge for edge in beside if edge.length > MOST * longest]
    between = [edge for edge in columns if left < edge.at(middle) < right]
    if len(between) < len(header) - 1:
        return None
    foot = median(edge.end for edge in between)
    across = (left + right) / 2
    within = [edge for edge in level if edge.start < right and edge.end > left]  # not the desk beside
    rows = [
        edge
        for edge in _whole(within, across, height)
        if edge.at(across) < foot + height and _parts_rows(edge, left, right, columns, height)
    ]
    above = [edge for edge in rows if edge.at(across) < middle]
    below = [edge for edge in rows if edge.at(across) > middle]
    if below and foot - below[-1].at(across) > height:  # its last rule was lost, and its columns tell the end
        below.append(Edge(foot, below[-1].slope, left, right))
    bounds = above[-1:] + below
    return Grid(tuple(_with_sides(columns, bounds, left, right, middle)), tuple(bounds)) if below else None


def _parts_rows(edge: Edge, left: float, right: float, columns: Sequence[Edge], height: float) -> bool:
    """Whether a level rule reaches from the first head to the last, or from rule to rule of ``columns`` over
    half of them at least: beside it a cell is of several rows."""

    def ends_at_rule(x: float) -> bool:
        return any(abs(column.at(edge.at(x)) - x) < AT_RULE * height for column in columns)

    is_long = edge.length > MOST * (right - left)
    begins = edge.start < left + height or (is_long and ends_at_rule(edge.start))
    return begins and (edge.end > right - height or (is_long and ends_at_rule(edge.end)))


def _with_sides(
    columns: Sequence[Edge], rows: Sequence[Edge], left: float, right: float, middle: float
) -> list[Edge]:
    """The upright rules of a table with those of its sides, which were lost where ``left`` or ``right``, the
    outermost heads, stand beyond all: there its level rules end."""
    first, last = columns[0], columns[-1]
    sides = list(columns)
    if left < first.at(middle):
        sides.insert(0, replace(first, place=first.place + _beyond(first, rows, [row.start for row in rows])))
    if right > last.at(middle):
        sides.append(replace(last, place=last.place + _beyond(last, rows, [row.end for row in rows])))
    return sides


def _beyond(column: Edge, rows: Sequence[Edge], ends: Sequence[float]) -> float:
    """How far beyond an upright rule the level ones end, in the middle of them."""
    return median(end - column.at(row.at(end)) for row, end in zip(rows, ends, strict=True))


def _whole(edges: Sequence[Edge], along: float, height: float) -> list[Edge]:
    """The edges in order, those that are parts of one rule put together: a seal or a stain parts it."""
    slope = _usual_slope(edges)
    steady = [replace(edge, slope=slope) if edge.length < STEADY * height else edge for edge in edges]
    groups: list[list[Edge]] = []
    for edge in sorted(steady, key=lambda edge: edge.at(along)):
        if groups and edge.at(along) - groups[-1][-1].at(along) < APART * height:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [_longest_run(group, height) for group in groups]


def _usual_slope(edges: Sequence[Edge]) -> float:
    """Of half of all rules' length."""
    ordered = sorted(edges, key=lambda edge: edge.slope)
    left = sum(edge.length for edge in ordered) / 2
    for edge in ordered:
        left -= edge.length
        if left <= 0:
            return edge.slope
    return 0.0


def _longest_run(group: Sequence[Edge], height: float) -> Edge:
    """From the longest of ``group`` on, what follows both ways within ``GAP``."""
    longest = max(group, key=lambda edge: edge.length)
    start, end = longest.start, longest.end
    rest = [edge for edge in group if edge is not longest]
    while near := [
        edge for edge in rest if edge.start - end < GAP * height and start - edge.end < GAP * height
    ]:
        start, end = min(start, *(edge.start for edge in near)), max(end, *(edge.end for edge in near))
        rest = [edge for edge in rest if edge not in near]
    middle = (start + end) / 2
    return Edge(longest.at(middle), longest.slope, start, end)
