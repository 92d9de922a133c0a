"""Columns whose values stand each below its label: what lies between two labels is the upper one's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractors.candidates import OUT_OF_PLACE
from extractors.printed_labels.labels import Label
from extractors.value_lines.fitness import WRONG, misfit, row_misfit
from extractors.value_lines.value_rows import LONGEST_PITCH, Row

FIRST = 3.0  # line heights from a label to the first row below it
BESIDE = 0.6  # line heights off a label's middle within which a row is beside it
LEAST = 2  # labels with a value below them by which a column is known

Dealt = list[tuple[int, list[Row], float]]


def deal_below(labels: Sequence[Label], rows: Sequence[Row], height: float) -> Dealt | None:
    """For each label, from the top, the run of ``rows`` below it and how badly it stands; none where the
    column's values do not stand so."""
    dealt: Dealt = []
    below = beside = 0
    edge = max(label.box.right for label in labels) - height
    ends = [label.parts[0].middle for label in labels[1:]]
    for place, (label, end) in enumerate(zip(labels, [*ends, float("inf")], strict=True)):
        if label.rest:
            run = [row for row in rows if row.owner == place]
            cost = row_to_misfit(label, run)
        else:
            run = list(run_below(label, rows, (edge, end), height))
            cost = row_to_misfit(label, run)
            level = is_level(label, rows, height)
            below += bool(run) and cost < WRONG and run[0].line.box.left < label.box.right - height
            beside += level
            cost += OUT_OF_PLACE if level and run else 0.0
        ends_there = label.rest and not label.spec.wraps  # in the label's own row, as a number does
        if not ends_there and _is_cut(run, rows, (edge, end), height):
            cost += OUT_OF_PLACE
        dealt.append((place, run, cost))
    return _with_foot(dealt, labels, rows, height) if below >= LEAST and below > beside else None


def _with_foot(dealt: Dealt, labels: Sequence[Label], rows: Sequence[Row], height: float) -> Dealt:
    """What was dealt, the column's last labels with the row beside each where none has any below it: a foot
    of office and dates, which stand in rows under values that stand below their labels."""
    foot = [
        (place, [row for row in rows if row.owner is None and is_level(labels[place], [row], height)])
        for place in range(len(labels))
        if not labels[place].rest
    ]
    bare = takewhile(lambda held: len(held[1]) == 1 and not dealt[held[0]][1], reversed(foot))
    beside = {place: (place, run, row_to_misfit(labels[place], run)) for place, run in bare}
    return [beside.get(own[0], own) for own in dealt]


def run_below(label: Label, rows: Sequence[Row], corner: tuple[float, float], height: float) -> Iterator[Row]:
    """The rows below the label that begin left of ``corner`` and above it, as close as lines of one value,
    whose print may be smaller than the label's."""
    edge, end = corner
    last, reach = label.parts[-1].middle, FIRST
    for row in rows:
        line = row.line
        if reach == FIRST and line.middle < last + BESIDE * height:
            continue
        if row.owner is not None or line.middle > min(end, last + reach * height):
            return
        if line.box.left > edge:
            continue
        yield row
        if not label.spec.wraps:
            return
        last, reach = line.middle, LONGEST_PITCH


def row_to_misfit(label: Label, run: Sequence[Row]) -> float:
    """How unlike its value the rows are that stand for ``label``; 0 where none does."""
    texts = [row.line.text for row in run]
    return misfit(label.spec, "".join(texts)) + row_misfit(label.spec.kind, texts) if texts else 0.0


def is_level(label: Label, rows: Sequence[Row], height: float) -> bool:
    """Whether something stands beside the label."""
    return any(
        abs(row.line.middle - part.middle) < BESIDE * height and row.line.box.left > part.box.right - height
        for row in rows
        for part in label.parts
    )


def _is_cut(run: Sequence[Row], rows: Sequence[Row], corner: tuple[float, float], height: float) -> bool:
    """Whether the next row after the run in the column is so close that it may be the value's."""
    edge, end = corner
    column = [row for row in rows if row.line.box.left <= edge or row.owner is not None]
    return any(
        below.line.middle < min(end, above.line.middle + LONGEST_PITCH * height) and below.owner is None
        for above, below in pairwise(column)
        if run and above is run[-1]
    )
