"""Which lines are whose value: labels and value lines of a column matched in order.

Values stand beside their labels, and there it is that plain OCR fails: a label set over three
lines beside a value of four, values printed a half line off, wrapped, interleaved with labels.
So the lines of a column are dealt to its labels as a whole, by the cheapest way to read it; those
of a column or a row whose values stand below their labels by place alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from extractors.page_lines.layout import Line, text_height
from extractors.page_lines.ruling import Edge
from extractors.printed_labels.label_columns import belongs_right, stands_before, to_columns
from extractors.printed_labels.labels import Label
from extractors.printed_labels.wrapped_labels import keeps_label
from extractors.value_lines.below import deal_below
from extractors.value_lines.below_centred import deal_below_centred
from extractors.value_lines.below_row import deal_below_rows
from extractors.value_lines.item_numbers import below_items
from extractors.value_lines.list_below import deal_lists_below
from extractors.value_lines.paragraphs import find_run_on
from extractors.value_lines.run_costs import FAR, RunCosts, flush_edge
from extractors.value_lines.value_rows import Row, join_rows
from extractors.value_lines.whole_runs import ends_above_aside, is_torn
from schemas.document_type import FieldKind
from schemas.page import STAMPED

TALL = 2.0  # line heights of an upright box that is two labels' first characters, one below the other
MOST_LABELS, MOST_ROWS = 40, 80  # of a column that are dealt at once, and of one value: a page has no more
UNDER = 0.3  # line heights to which an underline ends with its text; the padding of a cell is more

_Runs: TypeAlias = tuple[tuple[int, int, float], ...]
"""For label after label the first row of its value, the row after it, and what that costs."""


@dataclass(frozen=True)
class Value:
    """What was found for a label: its rows top to bottom; none when nothing stands there.

    ``cost`` is how badly they stand (0 = on the label's own line)."""

    label: Label
    rows: tuple[Line, ...]
    cost: float


def find_values(labels: Sequence[Label], lines: Sequence[Line], level: Sequence[Edge] = ()) -> list[Value]:
    """A value for each label, in the order of ``labels``, out of ``lines`` (those without label); ``level``
    are the page's rules from side to side."""
    height = text_height([part for label in labels for part in label.parts])
    centred = deal_below_centred(labels, lines, height)
    below = {index: (found, 0.0) for index, found in deal_below_rows(labels, lines, height).items()} | centred
    below = {**deal_lists_below(labels, lines, height), **below}
    values = {index: Value(labels[index], found, cost) for index, (found, cost) in below.items()}
    lines = [line for line in lines if not any(line in found for found, _ in below.values())]
    rest = [index for index in range(len(labels)) if index not in below]
    columns = [
        [rest[member] for member in column[start : start + MOST_LABELS]]
        for column in to_columns([labels[i] for i in rest], height)
        for start in range(0, len(column), MOST_LABELS)
    ]
    grouped = [[labels[index] for index in members] for members in columns]
    for members, column in zip(columns, grouped, strict=True):
        rows = _rows_of(column, grouped, lines, height)
        parted = _parted(rows, min(label.box.left for label in column), level)
        for index, run, cost in deal_below(column, rows, height) or _deal(column, rows, height, parted):
            found = tuple(row.line for row in run)
            mixed = keeps_label(column[index].spec, found)
            values[members[index]] = Value(column[index], found, cost + FAR if mixed else cost)
    return [values[index] for index in range(len(labels))]


def _rows_of(
    members: Sequence[Label], columns: Sequence[Sequence[Label]], lines: Sequence[Line], height: float
) -> list[Row]:
    """The lines that may be values in the column of ``members``, joined within rows, from the top."""
    left = min(label.begin for label in members)
    top = members[0].box.top - 1.6 * height
    bottom = members[-1].box.bottom + (12 if len(members) > 1 else 3) * height
    bottom = below_items(lines, bottom, height)
    run_on = {id(line) for line in find_run_on(members, lines, height)}
    stamped = all(part.layer in STAMPED for label in members for part in label.parts)
    pieces = [
        Row(line, None)
        for line in lines
        if (line.box.left > left - 1.5 * height or id(line) in run_on)
        and top < line.middle < bottom
        and (stamped or line.layer not in STAMPED)
        and not line.box.width < line.height > TALL * height
        and not stands_before(line.box, members, height)
        and not belongs_right(line, members, columns, lines, height)
    ]
    pieces += [Row(line, place) for place, label in enumerate(members) for line in label.rest]
    return join_rows(pieces, min(label.parts[0].box.right for label in members) - height)


def _parted(rows: Sequence[Row], left: float, level: Sequence[Edge]) -> list[bool]:
    """Of each row whether a rule lies between it and the one above that runs under a label's beginning at
    ``left`` too: a table's, and not the line that a value is written on."""
    parted = [False] * len(rows)
    for place, (above, below) in enumerate(pairwise(rows), start=1):
        own = below.line.box.center[0]
        parted[place] = any(
            edge.start < left
            and edge.end > own
            and above.line.middle < edge.at(own) < below.line.middle
            and not _underlines(edge, above.line)
            for edge in level
        )
    return parted


def _underlines(edge: Edge, line: Line) -> bool:
    """Whether a rule begins and ends as the line above it does, which a table's cell leaves room about."""
    box, slack = line.box, UNDER * line.height
    return abs(edge.start - box.left) < slack and abs(edge.end - box.right) < slack


def _deal(
    labels: Sequence[Label], rows: Sequence[Row], height: float, parted: Sequence[bool]
) -> list[tuple[int, list[Row], float]]:
    """For each label the run of rows that reads cheapest over the whole column."""
    costs = RunCosts(labels, rows, height, parted)

    @cache
    def best(label: int, row: int) -> tuple[float, _Runs]:
        """Cost of, and runs for, the labels from ``label`` on with the rows from ``row`` on."""
        if label == len(labels):
            return sum(map(costs.of_unread, rows[row:])), ()
        empty, (after, runs) = costs.of_none(label), best(label + 1, row)
        least: tuple[float, _Runs] = empty + after, ((row, row, empty), *runs)
        skipped = 0.0
        for start in range(row, len(rows)):
            joined = 0.0
            for end in range(start + 1, min(start + MOST_ROWS, len(rows)) + 1):
                if not costs.may_hold(label, end - 1):
                    break
                joined += costs.of_joint(label, end - 1) if end - 1 > start else 0.0
                if skipped + joined > least[0]:
                    break  # and with more rows it costs no less
                after, runs = best(label + 1, end)
                placed = costs.of_place(label, start, end)
                if skipped + placed + after > least[0]:
                    continue  # what it says is not looked at
                cost = costs.of_run(label, start, end, placed, joined)
                if skipped + cost + after < least[0]:
                    least = skipped + cost + after, ((start, end, cost), *runs)
            if rows[start].owner is not None:
                break
            skipped += costs.of_unread(rows[start])
        return least

    return _told_whole(labels, rows, best(0, 0)[1], (costs.value_left, height), parted)


def _told_whole(
    labels: Sequence[Label],
    rows: Sequence[Row],
    runs: Sequence[tuple[int, int, float]],
    sizes: tuple[float, float],
    parted: Sequence[bool],
) -> list[tuple[int, list[Row], float]]:
    """The ``runs`` of rows, those that may not be whole far from certain; ``sizes`` are where values begin
    and how high lines are."""
    value_left, height = sizes
    dealt = {place for start, end, _ in runs for place in range(start, end)}
    found = []
    for index, (start, end, cost) in enumerate(runs):
        label = labels[index]
        may_wrap = label.spec.wraps and label.spec.kind != FieldKind.NAME  # a name's end tells if it is whole
        torn = may_wrap and is_torn(rows, start, end, dealt, (flush_edge(label, height), value_left), parted)
        loose = ends_above_aside(label.spec.kind, rows[start:end])
        found.append((index, list(rows[start:end]), cost + FAR if torn or loose else cost))
    return found
