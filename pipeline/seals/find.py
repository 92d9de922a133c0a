"""Find round and oval seals: rings of ink of a seal's size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.shrink import shrink_to
from pipeline.pictures.straight_runs import keep_runs
from pipeline.seals.ring import DIRECTIONS, Mask, Ring, has_ink, ring_points, sample_ring
from pipeline.seals.star_match import match_star
from pipeline.seals.stars import rings_about_stars

RED_WORK, DARK_WORK = 700, 500  # pixels of the long side that rings are sought at
SMALLEST, LARGEST = 0.09, 0.40  # diameter as a share of the page's short side
RED_RING, DARK_RING = 0.62, 0.70  # share of directions in which the ring must be there at least
STAR_RING, OPEN_RING = 0.55, 0.4  # the same about a clear star, a plain one, which print has not
CLEAR_STAR, PLAIN_STAR = 0.72, 0.84  # correlation with a star
ALL_THERE = 0.95  # share of directions of a ring that nothing hides
WHOLE_RING = 0.7  # support from which a ring's middle is looked at without rules too
FULL, PALE = 40, 24  # of 255: ink in a page made small; pale rings are sought among print
MOST_CIRCLES = 60
SAME = 0.12  # share of the radius by which two rings differ that are one
ASTRAY = 0.04  # share of the radius beyond which ink near a guess is not the ring's
ALMOST = 0.045  # share of the radius within which ring points lie


def find_rings(mask: Mask, *, among_text: bool = False, is_sharp: bool = False) -> list[Ring]:
    """Seal-sized rings in ``mask`` (height × width, ink above 0), best supported first, apart.

    ``among_text``: the mask holds the page's print too, which is then asked for a fuller ring unless a
    star stands in its middle, and rings about stars come first. ``is_sharp``: a seal is drawn and not
    pressed, so that within a ring which is all there none is sought.
    """
    small, scale = shrink_to(mask, DARK_WORK if among_text else RED_WORK)
    found = _rings_among_text(small, is_sharp) if among_text else _rings_of_ink(small, is_sharp)
    apart: list[Ring] = []
    for ring in found:
        if all(not _overlap(ring, other) for other in apart):
            apart.append(ring)
    return [ring.scaled(1 / scale) for ring in apart]


def _rings_of_ink(density: Mask, is_sharp: bool) -> list[Ring]:
    ink = np.asarray((density > FULL).astype(np.uint8) * 255)
    rings = _fit_all(ink, _guesses(ink), among_text=False, is_sharp=is_sharp)
    return [ring for ring in rings if ring.support >= RED_RING]


def _rings_among_text(density: Mask, is_sharp: bool) -> list[Ring]:
    """Those about a star first; circles that only tables make are not guessed."""
    ink = np.asarray((density > PALE).astype(np.uint8) * 255)
    rules = straight_rules(ink)
    guesses = (*_guesses(_less(ink, rules)), *rings_about_stars(density, ink))
    bare = _less(density, np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), dtype=np.uint8))
    return _starred_first(density, bare, _fit_all(ink, guesses, among_text=True, is_sharp=is_sharp))


def _fit_all(ink: Mask, guesses: Iterable[Ring], *, among_text: bool, is_sharp: bool) -> list[Ring]:
    """What rings of a seal's size stand near ``guesses``, the best supported and largest first."""
    short = min(ink.shape)
    found: list[Ring] = []
    for guess in sorted(guesses, key=lambda guess: -guess.a) if is_sharp else guesses:
        if is_sharp and any(ring.support >= ALL_THERE and _is_within(guess, ring) for ring in found):
            continue
        ring = None
        for outermost in (False,) if among_text else (True, False):
            fit = _fit(ink, guess, among_text=among_text, outermost=outermost)
            if fit is not None and (ring is None or fit.support > ring.support):
                ring = fit
            if is_sharp and ring is not None and ring.support >= ALL_THERE:
                break
        if ring is not None and _is_sized(ring, short):
            found.append(ring)
    return sorted(found, key=lambda ring: -ring.support * (ring.a + ring.b))


def _starred_first(density: Mask, bare: Mask, rings: Sequence[Ring]) -> list[Ring]:
    """Of ``rings`` among print those about a star, and after them those that are clear without. ``bare`` is
    ``density`` without rules."""
    different: list[Ring] = []
    for ring in rings:
        if ring.support >= OPEN_RING and not any(_is_same(ring, other) for other in different):
            different.append(ring)
    starred = [
        ring
        for ring in different
        if (like := _likeness(density, bare, ring)) >= PLAIN_STAR
        or (ring.support >= STAR_RING and like >= CLEAR_STAR)
    ]
    return starred + [ring for ring in different if ring.support >= DARK_RING and ring not in starred]


def _likeness(density: Mask, bare: Mask, ring: Ring) -> float:
    """How like a star is what stands in its middle (0-1)."""
    where = ring.x, ring.y, min(ring.a, ring.b)
    score = match_star(density, *where)[0]
    if score >= CLEAR_STAR or ring.support < WHOLE_RING:
        return score
    return max(score, match_star(bare, *where)[0])


def straight_rules(ink: Mask) -> Mask:
    """Straight lines along the page and across, longer than the smallest seal: of tables and frames."""
    long = max(1, round(SMALLEST * min(ink.shape)))
    return keep_runs(ink, long, upright=False) | keep_runs(ink, long, upright=True)


def _is_within(guess: Ring, ring: Ring) -> bool:
    away = float(np.hypot(guess.x - ring.x, guess.y - ring.y))
    return away < 0.5 * min(ring.a, ring.b) and guess.a + guess.b < 1.05 * (ring.a + ring.b)


def _is_sized(ring: Ring, short: int) -> bool:
    least, most = sorted((2 * ring.a, 2 * ring.b))
    return SMALLEST * short <= least and most <= LARGEST * short


def _less(one: Mask, other: Mask) -> Mask:
    return np.asarray(cv2.subtract(one, other), dtype=np.uint8)


def _is_same(one: Ring, other: Ring) -> bool:
    near = SAME * min(other.a, other.b)
    return bool(
        np.hypot(one.x - other.x, one.y - other.y) < near
        and abs(one.a - other.a) < near
        and abs(one.b - other.b) < near
    )


def _guesses(ink: Mask) -> Iterator[Ring]:
    """Ellipses about joined-up ink and in holes within it (what a ring shuts in is clear of what
    touches it from outside), and circles that the Hough transform sees through overlaps."""
    short = min(ink.shape)
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
