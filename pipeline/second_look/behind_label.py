"""Where on a line a value begins behind its label."""

from __future__ import annotations

import itertools

from pipeline.preprocess.line_shape import length, thickness
from schemas.page import TextLine

GAP = 2.0  # line heights from one character to the next that part a value from its label
ROOM = 0.7  # line heights from the middle of a value's first character to where it is cut


def find_value_start(line: TextLine, fewest: int) -> int:
    """The offset of the last value, of at least so many characters, behind a gap or colon; 0 where the line
    has none."""
    text, places = line.text, line.char_positions
    if not line.is_placed:
        return 0
    gap = GAP * thickness(line.quad) / max(length(line.quad), 1.0)
    steps = itertools.pairwise(places)
    parts = [
        at for at, (one, other) in enumerate(steps, start=1) if other - one > gap or text[at - 1] in ":："
    ]
    return max((at for at in parts if at <= len(text) - fewest), default=0)


def cut_at(line: TextLine, start: int) -> float:
    """The share of the line's length at which its value is cut off."""
    if not start:
        return 0.0
    room = ROOM * thickness(line.quad) / max(length(line.quad), 1.0)
    return max(line.char_positions[start] - room, (sum(line.char_positions[start - 1 : start + 1])) / 2)
