"""Outlines of GB/T 33190 (AbbreviatedData) as points: M, L, Q, B, A and C."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

_CURVE_POINTS: Final = 16
_ARC_POINTS: Final = 48
_NEEDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each letter."""
_MOST_POINTS: Final = 200_000


def to_lines(data: str) -> list[list[Point]]:
    """The lines that an outline draws; what follows a word that is none of its language is left out."""
    lines: list[list[Point]] = []
    count = 0
    for letter, values in _commands(data):
        if letter in "SM":
            lines.append([(values[0], values[1])])
            continue
        if not lines:
            break
        line = lines[-1]
        if letter == "C":
            line.append(line[0])
            continue
        new = _points(letter, line[-1], values)
        count += len(new)
        if count > _MOST_POINTS:
            break
        line.extend(new)
    return lines


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    words = iter(data.split())
    for letter in words:
        if letter not in _NEEDS:
            return
        try:
            values = [float(next(words)) for _ in range(_NEEDS[letter])]
        except (ValueError, StopIteration):
            return
        if not all(abs(value) < 1e7 for value in values):
            return
        yield letter, values


def _points(letter: str, start: Point, values: list[float]) -> list[Point]:
    if letter == "A":
        return _arc(start, values)
    knots = [start, *zip(values[::2], values[1::2], strict=True)]
    steps = 1 if letter == "L" else _CURVE_POINTS
    return [_bezier(knots, step / steps) for step in range(1, steps + 1)]


def _bezier(knots: list[Point], share: float) -> Point:
    """The point at ``share`` (0-1) of a curve of any degree."""
    while len(knots) > 1:
        knots = [
            (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
            for (x0, y0), (x1, y1) in itertools.pairwise(knots)
        ]
    return knots[0]


def _arc(start: Point, values: list[float]) -> list[Point]:
    """An elliptical arc by its end points, as in SVG 1.1, appendix F.6."""
    rx, ry, degrees, large, sweep, x, y = values
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or (x, y) == start:
        return [(x, y)]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    u, v = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = math.sqrt(max(1.0, (u / rx) ** 2 + (v / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    reach = (rx * v) ** 2 + (ry * u) ** 2
    share = math.sqrt(max(0.0, (rx * ry) ** 2 / reach - 1)) * (-1 if bool(large) == bool(sweep) else 1)
    cu, cv = share * rx * v / ry, -share * ry * u / rx
    first = math.atan2((v - cv) / ry, (u - cu) / rx)
    last = math.atan2((-v - cv) / ry, (-u - cu) / rx)
    turn = (last - first) % (2 * math.pi)
    turn -= 0 if sweep else 2 * math.pi
    middle = (cos * cu - sin * cv + (start[0] + x) / 2, sin * cu + cos * cv + (start[1] + y) / 2)
    points = []
    for step in range(1, _ARC_POINTS + 1):
        angle = first + turn * step / _ARC_POINTS
        du, dv = rx * math.cos(angle), ry * math.sin(angle)
        points.append((middle[0] + cos * du - sin * dv, middle[1] + sin * du + cos * dv))
    return points
