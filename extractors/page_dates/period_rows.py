"""Periods whose end stands in a row of its own: 有效期：2013年06月30日, and 至：2016年06月29日 below it; and
those that stand behind the label of an end: 有效期至：自2019年1月16日起至2024年1月15日止."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.dates import find_dates, normalize_period
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, FieldSpec

END, VALID = "至", "有效"
REACH = 4.0  # line heights from the start to the end below it


def with_ends(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """The values, each period that has but one date with the row of ``lines`` that tells its end, where one
    stands below it and is nobody's."""
    taken = {id(row) for value in values for row in value.rows}
    ends = [line for line in lines if id(line) not in taken and _is_end(line)]
    return [_with_end(value, ends) for value in values]


def as_periods(values: Sequence[Value], specs: Sequence[FieldSpec]) -> list[Value]:
    """The values; a period behind a label that names but its end goes under that of the type's period."""
    period = next((spec for spec in specs if spec.kind == FieldKind.PERIOD), None)
    if period is None:
        return list(values)
    return [
        replace(value, label=replace(value.label, spec=period)) if _holds_period(value) else value
        for value in values
    ]


def _holds_period(value: Value) -> bool:
    label = fold("".join(part.text for part in value.label.parts))
    if value.label.spec.kind != FieldKind.DATE or VALID not in label:
        return False
    text = "".join(row.text for row in value.rows)
    held = normalize_period(text)
    return END in text and held.start.value is not None and held.end.value is not None


def _is_end(line: Line) -> bool:
    return fold(line.text).startswith(END) and _dates(line) == 1


def _dates(line: Line) -> int:
    return sum(found.normal.value is not None for found in find_dates(line.text))


def _with_end(value: Value, ends: Sequence[Line]) -> Value:
    if value.label.spec.kind != FieldKind.PERIOD or not value.rows:
        return value
    last = value.rows[-1]
    if sum(map(_dates, value.rows)) != 1 or any(END in row.text for row in value.rows):
        return value
    height = max(last.height, value.label.parts[0].height)
    below = [
        line
        for line in ends
        if 0.5 * height < line.middle - last.middle < REACH * height
        and value.label.box.left - height < line.box.left < last.box.right
    ]
    return replace(value, rows=(*value.rows, below[0])) if len(below) == 1 else value
