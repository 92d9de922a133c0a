"""Widen text lines over what detection leaves off at their ends: a comma, a bracket, a character, or the rest
of a line that it breaks off amid print."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import Point, Quad

SHORTEST = 1.5  # line heights: what is shorter is often a scrap of an ornament
REACH = 1.0  # line heights beyond an end that are looked at
FAR = 24.0  # line heights that a line which was broken off goes on at most
RULE = 2.0  # line heights from which a level run of ink is no character's stroke
DENSE = 0.08  # share of ink in print
WORD = 0.6  # line heights of blank paper that part no two characters of it
NEAR = 0.5  # line heights of blank paper before what still belongs to the line
BREAK = 0.10  # line heights of blank paper that part two marks
LEAST = 0.005  # ink of the smallest mark, as a share of the line height squared
TALL = 0.85  # share of the line's height that a rule or a frame fills, and no character
LOW = 0.5  # share of the line's height below which a small mark is a comma and not dirt
SMALL = 0.35  # share of the line's height up to which a mark is small


def widen_lines(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """The quads, longer where a mark stands close to an end and in no other quad.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    bounds = [(box.left, box.top, box.right, box.bottom) for box in (quad.bbox for quad in quads)]
    boxes = np.array(bounds).reshape(-1, 4)
    widened = []
    for index, quad in enumerate(quads):
        a, b, c, d = quad.points
        others = np.delete(boxes, index, axis=0)
        right = _reach(b, c, a, ink, others)
        left = _reach(a, d, b, ink, others)
        widened.append(
            Quad((_beyond(a, b, left), _beyond(b, a, right), _beyond(c, d, right), _beyond(d, c, left)))
        )
    return widened


def _beyond(end: Point, other: Point, pixels: float) -> Point:
    """``end`` moved away from ``other``."""
    x, y = end[0] - other[0], end[1] - other[1]
    share = pixels / max(float(np.hypot(x, y)), 1e-6)
    return end[0] + x * share, end[1] + y * share


def _reach(
    top: Point, bottom: Point, other: Point, ink: NDArray[np.uint8], others: NDArray[np.float64]
) -> float:
    """How many pixels to go on beyond the end whose corners are ``top`` and ``bottom``; 0 for none.

    ``other`` is the top corner of the line's other end.
    """
    height = float(np.hypot(bottom[0] - top[0], bottom[1] - top[1]))
    steps = int(REACH * height)
    if steps < 4 or float(np.hypot(top[0] - other[0], top[1] - other[1])) < SHORTEST * height:
        return 0.0
    strip, taken = _strip(top, bottom, other, steps, ink, others)
    mark = _first_mark(strip, max(1, round(BREAK * height)))
    if mark is None:
        return _reach_rest(top, bottom, other, ink, others) if _begins_at_once(strip, height) else 0.0
    start, end = mark
    if start > NEAR * height or taken[start:end].any() or not _is_print(strip[:, start:end], height):
        return 0.0
    own = float(end + max(2, 0.08 * height))
    if _height(strip[:, start:end]) <= SMALL:
        return own
    return max(own, _reach_rest(top, bottom, other, ink, others))


def _begins_at_once(strip: NDArray[np.bool_], height: float) -> bool:
    columns = np.flatnonzero(strip.any(axis=0))
    return len(columns) > 0 and float(columns[0]) <= NEAR * height


def _reach_rest(
    top: Point, bottom: Point, other: Point, ink: NDArray[np.uint8], others: NDArray[np.float64]
) -> float:
    """As ``_reach`` where print goes on beyond what is looked at for a mark: as far as characters follow one
    another, none of them in another line. What fills the line's height, as a frame does, or hardly any of it,
    as a rule, is no print."""
    height = float(np.hypot(bottom[0] - top[0], bottom[1] - top[1]))
    strip, taken = _strip(top, bottom, other, int(FAR * height), ink, others)
    strip = _without_rules(strip, height)
    mark = _first_mark(strip, max(1, round(WORD * height)))
    if mark is None or mark[0] > NEAR * height or taken[slice(*mark)].any():
        return 0.0
    rest = strip[:, slice(*mark)]
    if not SMALL < _height(rest) <= TALL or rest.mean() < DENSE:
        return 0.0
    return float(mark[1] + max(2, 0.08 * height))


def _without_rules(strip: NDArray[np.bool_], height: float) -> NDArray[np.bool_]:
    """The strip without level runs longer than any stroke: a frame beside which detection broke off."""
    mask = strip.astype(np.uint8)
    runs = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, int(RULE * height) | 1), np.uint8))
    beside = np.asarray(cv2.dilate(runs, np.ones((3, 1), np.uint8)), dtype=np.bool_)
    return strip & ~beside


def _strip(
    top: Point, bottom: Point, other: Point, steps: int, ink: NDArray[np.uint8], others: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The ink beyond the end, height × ``steps`` outwards, and which steps lie in another line."""
    along = np.array(top) - np.array(other)
    along = along / max(float(np.hypot(*along)), 1e-6)
    down = np.array(bottom) - np.array(top)
    rows = max(4, int(np.hypot(*down)))
    out = np.arange(1, steps + 1)[None, :, None] * along
    points = np.array(top) + out + np.linspace(0, 1, rows)[:, None, None] * down
    x, y = np.rint(points[..., 0]).astype(int), np.rint(points[..., 1]).astype(int)
    inside = (x >= 0) & (y >= 0) & (x < ink.shape[1]) & (y < ink.shape[0])
    marked = np.zeros(x.shape, np.bool_)
    marked[inside] = ink[y[inside], x[inside]] > 0
    middle = points[rows // 2]
    taken = (
        (others[:, None, 0] < middle[:, 0])
        & (middle[:, 0] < others[:, None, 2])
        & (others[:, None, 1] < middle[:, 1])
        & (middle[:, 1] < others[:, None, 3])
    ).any(axis=0)
    return marked, taken


def _first_mark(strip: NDArray[np.bool_], blank: int) -> tuple[int, int] | None:
    """Start and end of the first run of columns with ink, its gaps narrower than ``blank``; ``None``
    where there is none or it goes on past the strip."""
    columns = np.flatnonzero(strip.any(axis=0))
    if not len(columns):
        return None
    gaps = np.flatnonzero(np.diff(columns) > blank)
    end = int(columns[gaps[0]] if len(gaps) else columns[-1]) + 1
    return None if end + blank > strip.shape[1] else (int(columns[0]), end)


def _height(mark: NDArray[np.bool_]) -> float:
    """How high a mark is, as a share of the line's height."""
    rows = np.flatnonzero(mark.any(axis=1))
    return float(rows[-1] - rows[0] + 1) / len(mark)


def _is_print(mark: NDArray[np.bool_], height: float) -> bool:
    """Whether a mark may be a character: no speck, no rule, and if it is small, where commas stand."""
    rows = np.flatnonzero(mark.any(axis=1))
    tall = _height(mark)
    if mark.sum() < LEAST * height * height or tall > TALL:
        return False
    middle = (rows[0] + rows[-1]) / 2 / len(mark)
    return bool(tall > SMALL or middle > LOW)
