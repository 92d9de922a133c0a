"""Find round and oval seals: rings of ink of a seal's size."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.seals.ring import DIRECTIONS, Mask, Ring, has_ink, ring_points, sample_ring
from pipeline.seals.stars import rings_about_stars
from pipeline.shrink import shrink_to

RED_WORK, DARK_WORK = 700, 500  # pixels of the long side that rings are sought at
SMALLEST, LARGEST = 0.09, 0.40  # diameter as a share of the page's short side
RED_RING, DARK_RING = 0.62, 0.80  # share of directions in which the ring must be there
STAR_RING = 0.6  # the same about a star, which print has not
MOST_CIRCLES = 60
ASTRAY = 0.04  # share of the radius beyond which ink near a guess is not the ring's
ALMOST = 0.045  # share of the radius within which ring points lie


def find_rings(mask: Mask, *, among_text: bool = False) -> list[Ring]:
    """Seal-sized rings in ``mask`` (height × width, ink above 0), best supported first, apart.

    ``among_text``: the mask holds the page's print too, which is then asked for a fuller ring.
    """
    small, scale = shrink_to(mask, DARK_WORK if among_text else RED_WORK)
    ink = np.asarray((small > 40).astype(np.uint8) * 255)
    short = min(ink.shape)
    found: list[Ring] = []
    ways = (False,) if among_text else (True, False)
    stars = list(rings_about_stars(ink)) if among_text else []
    for guess in (*_guesses(ink, short), *stars):
        fits = [_fit(ink, guess, among_text=among_text, outermost=outermost) for outermost in ways]
        ring = max(filter(None, fits), key=lambda ring: ring.support, default=None)
        if (
            ring is None
            or not SMALLEST * short <= 2 * min(ring.a, ring.b) <= 2 * max(ring.a, ring.b) <= LARGEST * short
        ):
            continue
        least = STAR_RING if guess in stars else DARK_RING if among_text else RED_RING
        if ring.support >= least:
            found.append(ring)
    found.sort(key=lambda ring: -ring.support * (ring.a + ring.b))
    apart: list[Ring] = []
    for ring in found:
        if all(not _overlap(ring, other) for other in apart):
            apart.append(ring)
    return [ring.scaled(1 / scale) for ring in apart]


def _guesses(ink: Mask, short: int) -> Iterator[Ring]:
    """Ellipses about joined-up ink and in holes within it (what a ring shuts in is clear of what
    touches it from outside), and circles that the Hough transform sees through overlaps."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    around, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    holes, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    for contour in (*around, *holes):
        _, _, w, h = cv2.boundingRect(contour)
        if max(w, h) < SMALLEST * short or max(w, h) > LARGEST * short or max(w, h) > 2 * min(w, h):
            continue
        hull = cv2.convexHull(contour)
        if len(hull) < 5:
            continue
        (x, y), (full_a, full_b), angle = cv2.fitEllipse(hull)
        yield Ring(x, y, full_a / 2, full_b / 2, _level(angle), 0.0)
    blurred = cv2.GaussianBlur(ink, (0, 0), 1.0)
    circles = cv2.HoughCircles(
        blurred,
        cv2.HOUGH_GRADIENT,
        1.0,
        minDist=SMALLEST * short / 3,
        param1=200,
        param2=28,
        minRadius=int(SMALLEST * short / 2),
        maxRadius=int(LARGEST * short / 2),
    )
    for x, y, radius in [] if circles is None else circles[0][:MOST_CIRCLES]:
        yield Ring(float(x), float(y), float(radius), float(radius), 0.0, 0.0)


def _fit(ink: Mask, guess: Ring, *, among_text: bool, outermost: bool) -> Ring | None:
    """The ellipse through the ink near ``guess``, fitted again to what lies on it.

    A seal's own ink ends at its ring: the ``outermost`` is taken, or, where other ink may lie about
    it, the nearest.
    """
    ring = guess
    for reach in (0.18, 0.08) if outermost else (0.12, 0.06, 0.05):
        points = _near_ink(ink, ring, reach, outermost=outermost)
        if len(points) < DIRECTIONS // 3:
            return None
        (x, y), (full_a, full_b), angle = cv2.fitEllipseDirect(points.astype(np.float32))
        points = points[_distance(points, Ring(x, y, full_a / 2, full_b / 2, angle, 0.0)) < ASTRAY]
        if len(points) < DIRECTIONS // 3:
            return None
        (x, y), (full_a, full_b), angle = cv2.fitEllipseDirect(points)
        if not np.isfinite([x, y, full_a, full_b, angle]).all() or min(full_a, full_b) < 6:
            return None
        ring = Ring(x, y, full_a / 2, full_b / 2, _level(angle), 0.0)
        if max(ring.a, ring.b) > 2.2 * min(ring.a, ring.b):
            return None
    return Ring(ring.x, ring.y, ring.a, ring.b, ring.angle, _support(ink, ring, among_text=among_text))


def _level(angle: float) -> float:
    return (angle + 90) % 180 - 90


def _near_ink(ink: Mask, ring: Ring, reach: float, *, outermost: bool) -> NDArray[np.float32]:
    """For each direction that has ink within ``reach`` (share of the radius): its position."""
    radii = np.linspace(1 + reach, 1 - reach, max(9, int(reach * (ring.a + ring.b))))
    if not outermost:
        radii = radii[np.argsort(np.abs(radii - 1), kind="stable")]
    points = ring_points(ring, radii, DIRECTIONS)
    hits = has_ink(ink, points)
    first = hits.argmax(axis=1)
    rows = np.flatnonzero(hits.any(axis=1))
    return np.asarray(points[rows, first[rows]], dtype=np.float32)


def _distance(points: NDArray[np.float32], ring: Ring) -> NDArray[np.float64]:
    """How far each point is from the ring, as a share of the radius in its direction."""
    cos, sin = np.cos(np.radians(ring.angle)), np.sin(np.radians(ring.angle))
    x, y = points[:, 0] - ring.x, points[:, 1] - ring.y
    along, across = (x * cos + y * sin) / max(ring.a, 1.0), (y * cos - x * sin) / max(ring.b, 1.0)
    return np.asarray(np.abs(np.hypot(along, across) - 1), dtype=np.float64)


def _support(ink: Mask, ring: Ring, *, among_text: bool) -> float:
    """Share of directions with ink on the ring, and, unless text may stand there, none outside it.

    Among text the ring must be met closely: print lies everywhere near a circle, seldom on it.
    """
    if among_text:
        return float(sample_ring(ink, ring, within=ALMOST / 2).mean())
    on = sample_ring(ink, ring, within=ALMOST)
    outside = has_ink(ink, ring_points(ring, np.linspace(1.09, 1.16, 3), DIRECTIONS)).any(axis=1)
    return float((on & ~outside).mean() * 0.5 + on.mean() * 0.5)


def _overlap(one: Ring, other: Ring) -> bool:
    return bool(np.hypot(one.x - other.x, one.y - other.y) < 0.6 * max(one.a, other.a, one.b, other.b))
