"""Services that stand below their label, flush with it, where the other values stand beside theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
INDENT = 4.0  # line heights right of its label within which a row begins


def with_flush_rows(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """``values``, those of services without rows with the ones below their label, out of ``lines``. The first
    names a service of the catalogue, or what stands there may be anything."""
    taken = taken_lines(values, lines)
    free = [line for line in lines if id(line) not in taken and line.layer not in STAMPED]
    found = list(values)
    for at, value in enumerate(found):
        empty = not value.rows and value.label.spec.kind == FieldKind.SERVICES
        if empty and not _has_beside(value, lines):
            run = tuple(_run(value, values, free))
            if run and any(fold(name) in fold(run[0].text) for name in service_names()):
                found[at] = replace(value, rows=run, cost=OFF)
    return found


def _has_beside(value: Value, lines: Sequence[Line]) -> bool:
    own = value.label.parts[-1]
    return any(
        abs(line.middle - own.middle) < LEVEL * own.height and line.box.left > own.box.right - own.height
        for line in lines
    )


def _run(value: Value, values: Sequence[Value], free: Sequence[Line]) -> Iterator[Line]:
    """The rows from the label down to the next label, to a gap, or to what begins elsewhere."""
    own = value.label.parts[-1]
    others = [part.middle for other in values for part in other.label.parts]
    end = min((middle for middle in others if middle > own.middle + LEVEL * own.height), default=float("inf"))
    last, reach = own.middle, FIRST
    for parts in to_rows([line for line in free if own.middle + LEVEL * own.height < line.middle < end]):
        row = join(parts)
        begins = -1.5 * own.height < row.box.left - own.box.left < INDENT * own.height
        if row.middle - last > reach * own.height or not begins:
            return
        yield row
        last, reach = row.middle, LONGEST_PITCH
