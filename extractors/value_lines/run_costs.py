"""What it costs to read rows of a column as a label's value: how they stand, and how unlike one they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line
from extractors.printed_labels.label_columns import LEVEL
from extractors.printed_labels.labels import Label
from extractors.value_lines.fitness import completes, goes_on, misfit, row_misfit
from extractors.value_lines.item_numbers import is_next_item
from extractors.value_lines.long_labels import rows_below_long
from extractors.value_lines.own_rows import is_entry
from extractors.value_lines.paragraphs import FULL as ROW_FULL
from extractors.value_lines.paragraphs import find_next_entries, first_word
from extractors.value_lines.value_rows import LONGEST_PITCH, Row
from extractors.value_lines.whole_runs import is_aside
from schemas.document_type import FieldKind

UNREAD = 1.1  # cost of a line beside the labels that is nobody's value
UNREAD_TEXT, TEXT = 1.3, 6  # the same for a line with so many characters of Chinese
UNREAD_BELOW = 0.25  # the same for a line that starts at the labels' left edge
EMPTY, EMPTY_REQUIRED = 0.4, 0.9
FAR = 4.0
SECOND_ROW = 3.0  # of a value that is never set over two rows
COMPLETED = 0.1  # of what only the next row makes whole
USUAL_PITCH = 1.7  # line heights from one row of a value to the next at most,
SLACK = 1.05  # and times the way between the column's closest rows
CLOSE_PITCH, TORN = 1.45, 0.4  # cost of parting rows set as close as lines of one value
WIDER = 1.5  # times the column's closest rows from which two rows are not set as these are
TORN_OWN = 0.5  # the same where the lower row stands beside its label: more than the label goes empty for
TORN_FULL, FULL = 0.9, 1.2  # the same where the upper row reaches the column's end, to so many line heights
PIECES = 0.6  # line heights from one row to the next below which both are of one
OTHERS_ROW = 1.0  # cost of a row that stands beside another label
SET_BESIDE = 3  # lines of a label from which its value stands about it as a block, wherever that begins
BELOW = 0.3  # cost of a value below a label that is too long for its column
ABOUT = 0.3  # cost of a row above a label's own of one line, where all stand about its middle
BESIDE = 4.0  # line heights between characters of a row from which it is of two pieces
LONG = 8  # characters of a row that may fill its column


class RunCosts:
    """Of each run of ``rows``, from the top, as the value of each of ``labels`` (one at least); of ``parted``
    rows a rule lies between them and the one above. ``height``: of a line."""

    def __init__(
        self, labels: Sequence[Label], rows: Sequence[Row], height: float, parted: Sequence[bool]
    ) -> None:
        self._labels, self._rows, self._height, self._parted = labels, rows, height, parted
        self.value_left = max(label.box.right for label in labels) - 2 * height
        self._right = _right_edge(rows)
        self._flush_right = _flush_right(labels, rows, height, self._right)
        self._close = min(CLOSE_PITCH * height, WIDER * _closest(rows, height))
        self._level = [[_is_level(label, row, height) for row in rows] for label in labels]
        printed = [own for label, own in zip(labels, self._level, strict=True) if not label.rest]
        self._beside_some = [any(own[place] for own in printed) for place in range(len(rows))]
        self._below = rows_below_long(labels, rows, self._level, height)
        self._follows = find_next_entries(rows)
        self._closest = SLACK * _closest(rows, height) / height
        self._joints: dict[tuple[int, int], float] = {}

    def may_hold(self, label: int, row: int) -> bool:
        """Whether the row shares its line with no other label."""
        return self._rows[row].owner in (None, label)

    def of_joint(self, label: int, row: int) -> float:
        """What it costs that a run goes on from the row above to this one; never less than nothing."""
        key = label, row
        if key not in self._joints:
            own, above, below = self._labels[label], self._rows[row - 1].line, self._rows[row].line
            cost = self._stretch(own, self._rows[row - 1], below)
            if not (self._follows[row] and own.spec.kind == FieldKind.SERVICES):
                flush = below.box.left < flush_edge(own, self._height)
                cost += _joint(own, above, below, self._height, self._flush_right if flush else self._right)
            self._joints[key] = cost
        return self._joints[key]

    def _stretch(self, label: Label, above: Row, below: Line) -> float:
        """Of the way from one row to the next: none, in a paragraph, that is no longer than from one to the
        next where they are set closest."""
        pitch = (below.middle - above.line.middle) / max(self._height, above.line.height)
        begins = above.owner is not None or above.line.box.left < label.box.right + self._height
        runs_on = begins and below.box.left < flush_edge(label, self._height)
        usual = max(USUAL_PITCH, self._closest) if runs_on else USUAL_PITCH
        return FAR if pitch > LONGEST_PITCH else max(0.0, pitch - usual)

    def of_place(self, label: int, start: int, end: int) -> float:
        """What the run costs for where it stands: a part of what it costs in all."""
        is_below = self._below[label] == start
        return _placing(self._labels[label], self._rows[start:end], self._height, is_below=is_below)

    def of_run(self, label: int, start: int, end: int, placed: float, joined: float) -> float:
        """What the run costs in all, ``placed`` of it for where it stands, and ``joined`` for its joints."""
        run = self._rows[start:end]
        cost = _oddness(self._labels[label], run) + placed + joined
        cost += OTHERS_ROW * _others_rows(self._level[label][start:end], self._beside_some[start:end])
        cost += FAR * sum(self._parted[start + 1 : end])
        if start and run[0].owner is None and not self._parted[start]:
            full = self._right - FULL * self._height
            torn = _tearing(self._rows[start - 1].line, run[0].line, self._close, full)
            cost += min(torn, TORN_OWN) if self._level[label][start] else torn
        return cost

    def of_none(self, label: int) -> float:
        """What it costs that a label has no value."""
        return EMPTY_REQUIRED if self._labels[label].spec.required else EMPTY

    def of_unread(self, row: Row) -> float:
        """What it costs that a row is nobody's value."""
        if row.owner is not None:
            return FAR
        if row.line.box.left <= self.value_left:
            return UNREAD_BELOW
        return UNREAD_TEXT if sum(map(is_cjk, row.line.text)) >= TEXT else UNREAD


