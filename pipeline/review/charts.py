"""Figures as bars: numbers to a drawing, no script and no asset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTH, ROW = 520, 24  # pixels
_NAME, _NUMBER = 190, 60  # pixels kept for the name and for the number
_LETTER = 7.3  # pixels, on average, of a letter of 13 pixels' height


@dataclass(frozen=True)
class Bar:
    """A piece of a row: where it begins and how wide it is, in pixels; ``series`` counts from 0."""

    x: float
    width: float
    series: int
    count: int


@dataclass(frozen=True)
class ChartRow:
    """One row: its name, whole and as it fits, the baseline of its text, its bars from left to right,
    their sum; ``behind`` is the address of what it counts, empty where that is no list."""

    name: str
    shown: str
    y: float
    bars: tuple[Bar, ...]
    total: int
    end: float
    behind: str


@dataclass(frozen=True)
class Chart:
    """A drawing of ``height`` pixels."""

    rows: tuple[ChartRow, ...]
    height: int
    left: int = _NAME
    width: int = WIDTH


def to_chart(rows: Sequence[tuple[str, Sequence[int], str]]) -> Chart:
    """Rows of a name, its numbers and the address behind them, drawn as bars whose lengths compare within
    the chart."""
    most = max((sum(numbers) for _, numbers, _ in rows), default=0) or 1
    unit = (WIDTH - _NAME - _NUMBER) / most
    drawn = []
    for at, (name, numbers, behind) in enumerate(rows):
        x = float(_NAME)
        bars = []
        for series, number in enumerate(numbers):
            if number:
                bars.append(Bar(round(x, 1), round(max(1.0, number * unit), 1), series, number))
                x += number * unit
        drawn.append(
            ChartRow(name, _fitting(name), at * ROW + 16, tuple(bars), sum(numbers), round(x + 6, 1), behind)
        )
    return Chart(tuple(drawn), len(rows) * ROW)


def _fitting(name: str) -> str:
    """As much of the name as there is room for; an ideograph is as wide as two letters."""
    room = (_NAME - 8) / _LETTER
    for at, character in enumerate(name):
        room -= 2 if east_asian_width(character) in "WF" else 1
        if room < (1 if at + 1 < len(name) else 0):
            return name[:at] + "…"
    return name
