"""Values in the cells of a ruled form: what stands in the cell beside a label's own is its value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows
from extractors.page_lines.ruling import Edge, find_cell
from extractors.printed_labels.labels import Label
from extractors.printed_labels.wrapped_labels import keeps_label
from extractors.telecom_lists.scope import begins_item
from extractors.value_lines.fitness import WRONG, misfit
from extractors.value_lines.paragraphs import are_wrapped
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.geometry import BBox
from schemas.page import STAMPED

FEWEST = 4  # cells of a column that says the same again and again
SLACK = 0.5  # line heights by which sides of cells that are one, or stand side by side, differ at most


def sure_in_cells(
    values: Sequence[Value], lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> list[Value]:
    """The values, those that are all that stands in the cell right of their label's without doubt of their
    place; ``lines`` are all that may be a value."""
    everything = [*lines, *(part for value in values for part in value.label.parts)]
    return [
        replace(value, cost=0.0) if value.cost and _fills_cell(value, everything, vertical, level) else value
        for value in values
    ]


def deal_in_cells(
    labels: Sequence[Label], lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> list[Value]:
    """The values of those labels that stand alone in a ruled cell: all of ``lines``, those without labels, in
    the cell right of it, where that looks like one."""
    parts = [part for label in labels for part in label.parts]
    placed = [(line, cell) for line in lines if (cell := find_cell(line, vertical, level)) is not None]
    found = []
    for label in labels:
        own = None if label.rest else cell_of(label.parts, vertical, level)
        if own is None or any(own.holds(line.box.center) for line in lines):
            continue
        slack = SLACK * label.parts[0].height
        cells = [(line, cell) for line, cell in placed if own.top < line.middle < own.bottom]
        inside = [line for line, cell in cells if _is_right_of(cell, own, slack)]
        beside = cell_of(inside, vertical, level) if inside else None
        if beside is None or any(beside.holds(part.box.center) for part in parts):
            continue
        further = [cell for _, cell in cells if _is_right_of(cell, beside, slack)]
        if further and not _repeats(further[0], placed, slack):
            continue  # what no label stands before: a stroke may have parted it
        rows = tuple(join(row) for row in to_rows(inside))
        stamped = any(line.layer in STAMPED for line in inside)
        if (
            not stamped
            and _are_whole(label, rows, beside.right)
            and misfit(label.spec, "".join(row.text for row in rows)) < WRONG
        ):
            found.append(Value(label, rows, 0.0))
    return found


def _are_whole(label: Label, rows: Sequence[Line], right: float) -> bool:
    """Whether the rows of a cell go on from one another, or each begins something of the services."""
    lists = label.spec.kind == FieldKind.SERVICES
    runs = [[rows[0]]]
    for row in rows[1:]:
        if lists and begins_item(fold(row.text)):
            runs.append([row])
        else:
            runs[-1].append(row)
    return are_wrapped(rows, right) or all(are_wrapped(run, right) for run in runs)


def _repeats(cell: BBox, placed: Sequence[tuple[Line, BBox]], slack: float) -> bool:
    """Whether the cells in the column of ``cell`` say the same again and again, 已核 or √: nothing of what
    stands beside them."""
    column: defaultdict[int, str] = defaultdict(str)
    for line, other in placed:
        if max(abs(other.left - cell.left), abs(other.right - cell.right)) < slack:
            column[round(other.top)] += line.text
    return len(column) >= FEWEST and 2 * len(set(column.values())) <= len(column)


def _is_right_of(cell: BBox, own: BBox, slack: float) -> bool:
    """Whether a cell stands right of another one, as high as it."""
    across = abs(cell.left - own.right)
    return max(across, abs(cell.top - own.top), abs(cell.bottom - own.bottom)) < slack


def _fills_cell(value: Value, lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]) -> bool:
    if not value.rows or value.label.rest or keeps_label(value.label.spec, value.rows):
        return False
    own = cell_of(value.label.parts, vertical, level)
    beside = cell_of(value.rows, vertical, level)
    if own is None or beside is None or not (value.label.spec.wraps or are_wrapped(value.rows, beside.right)):
        return False
    inside = [line for line in lines if beside.holds(line.box.center)]
    is_whole = sum(map(_count, inside)) <= sum(map(_count, value.rows))
    return is_whole and _is_right_of(beside, own, SLACK * value.label.parts[0].height)


def cell_of(lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]) -> BBox | None:
    """The one cell that all the lines stand in; ``None`` where there is none."""
    first, *others = (find_cell(line, vertical, level) for line in lines)
    slack = SLACK * lines[0].height
    return first if all(first and other and _is_same(first, other, slack) for other in others) else None


def _is_same(one: BBox, other: BBox, slack: float) -> bool:
    across = max(abs(one.left - other.left), abs(one.right - other.right))
    return max(across, abs(one.top - other.top), abs(one.bottom - other.bottom)) < slack


def _count(line: Line) -> int:
    return len(line.text.replace(" ", ""))
