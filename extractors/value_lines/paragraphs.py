"""Values set as paragraphs, their first line indented with the label and the others from the margin on; and
lists of which each entry begins a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows
from extractors.printed_labels.labels import Label
from extractors.printed_labels.running_text import right_edge
from extractors.value_lines.item_numbers import item_number
from extractors.value_lines.value_rows import LONGEST_PITCH, Row

NEAR: Final = 1.5  # line heights left of the labels from which a line begins at the margin: two characters,
FAR: Final = 3.4  # to which
FLUSH: Final = 0.7  # by which a line that begins where the labels do is off them at most
FULL: Final = 2.5  # line heights before the right edge at which a line is full
ABOVE: Final = 3  # rows above a line, of any column, among which the one is that it goes on from
_WORD: Final = re.compile("[!-~]{2,}")
_ITEM: Final = re.compile(r"(?<![0-9.])[(]?([0-9]{1,2})(?:[)、]|\.(?![0-9]))")


def find_run_on(labels: Sequence[Label], lines: Sequence[Line], height: float) -> list[Line]:
    """Those of ``lines`` (without labels) that begin left of the column of ``labels`` and go on from the line
    above: one that reaches the right edge, and begins where the labels do or is one of them itself."""
    left = min(label.begin for label in labels)

    def is_at_margin(line: Line) -> bool:
        return left - FAR * height < line.box.left <= left - NEAR * height < line.box.right

    if not any(map(is_at_margin, lines)):
        return []
    beside = {id(rest) for label in labels for rest in label.rest}
    rows = to_rows([*lines, *(rest for label in labels for rest in label.rest)])
    right = right_edge(line for row in rows for line in row)
    begun = [
        any(id(line) in beside or abs(line.box.left - left) < FLUSH * height for line in row) for row in rows
    ]
    found: list[Line] = []
    for place, row in enumerate(rows):
        if not is_at_margin(row[0]):
            continue
        above = range(max(0, place - ABOVE), place)
        if any(begun[at] and _goes_on(join(rows[at]), row[0], right) for at in above):
            begun[place] = True
            found.append(row[0])
    return found


def may_run_on(label: Label, above: Line, line: Line, right: float) -> bool:
    """Whether ``line`` goes on from ``above``, which ends at the ``right`` edge, in a paragraph that begins
    with the label: at the label's own beginning, or at the margin before it."""
    at_margin = label.begin - FAR * line.height < line.box.left < label.begin + FLUSH * line.height
    return at_margin and _goes_on(above, line, right)


def _goes_on(above: Line, line: Line, right: float) -> bool:
    """Whether ``line`` stands close below the row ``above``, which is full."""
    near = 0 < line.middle - above.middle < LONGEST_PITCH * max(line.height, above.height)
    return near and is_full(above, line, right)


def is_full(above: Line, line: Line, right: float) -> bool:
    """Whether a row reaches the ``right`` edge, but for a word of Latin, of the ``line`` below, that had no
    room there."""
    return right - above.box.right < max(FULL * line.height, first_word(line) + line.height)


def are_wrapped(rows: Sequence[Line], right: float) -> bool:
    """Whether each row of a cell but the last is full, up to the cell's ``right`` side, or stands above the
    next item of a list with numbers: what else stands below one that is not may be what a seal left."""
    numbers = [number for row in rows if (number := item_number(row.text)) is not None]
    numbered = numbers == list(range(1, len(numbers) + 1))
    return all(
        is_full(above, below, right) or (numbered and item_number(below.text) is not None)
        for above, below in pairwise(rows)
    )


def first_word(line: Line) -> float:
    """How wide the word of Latin is that the line begins with; 0 for none."""
    found = _WORD.match(line.text)
    return 0.0 if found is None else line.part(0, found.end()).box.width


def find_next_entries(rows: Sequence[Row]) -> list[bool]:
    """Of each row whether it begins with the number after the last above it: 2、 below 1、. Beside another
    label numbers begin anew."""
    told: list[bool] = []
    last = 0
    for row in rows:
        if row.owner is not None:
            last = 0
        text = fold(row.line.text)
        first = _ITEM.match(text)
        told.append(first is not None and last > 0 and int(first[1]) == last + 1)
        for number in _ITEM.finditer(text):
            if int(number[1]) == last + 1:
                last += 1
    return told
