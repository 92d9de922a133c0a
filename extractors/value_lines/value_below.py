"""What stands below its label, flush with it, on a form whose other values stand beside theirs: a list, an
item a row, and a code that had no room beside its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.normal_forms import normalize_as
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import TORN
from extractors.value_lines.beside import OFF, taken_lines
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind

_MARKS = tuple(";,、")
_WHOLE = (FieldKind.CODE, FieldKind.DOMAIN)  # told by their form or by check digits
PITCH = 1.6  # line heights from a label or a row to the next row of its value at most
FLUSH = 1.0  # line heights that a row may begin aside of its label,
INDENT = 4.0  # and to its right a code on a blank's line


def with_values_below(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """The values; of each label with none, and nothing beside it, those of ``lines`` that begin flush with it
    right below: the code of a declared form that is all of the first, or a list, which is out of place, for
    an item may have been lost. A sentence there is the form's own."""
    taken = taken_lines(values, lines)
    free = sorted((line for line in lines if id(line) not in taken), key=lambda line: line.middle)
    return [value if value.rows else _with_below(value, free) for value in values]


def _with_below(value: Value, lines: Sequence[Line]) -> Value:
    spec = value.label.spec
    if spec.kind in _WHOLE and value.label.similarity > TORN:
        first = next(_rows_below(value, lines, LONGEST_PITCH, INDENT), None)
        whole = first is not None and not normalize_as(spec, first.text).failed
        return replace(value, rows=(first,), cost=OFF) if first is not None and whole else value
    rows = tuple(_rows_below(value, lines, PITCH, FLUSH)) if spec.wraps else ()
    return replace(value, rows=rows, cost=OUT_OF_PLACE) if _is_list(rows) else value


def _is_list(rows: Sequence[Line]) -> bool:
    """Whether all rows but the last end in the mark behind an item."""
    return len(rows) > 1 and all(fold(row.text)[-1:] in _MARKS for row in rows[:-1])


def _rows_below(value: Value, lines: Sequence[Line], pitch: float, indent: float) -> Iterator[Line]:
    """The rows that begin flush with the label, or up to ``indent`` line heights to the right."""
    label = value.label.parts[-1]
    if any(abs(line.middle - label.middle) < 0.5 * label.height for line in lines):
        return
    last = label
    for line in lines:
        off = (line.box.left - label.box.left) / label.height
        if line.middle <= last.middle or not -FLUSH <= off <= indent:
            continue
        if line.middle - last.middle > pitch * label.height:
            return
        yield line
        last = line
