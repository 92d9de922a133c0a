"""Characters set round a circle, each turned as it stands there: what programs write along a seal's rim."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from typing import Final

from pipeline.load.aslant import LEANING
from pipeline.load.placed_chars import PlacedChar

LEAST_CHARS: Final = 4
_TURNS: Final = (2.0, 60.0)  # degrees from one character of a rim to the next: of a long number, of few words
_OFF: Final = 0.35  # of a character's height: how far from its place on the circle it stands at most
_RADII: Final = (1.2, 20.0)  # character heights
_ROUND: Final = 360.0  # degrees: no rim goes further round, whatever a file made to be slow sets there


def find_rims(chars: Sequence[PlacedChar]) -> frozenset[int]:
    """The indices of the characters that stand on circles: ``LEAST_CHARS`` or more that follow one another,
    all with their heads outwards or all with their feet."""
    if all(abs(char.angle) <= LEANING for char in chars):
        return frozenset()
    marks = [index for index, char in enumerate(chars) if not char.text.isspace()]
    found: set[int] = set()
    at = 0
    while at + LEAST_CHARS <= len(marks):
        run = _run_from(at, marks, chars)
        if len(run) >= LEAST_CHARS:
            found.update(run)
        at += max(1, len(run) - 1)
    return frozenset(found)


def _run_from(at: int, marks: Sequence[int], chars: Sequence[PlacedChar]) -> list[int]:
    """The characters from the one at ``marks[at]`` on that stand on one circle."""
    run = [marks[at]]
    whole = 0.0
    for place in range(at + 1, len(marks)):
        turn = (chars[marks[place]].angle - chars[run[-1]].angle + 180.0) % 360.0 - 180.0
        is_step = _TURNS[0] <= abs(turn) <= _TURNS[1] and turn * whole >= 0 and abs(whole + turn) <= _ROUND
        if not is_step or not _stand_round([chars[index] for index in (*run, marks[place])]):
            break
        run.append(marks[place])
        whole += turn
    return run


def _stand_round(chars: Sequence[PlacedChar]) -> bool:
    """Whether there is a circle on which each character stands upright, or each on its head."""
    places = [complex(*char.box.center) for char in chars]
    heads = [cmath.rect(1.0, -math.radians(char.angle + 90.0)) for char in chars]
    middle, mean = sum(places) / len(chars), sum(heads) / len(chars)
    spread = sum(abs(head - mean) ** 2 for head in heads)
    along = (((at - middle) * (head - mean).conjugate()).real for at, head in zip(places, heads, strict=True))
    radius = sum(along) / spread
    center = middle - radius * mean
    height = min((char.level or char.box).height for char in chars)
    off = max(abs(at - center - radius * head) for at, head in zip(places, heads, strict=True))
    return off <= _OFF * height and _RADII[0] * height <= abs(radius) <= _RADII[1] * height
