"""Which lines are whose value: labels and value lines of a column matched in order.

Values stand beside their labels, and there it is that plain OCR fails: a label set over three
lines beside a value of four, values printed a half line off, wrapped, interleaved with labels.
So the lines of a column are dealt to its labels as a whole, by the cheapest way to read it; those
of a column or a row whose values stand below their labels by place alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line, text_height
from extractors.page_lines.ruling import Edge
from extractors.printed_labels.label_columns import LEVEL, belongs_right, stands_before, to_columns
from extractors.printed_labels.labels import Label
from extractors.printed_labels.wrapped_labels import keeps_label
from extractors.value_lines.below import deal_below
from extractors.value_lines.below_centred import deal_below_centred
from extractors.value_lines.below_row import deal_below_rows
from extractors.value_lines.fitness import completes, goes_on, misfit, row_misfit
from extractors.value_lines.long_labels import rows_below_long
from extractors.value_lines.own_rows import is_entry
from extractors.value_lines.value_rows import LONGEST_PITCH, Row, join_rows
from extractors.value_lines.whole_runs import ends_above_aside, is_aside, is_torn
from schemas.document_type import FieldKind
from schemas.page import STAMPED

UNREAD = 1.1  # cost of a line beside the labels that is nobody's value
UNREAD_TEXT, TEXT = 1.3, 6  # the same for a line with so many characters of Chinese
UNREAD_BELOW = 0.25  # the same for a line that starts at the labels' left edge
EMPTY, EMPTY_REQUIRED = 0.4, 0.9
FAR = 4.0
SECOND_ROW = 3.0  # of a value that is never set over two rows
COMPLETED = 0.1  # of what only the next row makes whole
CLOSE_PITCH, TORN = 1.45, 0.4  # cost of parting rows set as close as lines of one value
WIDER = 1.5  # times the column's closest rows from which two rows are not set as these are
TORN_OWN = 0.5  # the same where the lower row stands beside its label: more than the label goes empty for
TORN_FULL, FULL = 0.9, 1.2  # the same where the upper row reaches the column's end, to so many line heights
PIECES = 0.6  # line heights from one row to the next below which both are of one
OTHERS_ROW = 1.0  # cost of a row that stands beside another label
SET_BESIDE = 3  # lines of a label from which its value stands about it as a block, wherever that begins
BELOW = 0.3  # cost of a value below a label that is too long for its column
ABOUT = 0.3  # cost of a row above a label's own of one line, where all stand about its middle
LONG = 8  # characters of a row that may fill its column
TALL = 2.0  # line heights of an upright box that is two labels' first characters, one below the other


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
    values = {index: Value(labels[index], found, cost) for index, (found, cost) in below.items()}
    lines = [line for line in lines if not any(line in found for found, _ in below.values())]
    rest = [index for index in range(len(labels)) if index not in below]
    columns = [
        [rest[member] for member in column] for column in to_columns([labels[i] for i in rest], height)
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
    stamped = all(part.layer in STAMPED for label in members for part in label.parts)
    pieces = [
        Row(line, None)
        for line in lines
        if line.box.left > left - 1.5 * height
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
            edge.start < left and edge.end > own and above.line.middle < edge.at(own) < below.line.middle
            for edge in level
        )
    return parted


def _deal(
    labels: Sequence[Label], rows: Sequence[Row], height: float, parted: Sequence[bool]
) -> list[tuple[int, list[Row], float]]:
    """For each label the run of rows that reads cheapest over the whole column."""
    value_left = max(label.box.right for label in labels) - 2 * height
    right = _right_edge(rows)
    close = min(CLOSE_PITCH * height, WIDER * _closest(rows, height))
    level = [[_is_level(label, row, height) for row in rows] for label in labels]
    printed = [own for label, own in zip(labels, level, strict=True) if not label.rest]
    beside_some = [any(own[place] for own in printed) for place in range(len(rows))]
    below = rows_below_long(labels, rows, level, height)

    @cache
    def best(label: int, row: int) -> tuple[float, tuple[tuple[int, int, float], ...]]:
        """Cost of, and runs for, the labels from ``label`` on with the rows from ``row`` on."""
        if label == len(labels):
            return sum(_unread(left, value_left) for left in rows[row:]), ()
        choices = [_with_run(label, row, ())]
        skipped = 0.0
        for start in range(row, len(rows)):
            for end in range(start + 1, len(rows) + 1):
                cost = _run_cost(label, start, end)
                if cost is None:
                    break
                choices.append(_with_run(label, end, ((start, end, cost),), skipped))
            if rows[start].owner is not None:
                break
            skipped += _unread(rows[start], value_left)
        return min(choices, key=lambda choice: choice[0])

    def _with_run(
        label: int, row: int, run: tuple[tuple[int, int, float], ...], skipped: float = 0.0
    ) -> tuple[float, tuple[tuple[int, int, float], ...]]:
        cost, runs = best(label + 1, row)
        if run:
            return skipped + run[0][2] + cost, (*run, *runs)
        spec = labels[label].spec
        empty = EMPTY_REQUIRED if spec.required else EMPTY
        return empty + cost, ((row, row, empty), *runs)

    def _run_cost(label: int, start: int, end: int) -> float | None:
        run = rows[start:end]
        if any(row.owner not in (None, label) for row in run):
            return None
        is_below = below[label] == start
        cost = _placing(labels[label], run, height, is_below=is_below)
        cost += _joining(labels[label], run, height, right)
        cost += OTHERS_ROW * _others_rows(level[label][start:end], beside_some[start:end])
        cost += FAR * sum(parted[start + 1 : end])
        if start and run[0].owner is None and not parted[start]:
            torn = _tearing(rows[start - 1].line, run[0].line, close, right - FULL * height)
            cost += min(torn, TORN_OWN) if level[label][start] else torn
        return cost

    return _told_whole(labels, rows, best(0, 0)[1] if labels else (), (value_left, height), parted)


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
        torn = may_wrap and is_torn(rows, start, end, dealt, (_flush(label, height), value_left), parted)
        loose = ends_above_aside(label.spec.kind, rows[start:end])
        found.append((index, list(rows[start:end]), cost + FAR if torn or loose else cost))
    return found


def _flush(label: Label, height: float) -> float:
    """Left of this begins what is flush with the label and not with its values."""
    return label.parts[0].box.right - 2 * height


def _is_level(label: Label, row: Row, height: float) -> bool:
    return abs(row.line.middle - label.parts[0].middle) < LEVEL * height


def _others_rows(own: Sequence[bool], beside_some: Sequence[bool]) -> int:
    """How many rows of a run stand beside another label, where the print is in register: where one stands
    beside its ``own``."""
    others = zip(own, beside_some, strict=True)
    return sum(other and not level for level, other in others) if any(own) else 0


def _right_edge(rows: Sequence[Row]) -> float:
    """Where the column's lines end: short ones, scraps of a border among them, say nothing of it."""
    long = [row.line for row in rows if len(row.line.text) >= LONG]
    return max((line.box.right for line in long or [row.line for row in rows]), default=0.0)