def flush_edge(label: Label, height: float) -> float:
    """Left of this begins what is flush with the label and not with its values."""
    own = label.parts[0].box
    return max(own.right - 2 * height, own.left + height)


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


def _flush_right(labels: Sequence[Label], rows: Sequence[Row], height: float, right: float) -> float:
    """Where paragraphs end that begin as the labels do, by two rows that are full there; at ``right``, as all
    rows of the column, where none are. A line of the page's foot may reach farther, and so may what stands
    beside a row."""
    left = min(label.begin for label in labels)
    begins = ((row, row.line.box.left if row.owner is None else labels[row.owner].begin) for row in rows)
    ends = sorted(_end(row.line) for row, begin in begins if begin - left < height)
    return ends[-1] if len(ends) > 1 and ends[-1] - ends[-2] < ROW_FULL * height else right


def _end(line: Line) -> float:
    """Where the first piece of a row ends."""
    gaps = (here for here, there in pairwise(line.centers) if there - here > BESIDE * line.height)
    return next(gaps, line.box.right)


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


def _oddness(label: Label, run: Sequence[Row]) -> float:
    """How unlike a value of this label the run is."""
    texts = [row.line.text for row in run]
    return misfit(label.spec, "".join(texts)) + row_misfit(label.spec.kind, texts)


def _placing(label: Label, run: Sequence[Row], height: float, *, is_below: bool) -> float:
    """How far the run stands from where a value of this label would."""
    middle = (run[0].line.middle + run[-1].line.middle) / 2
    center = (middle - (label.box.top + label.box.bottom) / 2) / height
    if any(row.owner is not None for row in run):
        before = next(index for index, row in enumerate(run) if row.owner is not None)
        about = 1.6 * center * center + (ABOUT if len(label.parts) == 1 else 0.0)
        return min(1.5 * before, about) if len(label.parts) < SET_BESIDE else 0.0
    if is_below:
        return BELOW
    if run[0].line.box.left < flush_edge(label, height):
        return FAR
    first = (run[0].line.middle - label.parts[0].middle) / height
    last = (run[0].line.middle - label.parts[-1].middle) / height
    away = min(abs(first), abs(last) + 0.1, abs(center) + 0.15)
    return min(FAR, 1.6 * away * away)


def _joint(label: Label, above: Line, below: Line, height: float, right: float) -> float:
    """How unlike one value two rows of a run are, one below the other."""
    text = above.text.rstrip()
    full = above.box.right > right - ROW_FULL * height
    flush = below.box.left < flush_edge(label, height)
    full |= flush and right - above.box.right < first_word(below) + height
    aside = is_aside(above, below) and not (full and flush)
    cost = FAR if aside else 0.0
    open_bracket = text.count("（") + text.count("(") > text.count("）") + text.count(")")
    open_end = open_bracket or text.endswith(("、", "，", ",", ";", "；"))
    open_end |= label.spec.wraps and goes_on(label.spec.kind, text, below.text)
    open_end |= label.spec.wraps and is_next_item(text, below.text)
    if label.spec.kind == FieldKind.DOMAIN and "." in below.text:
        pass
    elif completes(label.spec, text, below.text):
        cost += COMPLETED
    elif not open_end and not full:
        cost += _new_line_cost(label)
    elif not label.spec.wraps and not (open_bracket and label.spec.kind == FieldKind.PERSON):
        cost += SECOND_ROW
    if flush and (not full or is_entry(below.text)):
        cost += FAR
    return cost
