"""Dates filled in beside pre-printed 年 月 日: characters put back in order by their place.

The fill-in was printed later and seldom on the line: it stands a half line above or below, all
of it by the same distance. So the distance is found first, over all dates of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.normalize.dates import normalize_date
from extractors.normalize.text import fold
from extractors.page_lines.gaps import HOLE
from extractors.page_lines.layout import Line, join, text_height
from extractors.printed_labels.labels import Label
from schemas.document_type import FieldKind

REACH = 1.3  # line heights that a fill-in may stand off its line
ROOM = {"年": 8, "月": 4, "日": 1}  # line heights after the last mark that was read, for what follows it
_NUMERALS = re.compile(r"[0-9oO零〇○一二三四五六七八九十廿卅元]+")
_PIECES = re.compile(r"[0-9oO零〇○一二三四五六七八九十廿卅元]+|[年月日]")


def find_date_rows(labels: Sequence[Label], lines: Sequence[Line]) -> dict[str, Line]:
    """For each date label by field name: the characters of its date in order from left to right.

    ``lines`` are those of the page without labels and restrictions. Only labels with at least
    a 年 or 月 beside them are answered.
    """
    dates = [label for label in labels if label.spec.kind == FieldKind.DATE]
    if not dates:
        return {}
    height = text_height([part for label in labels for part in label.parts])
    pieces = [piece for line in lines for piece in _pieces(line)]
    pieces += [piece for label in dates for rest in label.rest for piece in _pieces(rest)]
    marks = {label.spec.name: _marks(label, pieces, height) for label in dates}
    marks = {name: found for name, found in marks.items() if found}
    fills = [piece for piece in pieces if _NUMERALS.fullmatch(fold(piece.text))]
    fills = [fill for fill in fills if any(_beside(fill, found, height) for found in marks.values())]
    if not fills:
        return {}
    levels = {name: sum(mark.middle for mark in found) / len(found) for name, found in marks.items()}
    shift = _shift(fills, list(levels.values()), height)
    rows: dict[str, Line] = {}
    for name, found in marks.items():
        own = [fill for fill in fills if _nearest(fill.middle - shift, levels) == name]
        if own:
            rows[name] = join(sorted([*found, *own], key=lambda piece: piece.box.center[0]))
    return rows


def _pieces(line: Line) -> list[Line]:
    return [line.part(match.start(), match.end()) for match in _PIECES.finditer(line.text)]


def _marks(label: Label, pieces: Sequence[Line], height: float) -> list[Line]:
    """年, 月 and 日 on the label's line, each once, from the left."""
    middle = label.parts[0].middle
    on_line = [
        piece
        for piece in pieces
        if piece.text in "年月日"
        and abs(piece.middle - middle) < 0.8 * height
        and piece.box.left > label.box.right - height
    ]
    found: dict[str, Line] = {}
    for piece in sorted(on_line, key=lambda piece: piece.box.left):
        found.setdefault(piece.text, piece)
    return [found[mark] for mark in "年月日" if mark in found]


def _beside(fill: Line, marks: Sequence[Line], height: float) -> bool:
    """Near the row of ``marks`` in height, and within its width, a year's room before it and what may
    follow the last one."""
    level = sum(mark.middle for mark in marks) / len(marks)
    left, right = marks[0].box.left - 6 * height, marks[-1].box.right + ROOM[marks[-1].text] * height
    return abs(fill.middle - level) < REACH * height and left < fill.box.center[0] < right


def _shift(fills: Sequence[Line], levels: Sequence[float], height: float) -> float:
    """How far below their rows the fill-ins stand, in pixels: the shift that explains them best."""

    def cost(step: int) -> float:
        shift = step * height / 10
        away = sum(min(abs(fill.middle - shift - level) for level in levels) for fill in fills)
        return away / len(fills) + 0.1 * abs(shift)

    return min(range(-13, 14), key=cost) * height / 10


def _nearest(middle: float, levels: dict[str, float]) -> str:
    return min(levels, key=lambda name: abs(levels[name] - middle))


def without_next_date(row: Line) -> Line:
    """A date's row without an earlier date that stands a column further right: often 有效期至 is level with
    the date by the seal. A later one may extend it, and other words may say so."""
    steps = pairwise(row.centers)
    hole = next((at for at, (a, b) in enumerate(steps, start=1) if b - a > HOLE * row.height), 0)
    head, rest = (normalize_date(part.text) for part in (row.part(0, hole), row.part(hole, len(row.text))))
    earlier = not head.failed and not rest.failed and (rest.value or "") < (head.value or "")
    return row.part(0, hole) if hole and earlier else row