def _closest(rows: Sequence[Row], height: float) -> float:
    """From one row to the next where they are set closest; pieces of one row are none."""
    steps = [below.line.middle - above.line.middle for above, below in pairwise(rows)]
    return min((step for step in steps if step >= PIECES * height), default=math.inf)


def _tearing(above: Line, below: Line, close: float, full: float) -> float:
    """Of parting two rows that are nearer than ``close``: text that reaches ``full``, the column's end, goes
    on in the next."""
    if below.middle - above.middle >= close:
        return 0.0
    return TORN_FULL if above.box.right > full else TORN


def _new_line_cost(label: Label) -> float:
    """Of going on in a new line though the one before was not full: sentences do, names do not."""
    if not label.spec.wraps:
        return SECOND_ROW
    return 1.2 if label.spec.kind in (FieldKind.ADDRESS, FieldKind.NAME) else 0.35


def _unread(row: Row, value_left: float) -> float:
    if row.owner is not None:
        return FAR
    if row.line.box.left <= value_left:
        return UNREAD_BELOW
    return UNREAD_TEXT if sum(map(is_cjk, row.line.text)) >= TEXT else UNREAD


def _placing(label: Label, run: Sequence[Row], height: float, *, is_below: bool) -> float:
    """How far the run stands from where a value of this label would."""
    text = "".join(row.line.text for row in run)
    odd = misfit(label.spec, text) + row_misfit(label.spec.kind, [row.line.text for row in run])
    middle = (run[0].line.middle + run[-1].line.middle) / 2
    center = (middle - (label.box.top + label.box.bottom) / 2) / height
    if any(row.owner is not None for row in run):
        before = next(index for index, row in enumerate(run) if row.owner is not None)
        about = 1.6 * center * center + (ABOUT if len(label.parts) == 1 else 0.0)
        return odd + (min(1.5 * before, about) if len(label.parts) < SET_BESIDE else 0.0)
    if is_below:
        return odd + BELOW
    if run[0].line.box.left < _flush(label, height):
        return FAR + odd
    first = (run[0].line.middle - label.parts[0].middle) / height
    last = (run[0].line.middle - label.parts[-1].middle) / height
    away = min(abs(first), abs(last) + 0.1, abs(center) + 0.15)
    return odd + min(FAR, 1.6 * away * away)


def _joining(label: Label, run: Sequence[Row], height: float, right: float) -> float:
    """How unlike one value the rows of the run are."""
    cost = 0.0
    for above, below in pairwise(run):
        pitch = (below.line.middle - above.line.middle) / max(height, above.line.height)
        text = above.line.text.rstrip()
        full = above.line.box.right > right - 2.5 * height
        flush = below.line.box.left < _flush(label, height)
        aside = is_aside(above.line, below.line) and not (full and flush)
        cost += FAR if pitch > LONGEST_PITCH or aside else max(0.0, pitch - 1.7)
        open_bracket = text.count("（") + text.count("(") > text.count("）") + text.count(")")
        open_end = open_bracket or text.endswith(("、", "，", ",", ";", "；"))
        open_end |= label.spec.wraps and goes_on(label.spec.kind, text, below.line.text)
        if label.spec.kind == FieldKind.DOMAIN and "." in below.line.text:
            cost += 0.0
        elif completes(label.spec, text, below.line.text):
            cost += COMPLETED
        elif not open_end and not full:
            cost += _new_line_cost(label)
        elif not label.spec.wraps and not (open_bracket and label.spec.kind == FieldKind.PERSON):
            cost += SECOND_ROW
        if flush and (not full or is_entry(below.line.text)):
            cost += FAR
    return cost
