"""Services that stand below their label, flush with it, where the other values stand beside theirs, and
further ones below the first, which does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows
from extractors.printed_labels.label_columns import LEVEL
from extractors.telecom_lists.catalogue import service_names
from extractors.value_lines.beside import OFF, taken_lines
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.page import STAMPED

FIRST = 4.0  # line heights from the label to the first row
INDENT = 4.0  # line heights right of its label within which a row begins,
SET_IN = 0.8  # and from which it goes on from the label's own row


def with_flush_rows(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """``values``, those of services without rows with the ones below their label, out of ``lines``; others
    with further rows that begin there. The first row names a service of the catalogue, of further ones
    each, or what stands there may be anything."""
    taken = taken_lines(values, lines)
    free = [line for line in lines if id(line) not in taken and line.layer not in STAMPED]
    found = list(values)
    for at, value in enumerate(found):
        if value.label.spec.kind != FieldKind.SERVICES:
            continue
        if value.rows:
            below = takewhile(_names_service, _run(value, values, free))
            run = tuple(takewhile(partial(_is_indented, value.label.parts[-1]), below))
            found[at] = replace(
                value, rows=(*value.rows, *run), cost=max(value.cost, OFF) if run else value.cost
            )
        elif not _has_beside(value, lines):
            run = tuple(_run(value, values, free))
            if run and _names_service(run[0]):
                found[at] = replace(value, rows=run, cost=OFF)
    return found


def _is_indented(label: Line, row: Line) -> bool:
    """Whether the row is set in as one that goes on from the label's: what begins at its edge may be another
    label's."""
    return row.box.left - label.box.left > SET_IN * label.height


def _names_service(row: Line) -> bool:
    return any(fold(name) in fold(row.text) for name in service_names())


def _has_beside(value: Value, lines: Sequence[Line]) -> bool:
    own = value.label.parts[-1]
    return any(
        abs(line.middle - own.middle) < LEVEL * own.height and line.box.left > own.box.right - own.height
        for line in lines
    )


def _run(value: Value, values: Sequence[Value], free: Sequence[Line]) -> Iterator[Line]:
    """The rows from the label, or from its value, down to the next label, to a gap, or to what begins
    elsewhere."""
    own = value.label.parts[-1]
    others = [part.middle for other in values for part in other.label.parts]
    end = min((middle for middle in others if middle > own.middle + LEVEL * own.height), default=float("inf"))
    last, reach = (value.rows[-1].middle, LONGEST_PITCH) if value.rows else (own.middle, FIRST)
    for parts in to_rows([line for line in free if last + LEVEL * own.height < line.middle < end]):
        row = join(parts)
        begins = -1.5 * own.height < row.box.left - own.box.left < INDENT * own.height
        if row.middle - last > reach * own.height or not begins:
            return
        yield row
        last, reach = row.middle, LONGEST_PITCH
