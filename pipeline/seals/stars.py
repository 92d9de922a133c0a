"""Find stars on a page and, about each, the ring that it is the middle of: where a ring is open or touched by
print, no outline leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.seals.ring import Mask, Ring, has_ink, ring_points

LEAST, MOST = 0.02, 0.12  # a star's size as a share of the page's short side
POINTS = 5
FIVEFOLD = 0.12  # of the mean radius: how far the outline's five points stand out
MOST_STARS = 12
SIZES = np.geomspace(2.2, 5.5, 16)  # a seal's half height, in half widths of its star
ASPECTS = (1.0, 1.25, 1.35, 1.45)  # width by height
TURNS = (-20.0, -10.0, 0.0, 10.0, 20.0)  # degrees that an oval may be turned
NEAR = np.array([0.96, 1.0, 1.04])  # of the radius: how near ink must be to a guess
PROMISING = 0.45  # share of directions in which it is


def rings_about_stars(ink: Mask) -> Iterator[Ring]:
    """For each star in ``ink`` (0 or 255) the ellipse about it that most ink stands on, as a guess."""
    for x, y, radius in _stars(ink):
        guesses = [
            Ring(x, y, radius * size * aspect, radius * size, turn, 0.0)
            for size in SIZES
            for aspect in ASPECTS
            for turn in (TURNS if aspect > 1 else (0.0,))
        ]
        met = [float(has_ink(ink, ring_points(guess, NEAR, 60)).any(axis=1).mean()) for guess in guesses]
        best = int(np.argmax(met))
        if met[best] >= PROMISING:
            yield guesses[best]


def _stars(ink: Mask) -> list[tuple[float, float, float]]:
    """Middle and half width of what has five even points, at most ``MOST_STARS``."""
    short = min(ink.shape)
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    found = []
    for outline in (np.asarray(each, dtype=np.int32) for each in outlines):
        _, _, w, h = cv2.boundingRect(outline)
        if LEAST * short <= min(w, h) <= max(w, h) <= min(MOST * short, 1.4 * min(w, h)):
            (x, y), even = _middle(outline), _fivefold(outline)
            if even >= FIVEFOLD:
                found.append((even, (x, y, max(w, h) / 2)))
    return [star for _, star in sorted(found, reverse=True)[:MOST_STARS]]


def _middle(outline: NDArray[np.int32]) -> tuple[float, float]:
    moments = cv2.moments(outline)
    area = max(moments["m00"], 1e-6)
    return moments["m10"] / area, moments["m01"] / area


def _fivefold(outline: NDArray[np.int32]) -> float:
    """The fifth harmonic of the outline's distance from its middle, as a share of the mean distance; 0
    where another one is stronger."""
    x, y = _middle(outline)
    points = outline.reshape(-1, 2).astype(np.float64) - (x, y)
    angles, reach = np.arctan2(points[:, 1], points[:, 0]), np.hypot(points[:, 0], points[:, 1])
    order = np.argsort(angles)
    even = np.interp(
        np.linspace(-np.pi, np.pi, 72, endpoint=False), angles[order], reach[order], period=2 * np.pi
    )
    harmonics = np.abs(np.fft.rfft(even)) / max(float(even.sum()), 1e-6)
    strongest = int(np.argmax(harmonics[1:12])) + 1
    return 2 * float(harmonics[POINTS]) if strongest == POINTS else 0.0
