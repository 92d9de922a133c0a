"""A table that lies across: its heads one below the other in the first column, one entry a further column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge
from extractors.tables.table_head import TableForm

FLUSH = 2.0  # line heights by which heads of one column begin apart, at most

Cells = Mapping[str, tuple[Line, ...]]


def find_transposed(
    lines: Sequence[Line], form: TableForm, vertical: Sequence[Edge], level: Sequence[Edge]
) -> tuple[list[Cells], list[Line]]:
    """The cells of each entry by the form's columns, and the lines outside the table; no entries without
    printed rules between two of them at least, or where a further column has heads too."""
    columns = form.by_head
    heads = [line for line in lines if fold(line.text) in columns]
    told = {columns[fold(head.text)] for head in heads}
    if (
        len(told) < len(heads)
        or len(heads) < 2
        or not told.intersection(form.telling)
        or not _are_flush(heads)
    ):
        return [], list(lines)
    top, bottom = min(head.middle for head in heads), max(head.middle for head in heads)
    right = max(head.box.right for head in heads)
    through = (edge.at(top) for edge in vertical if edge.start < top and edge.end > bottom)
    sides = sorted(x for x in through if x > right)
    if len(sides) < 3:
        return [], list(lines)
    bands = {columns[fold(head.text)]: _band(head, level) for head in heads}
    entries: list[Cells] = [
        {
            column: tuple(
                line for line in lines if left < line.box.center[0] < end and band[0] < line.middle < band[1]
            )
            for column, band in bands.items()
        }
        for left, end in pairwise(sides)
    ]
    inside = {id(line) for entry in entries for cell in entry.values() for line in cell} | set(map(id, heads))
    entries = [entry for entry in entries if any(entry.values())]  # the page's frame is a rule as well
    return entries, [line for line in lines if id(line) not in inside]


def _are_flush(heads: Sequence[Line]) -> bool:
    lefts = [head.box.left for head in heads]
    return max(lefts) - min(lefts) < FLUSH * heads[0].height


def _band(head: Line, level: Sequence[Edge]) -> tuple[float, float]:
    """The heights between which the head's row lies, by the rules above and below it."""
    x = head.box.center[0]
    heights = [edge.at(x) for edge in level if edge.start < x < edge.end]
    above = max((y for y in heights if y < head.middle), default=head.box.top)
    below = min((y for y in heights if y > head.middle), default=head.box.bottom)
    return above, below
