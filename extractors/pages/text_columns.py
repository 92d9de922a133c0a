"""A text set in two columns, as newspapers set it: it goes on from the foot of one at the head of the other,
and no row of one says anything about the other's. It is laid in one column, which all else reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from extractors.page_lines.layout import Line, around, text_height, to_rows
from extractors.page_lines.ruling import Edge
from extractors.printed_labels.labels import Label, find_labels
from extractors.printed_labels.running_text import NEXT
from extractors.value_lines.paragraphs import is_full
from schemas.document_type import FieldSpec
from schemas.geometry import BBox

ROWS: Final = 3  # of a column at least
FLUSH: Final = 0.5  # line heights by which rows of one column begin apart from each other
INDENT: Final = 2.4  # line heights that the first row of a paragraph is indented: two characters
APART: Final = 3.0  # line heights from one row of a column to the next at most
GUTTER: Final = 0.2  # line heights between the columns at least
LABELS: Final = 2  # of the left column at least, with values in its own rows; the right one has one
WITH_VALUE: Final = 0.6  # of a column's labels that have text behind them: of a column of labels few


@dataclass(frozen=True)
class _Columns:
    """Lines of the left and of the right column, and the lines below both."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    below: tuple[Line, ...]


def in_one_column(lines: list[Line], specs: Sequence[FieldSpec], level: Sequence[Edge]) -> list[Line]:
    """The lines, those of the right of two columns moved below the left one's, where both hold labels of
    ``specs`` with their values, and rows that go on from full ones; ``level`` are the page's rules, between
    which cells stand and no columns."""
    height = text_height(lines)
    columns = max(_find_columns(lines, height), key=lambda found: len(found.left), default=None)
    if columns is None or _are_ruled(columns, level):
        return lines
    labels, _ = find_labels(lines, specs)
    if not (_hold(columns.left, labels, LABELS) and _hold(columns.right, labels, 1)):
        return lines
    if not any(_goes_on(column, labels, height) for column in (columns.left, columns.right)):
        return lines
    return _laid_in_one(lines, columns)


def _find_columns(lines: Sequence[Line], height: float) -> Iterator[_Columns]:
    """Two columns of rows that begin at an edge each, for every edge that may be the right one's, and every
    stretch of the page where no line crosses what parts them."""
    down = sorted(lines, key=lambda line: line.middle)
    for edge in _edges(lines, height):
        start, end = edge - FLUSH * height, edge - GUTTER * height
        across = [line.box.left < start and line.box.right > end for line in down]
        place = 0
        for crosses, stretch in groupby(across):
            here, behind = place, place + len(list(stretch))
            place = behind
            columns = None if crosses else _part(down[here:behind], down[behind:], start, height)
            if columns is not None:
                yield columns


def _part(here: Sequence[Line], below: Sequence[Line], start: float, height: float) -> _Columns | None:
    """The lines ``here`` as two columns, the right one of those that begin from ``start`` on; ``None`` where
    they are not set so down to the foot of both."""
    left = _to_column([line for line in here if line.box.left < start], height)
    right = _to_column([line for line in here if line.box.left >= start], height)
    if not left or not right:
        return None
    held = {id(line) for line in (*left, *right)}
    foot = max(line.box.bottom for line in (*left, *right))
    rest = [line for line in here if id(line) not in held]
    if any(line.middle <= foot for line in rest):
        return None
    return _Columns(left, right, (*rest, *below))


def _edges(lines: Sequence[Line], height: float) -> list[float]:
    """Where several lines begin below one another, right of the page's first."""
    lefts = sorted(line.box.left for line in lines)
    return [
        edge
        for place, edge in enumerate(lefts[: 1 - ROWS])
        if edge - lefts[0] >= INDENT * height
        and edge - lefts[place - 1] >= FLUSH * height
        and lefts[place + ROWS - 1] - edge < INDENT * height
    ]


def _to_column(lines: Sequence[Line], height: float) -> tuple[Line, ...]:
    """The lines down to the first row that begins neither at their edge nor indented as a paragraph is, or
    stands apart; none where there are few rows."""
    rows = to_rows(lines)
    edge = min((row[0].box.left for row in rows), default=0.0)
    own: list[list[Line]] = []
    for row in rows:
        is_apart = bool(own) and row[0].middle - own[-1][0].middle > APART * height
        if is_apart or row[0].box.left - edge >= INDENT * height:
            break
        own.append(row)
    return tuple(line for row in own for line in row) if len(own) >= ROWS else ()


def _are_ruled(columns: _Columns, level: Sequence[Edge]) -> bool:
    """Whether a rule runs from one column to the other between their rows."""
    left, right = (around(line.box for line in column) for column in (columns.left, columns.right))
    between, top, bottom = (
        (left.right + right.left) / 2,
        min(left.top, right.top),
        max(left.bottom, right.bottom),
    )
    return any(edge.passes(between, 0) and top < edge.at(between) < bottom for edge in level)


def _hold(column: Sequence[Line], labels: Sequence[Label], least: int) -> bool:
    """Whether labels stand in the column, most of them with text behind them."""
    own = _labels_of(column, labels)
    valued = [label for label in own if label.rest]
    return len(valued) >= max(least, WITH_VALUE * len(own))


def _labels_of(column: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    box = around(line.box for line in column)
    return [label for label in labels if box.holds(label.parts[0].box.center)]


def _goes_on(column: Sequence[Line], labels: Sequence[Label], height: float) -> bool:
    """Whether a row without a label begins at the column's edge, right below one that is full."""
    heads = [label.parts[0].middle for label in _labels_of(column, labels)]
    box = around(line.box for line in column)
    return any(
        below[0].box.left - box.left < INDENT * height
        and below[0].middle - above[-1].middle < NEXT * height
        and is_full(above[-1], below[0], box.right)
        and not any(abs(head - below[0].middle) < FLUSH * height for head in heads)
        for above, below in pairwise(to_rows(column))
    )


def _laid_in_one(lines: Sequence[Line], columns: _Columns) -> list[Line]:
    left, right = (around(line.box for line in column) for column in (columns.left, columns.right))
    rows = [row[0].middle for row in to_rows(columns.left)]
    step = median(below - above for above, below in pairwise(rows))
    down = rows[-1] + step - to_rows(columns.right)[0][0].middle
    further = max(0.0, right.bottom + down - max(left.bottom, right.bottom))
    moves = {id(line): (left.left - right.left, down) for line in columns.right}
    moves |= {id(line): (0.0, further) for line in columns.below}
    return [_moved(line, *moves[id(line)]) if id(line) in moves else line for line in lines]


def _moved(line: Line, right: float, down: float) -> Line:
    box: BBox = line.box.moved(right, down)
    return replace(line, box=box, centers=tuple(x + right for x in line.centers))
