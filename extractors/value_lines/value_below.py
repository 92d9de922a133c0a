"""A list below its label, flush with it, on a form whose other values stand beside theirs: an item a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.value_lines.beside import taken_lines
from extractors.value_lines.values import Value

_MARKS = tuple(";,、")
PITCH = 1.6  # line heights from a label or a row to the next row of its value at most
FLUSH = 1.0  # line heights that a row may begin aside of its label


def with_values_below(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """The values; of each label with none, that wraps and has nothing beside it, the list whose ``lines``
    begin flush with it right below: out of place, for an item may have been lost. A sentence there is the
    form's own."""
    taken = taken_lines(values, lines)
    free = sorted((line for line in lines if id(line) not in taken), key=lambda line: line.middle)
    found = []
    for value in values:
        rows = tuple(_rows_below(value, free)) if not value.rows and value.label.spec.wraps else ()
        found.append(replace(value, rows=rows, cost=OUT_OF_PLACE) if _is_list(rows) else value)
    return found


def _is_list(rows: Sequence[Line]) -> bool:
    """Whether all rows but the last end in the mark behind an item."""
    return len(rows) > 1 and all(fold(row.text)[-1:] in _MARKS for row in rows[:-1])


def _rows_below(value: Value, lines: Sequence[Line]) -> Iterator[Line]:
    label = value.label.parts[-1]
    if any(abs(line.middle - label.middle) < 0.5 * label.height for line in lines):
        return
    last = label
    for line in lines:
        if line.middle <= last.middle or abs(line.box.left - label.box.left) > FLUSH * label.height:
            continue
        if line.middle - last.middle > PITCH * label.height:
            return
        yield line
        last = line
