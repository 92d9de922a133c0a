"""Values below labels side by side that were not dealt as cards, and may be two that were read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extractors.candidates import OUT_OF_PLACE
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge
from extractors.value_lines.cards import LEAST, CardPage, has_beside, is_under, label_rows
from extractors.value_lines.values import Value


def doubt_beside_cards(
    values: Sequence[Value], cards: Sequence[Value], lines: Sequence[Line], level: Sequence[Edge]
) -> list[Value]:
    """The values, one that is none of ``cards`` and stands below its label in a row of several with nothing
    beside them far from certain, where it begins elsewhere or reaches under the next: it may be two that were
    read as one."""
    dealt = {id(value.label) for value in cards}
    page = CardPage([value.label for value in values], lines, (), level)
    ends = {
        id(label): end
        for row in label_rows(page.labels)
        if len(row) >= LEAST and not any(label.rest for label in row) and not has_beside(row, page)
        for label, end in zip(row, [*(after.box.left for after in row[1:]), inf], strict=True)
    }
    return [
        replace(value, cost=max(value.cost, OUT_OF_PLACE))
        if id(value.label) in ends.keys() - dealt and _is_mixed(value, ends[id(value.label)])
        else value
        for value in values
    ]


def _is_mixed(value: Value, end: float) -> bool:
    """Whether a row of what stands below the label does not begin with it, or reaches beyond where the next
    label begins."""
    label, rows = value.label, value.rows
    below = bool(rows) and rows[0].middle > label.box.bottom
    return below and any(not is_under(row, label) or row.box.right > end + row.height for row in rows)
