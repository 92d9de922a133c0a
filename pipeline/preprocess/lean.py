"""How far what is upright on paper leans on a page seen aslant: told by the level rules of a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Segment: TypeAlias = tuple[float, float, float, float]
"""Start and end of a level rule, x1, y1, x2, y2 in pixels, from left to right."""

LONG: Final = 0.3  # share of the page's width from which a level rule may be a table's
MOST: Final = 24  # of the longest that are compared two by two: 5 ms
FEWEST: Final = 3  # such rules that end on one side
DEEP: Final = 0.03  # share of the page's height that they lie over at least
STRAIGHT: Final = 0.003  # share of the page's width that the ends may lie off the side
ALIKE: Final = 3.0  # degrees by which the two sides of a table may differ
STEEPEST: Final = 15.0  # degrees


def find_lean(level: Sequence[Segment], width: int, height: int) -> float:
    """The lean of a table's sides in degrees, clockwise positive (-15 to 15), on a page of ``width`` ×
    ``height`` pixels whose text lies level; 0 where no rules tell it.

    The level rules of a table end on its sides. The two lines that most of a page's long rules end on,
    one on the left and one on the right, are taken for them.
    """
    longest = sorted(level, key=lambda rule: rule[0] - rule[2])[:MOST]
    rules = np.array([rule for rule in longest if rule[2] - rule[0] > LONG * width])
    most, lean = FEWEST - 1, 0.0
    for one, other in combinations(rules, 2):
        sides = [_slope(one, other, at) for at in (0, 2)] if abs(other[1] - one[1]) > DEEP * height else []
        leans = [-math.degrees(math.atan(side)) for side in sides]
        if not leans or abs(leans[0] - leans[1]) > ALIKE or max(map(abs, leans)) > STEEPEST:
            continue
        off = [
            np.abs(rules[:, at] - one[at] - side * (rules[:, at + 1] - one[at + 1]))
            for at, side in zip((0, 2), sides, strict=True)
        ]
        ending = int(np.count_nonzero(np.maximum(*off) < STRAIGHT * width))
        if ending > most:
            most, lean = ending, sum(leans) / 2
    return lean


def _slope(one: NDArray[np.float64], other: NDArray[np.float64], at: int) -> float:
    """How much further right the one end of two rules lies, a pixel down."""
    return float((other[at] - one[at]) / (other[at + 1] - one[at + 1]))
