"""Lines of type on a sheet: wrapped, centered, spread out to a width."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samples.fonts import char_width
from samples.sheet import BLACK, MM_PER_POINT, Ink, PointMm, Sheet, Text, width_mm

NEVER_FIRST = set("，。、；：？！）》】”,.;:)]")


@dataclass(frozen=True)
class Style:
    """How a run of type looks; ``leading`` is the distance of baselines in mm."""

    face: str
    size: float
    ink: Ink = BLACK
    leading: float = 8.0

    @property
    def em(self) -> float:
        """The size in mm."""
        return self.size * MM_PER_POINT


def wrap(
    text: str, face: str, size: float, width: float, *, hang: bool = True, indent: float = 0
) -> list[str]:
    """Break a line at ``width`` mm anywhere, as Chinese is set; line breaks in ``text`` stay.

    ``indent`` (mm) shortens the first line of each paragraph. With ``hang`` a comma or full stop
    is never first in a line but stands beyond its end.
    """
    lines: list[str] = []
    room = width / (size * MM_PER_POINT)
    for paragraph in text.split("\n"):
        line, used = "", indent / (size * MM_PER_POINT)
        for char in paragraph:
            advance = char_width(face, char)
            if line and used + advance > room + 1e-6 and not (hang and char in NEVER_FIRST):
                lines.append(line)
                line, used = "", 0.0
            line += char
            used += advance
        lines.append(line)
    return lines


def put(sheet: Sheet, x: float, y: float, text: str, style: Style) -> None:
    """One line, its baseline's left end at ``x``, ``y``."""
    if text:
        sheet.add(Text(x, y, text, style.face, style.size, style.ink))


def put_lines(sheet: Sheet, x: float, y: float, lines: list[str], style: Style) -> float:
    """Lines below one another; the baseline that the next would have."""
    for number, line in enumerate(lines):
        put(sheet, x, y + number * style.leading, line, style)
    return y + len(lines) * style.leading


def put_centered(sheet: Sheet, y: float, text: str, style: Style, tracking: float = 0.0) -> Text:
    """One line in the middle of the sheet."""
    line = Text(0, y, text, style.face, style.size, style.ink, tracking)
    line = replace(line, x=(sheet.width - line.width) / 2)
    sheet.add(line)
    return line


def put_spread(sheet: Sheet, at: PointMm, text: str, width: float, style: Style) -> float:
    """A label whose characters are spread over ``width`` mm; its right end.

    A colon at the end stands behind the spread word, and a label too wide is set tight.
    """
    x, y = at
    word = text.rstrip(":：")
    natural = width_mm(word, style.face, style.size)
    tracking = max(0.0, (width - natural) / (len(word) - 1)) if len(word) > 1 else 0.0
    line = Text(x, y, word, style.face, style.size, style.ink, tracking)
    sheet.add(line)
    put(sheet, x + line.width, y, text[len(word) :], style)
    return x + line.width + width_mm(text[len(word) :], style.face, style.size)
