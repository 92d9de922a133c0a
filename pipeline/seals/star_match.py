"""Match a five-pointed star: in dots, and with print across it, it is still like no other shape."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.seals.ring import Mask

POINTS = 5
INNER = 0.39  # of a star's radius: how near its middle the corners between its points are
TURNS = tuple(range(-36, 36, 9))  # degrees: a star repeats five times a turn
CLOSER = (-4, -2, 0, 2, 4)  # degrees about the best of these
MARGIN = 1.15  # of a star's radius: half the side of the square that it is matched in
SIZES = (0.2, 0.24, 0.28, 0.33, 0.38)  # a star's radius as a share of half its seal's height
REACH = 0.48  # the same: half the side of what is looked at, a star and how far it may stand off
CORE = 0.14  # the same: a square that lies within a star
LEAST = 8.0  # of 255: ink below which there is no star
ROUGH = 0.56  # correlation at the nearest of a few turns and sizes below which it is none
SURELY = 0.72  # correlation from which no other look is needed
PALER = 0.7  # of the darkest spot: what a star that print crosses is like
AGAINST = 0.08  # correlation that a star must lose when its points lie where its corners were


def match_star(ink: Mask, x: float, y: float, radius: float) -> tuple[float, float]:
    """How much like a star is what stands at ``x``, ``y`` in ``ink`` (height × width, 255 for full ink), the
    middle of a seal of half height ``radius``: correlation (0-1), and its turn in degrees clockwise.

    Correlation is 0 for what has other than five points.
    """
    half = round(REACH * radius)
    left, top = round(x) - half, round(y) - half
    seen = ink[max(0, top) : top + 2 * half + 1, max(0, left) : left + 2 * half + 1]
    core = max(3, round(CORE * radius) | 1)
    if min(seen.shape, default=0) < half:
        return 0.0, 0.0
    inner = slice(half // 2, -(half // 2) or None)
    level = max(LEAST, float(cv2.blur(seen, (core, core))[inner, inner].max()))
    plain = _best_match(np.minimum(seen, np.uint8(level)), radius)
    return (
        plain if plain[0] >= SURELY else max(plain, _best_match(_without_print(seen, PALER * level), radius))
    )


def _without_print(seen: Mask, level: float) -> Mask:
    """What is clearly darker than ``level`` filled with what stands beside it: across a pale star print
    weighs more than the star itself."""
    pale = (seen <= 1.3 * level).astype(np.float32)
    beside = cv2.blur(seen * pale, (3, 3)) / np.maximum(cv2.blur(pale, (3, 3)), 1e-3)
    return np.asarray(np.where(pale > 0, seen, np.minimum(beside, level)), dtype=np.uint8)


def _best_match(seen: Mask, radius: float) -> tuple[float, float]:
    rough = max(_like(seen, share * radius, turn) for share in SIZES[1::2] for turn in TURNS[::2])
    if rough < ROUGH:
        return 0.0, 0.0
    score, turn, size = max(
        (_like(seen, share * radius, turn), turn, share * radius) for share in SIZES for turn in TURNS
    )
    score, turn = max((_like(seen, size, turn + off), turn + off) for off in CLOSER)
    if score - _like(seen, size, turn + 180 // POINTS) < AGAINST:
        return 0.0, 0.0
    return score, float((turn + 36) % 72 - 36)


def _like(seen: Mask, size: float, turn: int) -> float:
    template = star_template(round(2 * size) / 2, turn)
    if min(seen.shape) < template.shape[0]:
        return 0.0
    return max(0.0, float(cv2.matchTemplate(seen, template, cv2.TM_CCOEFF_NORMED).max()))


@lru_cache(maxsize=2048)
def star_template(size: float, turn: int) -> Mask:
    """A star of that radius (pixels), its first point turned clockwise from straight up (degrees)."""
    fine = 8
    half = int(np.ceil(MARGIN * size))
    side = 2 * half + 1
    angles = np.radians(turn - 90 + np.arange(2 * POINTS) * 180 / POINTS)
    reach = np.where(np.arange(2 * POINTS) % 2 == 0, size, INNER * size)
    points = np.column_stack([np.cos(angles), np.sin(angles)]) * reach[:, None] + half + 0.5
    drawn = np.zeros((side * fine, side * fine), np.uint8)
    cv2.fillPoly(drawn, [np.rint(points * fine).astype(np.int32)], (255,))
    small: NDArray[np.uint8] = np.asarray(
        cv2.resize(drawn, (side, side), interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    return small
