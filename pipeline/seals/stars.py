"""Find stars on a page and, about each, the ring that it is the middle of: where a ring is open or touched by
print, no outline leads to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.seals.ring import Mask, Ring, has_ink, ring_points
from pipeline.seals.star_match import match_star

LEAST, MOST = 0.02, 0.12  # a star's size as a share of the page's short side
POINTS = 5
FIVEFOLD = 0.12  # of the mean radius: how far the outline's five points stand out
MOST_STARS = 12
BROKEN = (5.6, 7.0, 8.8, 11.0)  # pixels: sizes of stars that are sought in dots
SPOT = 0.12  # how much more ink stands in a star's middle than about it
LIKE = 0.78  # correlation from which a spot is a star
MIDDLING = 0.28  # a star's size as a share of half its seal's height
SIZES = np.geomspace(2.2, 5.5, 16)  # a seal's half height, in half widths of its star
ASPECTS = (1.0, 1.25, 1.35, 1.45)  # width by height
TURNS = (-20.0, -10.0, 0.0, 10.0, 20.0)  # degrees that an oval may be turned
NEAR = np.array([0.96, 1.0, 1.04])  # of the radius: how near ink must be to a guess
PROMISING = 0.45  # share of directions in which it is


def rings_about_stars(density: Mask, ink: Mask) -> Iterator[Ring]:
    """For each star the ellipse about it that most ink stands on, as a guess. ``ink`` (0 or 255) is where
    there is any in a page made small, ``density`` (0-255) how much."""
    for x, y, radius in [*_stars(ink), *_broken_stars(density)]:
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


def _broken_stars(density: Mask) -> list[tuple[float, float, float]]:
    """The same for stars in dots, or with print across them, by how like a star they are: solid spots with
    little about them. Small ones are left out, since print is like those."""
    ink = density.astype(np.float32) / 255
    spots = []
    for radius in BROKEN:
        about = int(4.5 * radius) | 1
        alone = cv2.GaussianBlur(ink, (0, 0), radius / 3) - 1.5 * cv2.blur(ink, (about, about))
        reach = int(2 * radius) | 1
        peaks = (alone >= cv2.dilate(alone, np.ones((reach, reach), np.uint8))) & (alone > SPOT)
        spots += [(float(alone[y, x]), float(x), float(y), radius) for y, x in np.argwhere(peaks)]
    found = []
    for x, y, radius in _apart(sorted(spots, reverse=True)):
        score, _ = match_star(density, x, y, radius / MIDDLING)
        if score >= LIKE:
            found.append((x, y, radius))
    return found


def _apart(spots: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float, float]]:
    """Place and size of the first ``MOST_STARS`` that lie in none before them."""
    apart: list[tuple[float, float, float]] = []
    for _, x, y, radius in spots:
        if all(math.hypot(x - other_x, y - other_y) > reach for other_x, other_y, reach in apart):
            apart.append((x, y, radius))
            if len(apart) == MOST_STARS:
                break
    return apart


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
