"""Labels and values side by side."""

from __future__ import annotations

from dataclasses import dataclass

from samples.sheet import Sheet
from samples.typeset import Style, put, put_lines, put_spread, wrap


@dataclass(frozen=True)
class Columns:
    """Where labels and values stand, in mm. ``spread`` is the width that labels are padded to."""

    label_x: float
    spread: float
    value_x: float
    value_end: float
    label: Style
    value: Style
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def value_width(self) -> float:
        return self.value_end - self.value_x


def put_row(sheet: Sheet, columns: Columns, y: float, label: str, value: str, *, rise: float = 0.0) -> float:
    """A label over as many lines as it has, the value beside it; the baseline below both.

    ``rise`` lifts a value of several lines by that many mm a line beyond the first.
    """
    bottom = y
    for number, part in enumerate(label.split("\n")):
        at = y + number * columns.label.leading
        if part[0] in "(（":
            put(sheet, columns.label_x, at, part, columns.label)
        else:
            put_spread(sheet, (columns.label_x, at), part, columns.spread, columns.label)
        bottom = at + columns.label.leading
    lines = wrap(value, columns.value.face, columns.value.size, columns.value_width)
    top = y + columns.shift[1] - rise * (len(lines) - 1)
    return max(bottom, put_lines(sheet, columns.value_x + columns.shift[0], top, lines, columns.value))


def fit(text: str, columns: Columns, most_lines: int, *, least: float = 10) -> Columns:
    """The columns with the value's type made smaller until the text takes at most ``most_lines``.

    It is not made smaller than ``least`` points.
    """
    style = columns.value
    while len(wrap(text, style.face, style.size, columns.value_width)) > most_lines and style.size > least:
        style = Style(style.face, style.size - 0.5, style.ink, style.leading * (1 - 0.5 / style.size))
    return Columns(
        columns.label_x,
        columns.spread,
        columns.value_x,
        columns.value_end,
        columns.label,
        style,
        columns.shift,
    )
