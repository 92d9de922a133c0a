"""Labels side by side in one row, the short value of each in the row below, about its middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from extractors.value_lines.below import BESIDE, FIRST
from extractors.value_lines.fitness import WRONG, misfit

LEAST = 2  # labels with a value below them by which such a row is known


def deal_below_rows(
    labels: Sequence[Label], lines: Sequence[Line], height: float
) -> dict[int, tuple[Line, ...]]:
    """For each label (by index) of such a row the line below it, none where nothing stands there."""
    dealt: dict[int, tuple[Line, ...]] = {}
    for row in _level_rows(labels, height):
        if any(_may_go_on(labels[index]) for index in row):
            continue
        found = {index: _below(labels[index], [labels[one] for one in row], lines, height) for index in row}
        if sum(line is not None for line in found.values()) >= LEAST and not _has_beside(
            [labels[index] for index in row], lines, height
        ):
            dealt |= {index: () if line is None else (line,) for index, line in found.items()}
    return dealt


def _may_go_on(label: Label) -> bool:
    """Whether a value beside it may have a line below it, too, or begins in its own line."""
    return label.spec.wraps or bool(label.rest) or len(label.parts) > 1


def _level_rows(labels: Sequence[Label], height: float) -> Iterator[list[int]]:
    """Two labels or more that stand side by side, from the left."""
    rows: list[list[int]] = []
    for index in sorted(range(len(labels)), key=lambda index: labels[index].box.left):
        box = labels[index].box
        for row in rows:
            last = labels[row[-1]].box
            if abs(last.center[1] - box.center[1]) < BESIDE * height and last.right < box.left:
                row.append(index)
                break
        else:
            rows.append([index])
    return (row for row in rows if len(row) > 1)


def _below(label: Label, row: Sequence[Label], lines: Sequence[Line], height: float) -> Line | None:
    """The nearest line under the label and under no other of its row, if it may be its value."""
    under = [
        line
        for line in lines
        if BESIDE * height < line.middle - label.box.center[1] < FIRST * height
        and [one for one in row if _overlaps(one, line)] == [label]
        and (_holds(label, line) or line.box.left < label.box.center[0] < line.box.right)
    ]
    nearest = min(under, key=lambda line: line.middle, default=None)
    return nearest if nearest is not None and misfit(label.spec, nearest.text) < WRONG else None


def _overlaps(label: Label, line: Line) -> bool:
    return line.box.left < label.box.right and label.box.left < line.box.right


def _holds(label: Label, line: Line) -> bool:
    return label.box.left < line.box.center[0] < label.box.right


def _has_beside(row: Sequence[Label], lines: Sequence[Line], height: float) -> bool:
    """Whether something stands between two labels of the row, as their values do elsewhere."""
    return any(
        abs(line.middle - one.box.center[1]) < BESIDE * height
        and one.box.right - height < line.box.left < other.box.left
        for one, other in pairwise(row)
        for line in lines
    )
