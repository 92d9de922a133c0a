"""Values within a paragraph, which go on at the next row's beginning, to the mark that ends them:
…。服务器放置地：和林格尔新区云计算园 / 区4号楼；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, in_row, to_rows
from extractors.value_lines.beside import taken_lines
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value

MARGIN = 2.5  # line heights from the paragraph's right edge within which a row is full
_END = re.compile("[;；。]")
_BEFORE = re.compile("[;；。,，]$")


def with_sentence_rows(values: Sequence[Value], lines: Sequence[Line]) -> list[Value]:
    """``values``, those of labels within a paragraph with the rows that they go on in, out of ``lines``."""
    taken = taken_lines(values, lines)
    free = [line for line in lines if id(line) not in taken]
    ends = [line for line in free if _BEFORE.search(fold(line.text)) is not None]
    within = {
        at: before
        for at, value in enumerate(values)
        if len(value.rows) == 1 and not _END.search(value.rows[0].text)
        if (before := _before(value.label.parts[0], ends)) is not None
    }
    if not within:  # as on nearly every page
        return list(values)
    rows = to_rows([*free, *(line for value in values for line in value.rows)])
    edge = max(row[-1].box.right for row in rows)
    found = list(values)
    for at, before in within.items():
        further = tuple(_further(found[at].rows[0], rows, (before.box.left, edge)))
        found[at] = replace(found[at], rows=(*found[at].rows, *further))
    return found


def _before(label: Line, ends: Sequence[Line]) -> Line | None:
    """Of lines that end a sentence the one before the label, in its row."""
    return next(
        (
            line
            for line in ends
            if in_row(line, [label]) and 0 <= label.box.left - line.box.right < label.height
        ),
        None,
    )


def _further(last: Line, rows: Sequence[Sequence[Line]], sides: tuple[float, float]) -> Iterator[Line]:
    """The beginnings of the rows below ``last``, to the first mark, as long as each row is full; a row that
    begins with a label has its value further right."""
    left, right = sides
    for row in rows:
        first = row[0]
        if first.middle < last.middle + 0.5 * last.height:
            continue
        is_near = first.middle < last.middle + LONGEST_PITCH * last.height
        is_full = last.box.right > right - MARGIN * last.height
        if not (is_near and is_full and first.box.left < left + last.height):
            return
        end = _END.search(first.text)
        if end is None or end.start():
            yield first if end is None else first.part(0, end.start())
        if end is not None:
            return
        last = first
