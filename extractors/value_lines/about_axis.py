"""Services in a form whose lines are all set about one axis: further ones stand about it too, below the line
that their label shares with the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, around, in_row, join, to_rows
from extractors.telecom_lists.scope import begins_item
from extractors.value_lines.beside import OFF, taken_lines
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.geometry import BBox
from schemas.page import STAMPED

AXIS = 1.0  # line heights off the axis within which a line is set about it
LEAST = 2  # other labels whose lines are set about an axis and begin elsewhere, by which it is one


def with_rows_about_axis(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """``values``, those of services with the further ones that stand below them about the form's axis, out
    of ``lines``."""
    found = list(values)
    for at, value in enumerate(found):
        if value.label.spec.kind != FieldKind.SERVICES or not value.rows:
            continue
        shared = _shared_line(value)
        others = [line for other in values if other is not value if (line := _shared_line(other)) is not None]
        if shared is None or not _is_centred(shared, others):
            continue
        taken = taken_lines(values, lines)
        free = [line for line in lines if id(line) not in taken and line.layer not in STAMPED]
        run = tuple(_run(value, free, shared.center[0]))
        if run:
            found[at] = replace(value, rows=(*value.rows, *run), cost=max(value.cost, OFF))
    return found


def _shared_line(value: Value) -> BBox | None:
    """The box of the line that the label of one row shares with its value's first; ``None`` where it does
    not."""
    label = value.label.parts[0]
    if len(value.label.parts) > 1 or not value.rows or not in_row(value.rows[0], [label]):
        return None
    return around((label.box, value.rows[0].box))


def _is_centred(line: BBox, others: Sequence[BBox]) -> bool:
    """Whether the middles of enough of the ``others`` are below one another with the line's, and their
    beginnings are not, as those of a column are."""
    about = [other for other in others if abs(other.center[0] - line.center[0]) < AXIS * line.height]
    edges = sorted(box.left for box in (line, *about))
    return sum(right - left > AXIS * line.height for left, right in pairwise(edges)) >= LEAST


def _run(value: Value, free: Sequence[Line], axis: float) -> Iterator[Line]:
    """The rows below the value that begin a service, its limits or areas about the axis, down to another."""
    last = value.rows[-1]
    for parts in to_rows([line for line in free if line.middle > last.middle + 0.5 * last.height]):
        row = join(parts)
        is_near = row.middle - last.middle < LONGEST_PITCH * last.height
        is_about = abs(row.box.center[0] - axis) < AXIS * last.height
        if not (is_near and is_about and begins_item(fold(row.text))):
            return
        yield row
        last = row
