"""Values below labels side by side that were not dealt as cards, and may be two that were read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extractors.candidates import OUT_OF_PLACE
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge
from extractors.value_lines.cards import LEAST, has_beside, is_under, label_rows, to_card_page
from extractors.value_lines.values import Value

OFF = 0.75  # line heights from a label to the nearest row of a value that is not beside it


def doubt_beside_cards(
    values: Sequence[Value],
    cards: Sequence[Value],
    lines: Sequence[Line],
    vertical: Sequence[Edge],
    level: Sequence[Edge],
) -> list[Value]:
    """The values, one that is none of ``cards`` and stands below its label in a row of several with nothing
    beside them far from certain, where it begins elsewhere or reaches under the next: it may be two that were
    read as one."""
    labels = [value.label for value in values]
    rows = [row for row in label_rows(labels) if len(row) >= LEAST and not any(label.rest for label in row)]
    if not rows:  # as on most pages
        return list(values)
    dealt = {id(value.label) for value in cards}
    page = to_card_page(labels, lines, vertical, level)
    ends = {
        id(label): end
        for row in rows
        if not has_beside(row, page)
        for label, end in zip(row, [*(after.box.left for after in row[1:]), inf], strict=True)
    }
    return [
        replace(value, cost=max(value.cost, OUT_OF_PLACE))
        if id(value.label) in ends.keys() - dealt and _is_mixed(value, ends[id(value.label)])
        else value
        for value in values
    ]


def _is_mixed(value: Value, end: float) -> bool:
    """Whether a row of a value that stands off its label, and not beside it, does not begin with the label,
    or reaches beyond where the next one begins."""
    label, rows = value.label, value.rows
    steps = (abs(row.middle - part.middle) / part.height for row in rows for part in label.parts)
    return min(steps, default=0.0) >= OFF and any(
        not is_under(row, label) or row.box.right > end + row.height for row in rows
    )
