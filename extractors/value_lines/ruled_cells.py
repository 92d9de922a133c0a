"""Values in the cells of a ruled form: what stands in the cell beside a label's own is its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge, find_cell
from extractors.printed_labels.wrapped_labels import keeps_label
from extractors.value_lines.values import Value
from schemas.geometry import BBox

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


def _fills_cell(value: Value, lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]) -> bool:
    if not value.rows or value.label.rest or keeps_label(value.label.spec, value.rows):
        return False
    own = _cell_of(value.label.parts, vertical, level)
    beside = _cell_of(value.rows, vertical, level)
    if own is None or beside is None:
        return False
    slack = SLACK * value.label.parts[0].height
    is_level = max(abs(beside.top - own.top), abs(beside.bottom - own.bottom)) < slack
    inside = [line for line in lines if beside.holds(line.box.center)]
    is_whole = sum(map(_count, inside)) <= sum(map(_count, value.rows))
    return is_level and abs(beside.left - own.right) < slack and is_whole


def _cell_of(lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]) -> BBox | None:
    """The one cell that all the lines stand in; ``None`` where there is none."""
    first, *others = (find_cell(line, vertical, level) for line in lines)
    slack = SLACK * lines[0].height
    return first if all(first and other and _is_same(first, other, slack) for other in others) else None


def _is_same(one: BBox, other: BBox, slack: float) -> bool:
    across = max(abs(one.left - other.left), abs(one.right - other.right))
    return max(across, abs(one.top - other.top), abs(one.bottom - other.bottom)) < slack


def _count(line: Line) -> int:
    return len(line.text.replace(" ", ""))
