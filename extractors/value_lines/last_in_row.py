"""Values of the last of several labels in a row, which go on at the beginning of the next one:
1. 网站名称：晨曦在线　域名：chenxizx.com.cn、/ zx.com.cn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.page_lines.layout import Line, in_row, join, to_rows
from extractors.printed_labels.labels import Label
from extractors.printed_labels.running_text import right_edge
from extractors.value_lines.paragraphs import may_run_on
from extractors.value_lines.values import Value


def deal_last_in_rows(labels: Sequence[Label], lines: Sequence[Line]) -> list[Value]:
    """The values of those of ``labels`` that wrap, end their row behind another label's value, and fill it;
    out of ``lines``, those without label."""
    last = [(label, first) for label in labels if (first := _first_beside(label, labels)) is not None]
    if not last:
        return []
    right = right_edge([*lines, *(line for label in labels for line in label.rest)])
    heads = [part for label in labels for part in label.parts]
    rows = to_rows(lines)
    found = []
    for label, first in last:
        further = tuple(_further(label, first, rows, heads, right))
        if further:
            own = (join(label.rest),) if label.rest else ()
            found.append(Value(label, (*own, *further), 0.0))
    return found


def _first_beside(label: Label, labels: Sequence[Label]) -> Label | None:
    """The first label of the row that has its value there, where this one is the row's last."""
    if not label.spec.wraps:
        return None
    others = [
        other for other in labels if other.parts != label.parts and in_row(other.parts[0], [label.parts[0]])
    ]
    if any(other.box.left > label.box.left for other in others):
        return None
    return min((other for other in others if other.rest), key=lambda other: other.box.left, default=None)


def _further(
    label: Label, first: Label, rows: Sequence[Sequence[Line]], heads: Sequence[Line], right: float
) -> Iterator[Line]:
    """The rows that go on from the label's, as long as each is full, in a paragraph that begins with the
    ``first`` label."""
    above = (*label.parts, *label.rest)[-1]
    for row in rows:
        line = join(row)
        if line.middle < above.middle + 0.5 * above.height:
            continue
        if any(in_row(head, [line]) for head in heads) or not may_run_on(first, above, line, right):
            return
        yield line
        above = line
