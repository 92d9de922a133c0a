"""A column of labels set about one axis, the value of each below it, about the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from extractors.value_lines.below import is_level, row_to_misfit, run_below
from extractors.value_lines.fitness import WRONG
from extractors.value_lines.value_rows import Row, join_rows
from schemas.page import STAMPED

AXIS = 1.0  # line heights off the axis within which a line is set about it
LEAST = 3  # labels with a value below them by which such a column is known

Dealt = dict[int, tuple[tuple[Line, ...], float]]


def deal_below_centred(labels: Sequence[Label], lines: Sequence[Line], height: float) -> Dealt:
    """For each label (by index) of such a column the lines below it and how badly they stand; none where a
    label's value stands beside it, or most begin at one edge with their labels."""
    column = _column(labels, height)
    if len(column) < LEAST:
        return {}
    axis = _axis(labels[column[0]])
    pieces = [Row(line, None) for line in lines if line.layer not in STAMPED]
    rows = [row for row in join_rows(pieces, 0.0) if _is_on(row.line, axis, height)]
    dealt: Dealt = {}
    beside = 0
    for index in column:
        label = labels[index]
        ends = [other.box.top for other in labels if other.box.top > label.box.bottom]
        run = list(run_below(label, rows, (inf, min(ends, default=inf)), height))
        beside += is_level(label, pieces, height)
        dealt[index] = tuple(row.line for row in run), row_to_misfit(label, run)
    centred = [
        index
        for index, (found, cost) in dealt.items()
        if found and cost < WRONG and abs(found[0].box.left - labels[index].box.left) > height
    ]
    return dealt if len(centred) >= LEAST and len(centred) > beside else {}


def _axis(label: Label) -> float:
    return label.box.center[0]


def _is_on(line: Line, axis: float, height: float) -> bool:
    return abs(line.box.center[0] - axis) < AXIS * height


def _column(labels: Sequence[Label], height: float) -> list[int]:
    """The most labels (by index) that share an axis and have nothing behind them in their lines."""
    bare = [index for index, label in enumerate(labels) if not label.rest]
    columns = (
        [index for index in bare if abs(_axis(labels[index]) - _axis(labels[first])) < AXIS * height]
        for first in bare
    )
    return max(columns, key=len, default=[])
