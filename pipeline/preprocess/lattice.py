"""The lattice on which a watermark's tiles repeat, told by how the page resembles itself when shifted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WORK = 2  # page pixels to a pixel of the picture that is compared with itself
SHARED = 0.15  # share of the page that a shifted page must still cover for the likeness to count
DOUBT = 0.2  # share of the page's overlap whose likeness would be chance
PEAKS = 24  # best likenesses from which the lattice is sought
LEAST = 0.1  # mean likeness (0-1) at the points of a lattice
CHANCE = 95  # percentile of all likenesses that chance may reach near any shift
AS_GOOD = 0.4  # share of a lattice's likeness beyond chance from which a finer one is taken
WHOLE = 0.06  # from a whole number, for a multiple of a vector that was measured
FEWEST_CELLS = 5  # on a page; of fewer laid on one another, print would show
NARROW, LOW = 3.0, 1.3  # line heights that tiles are at least apart, along and across their text


@dataclass(frozen=True)
class Lattice:
    """Tiles repeat at every sum of whole multiples of ``a`` and ``b``, in page pixels.

    ``likeness`` (0-1) is how alike the page is to itself at such shifts.
    """

    a: tuple[float, float]
    b: tuple[float, float]
    likeness: float

    @property
    def basis(self) -> NDArray[np.float64]:
        """2 × 2: ``a`` and ``b`` as columns."""
        return np.array([self.a, self.b], dtype=np.float64).T


def find_lattice(ink: Floats, line_height: float, direction: float) -> Lattice | None:
    """The lattice of the tiles whose ink is ``ink`` (height × width of the page / ``WORK``, 0-1), if any.

    ``line_height`` of the tiles' text is in page pixels, its ``direction`` in degrees clockwise.
    """
    alike = _self_likeness(ink)
    height = line_height / WORK
    peaks = _find_peaks(alike, height, direction)
    found = _best_basis(alike, peaks, height, direction)
    if found is None:
        return None
    basis, likeness = _refine(alike, found)
    if likeness < LEAST:
        return None
    (ax, ay), (bx, by) = (basis * WORK).T
    return Lattice((float(ax), float(ay)), (float(bx), float(by)), likeness)


def _self_likeness(ink: Floats) -> Floats:
    """Autocorrelation, 1 at no shift; the middle of the result is no shift, 0 where little overlaps."""
    height, width = ink.shape
    rows, columns = cv2.getOptimalDFTSize(2 * height), cv2.getOptimalDFTSize(2 * width)
    wave = np.zeros((rows, columns), np.float32)  # a large page's takes 50 MB: it is worked on in its place
    wave[:height, :width] = ink - cv2.blur(ink, (61, 61))
    cv2.dft(wave, dst=wave)
    cv2.mulSpectrums(wave, wave, 0, c=wave, conjB=True)
    alike = np.asarray(cv2.idft(wave, dst=wave, flags=cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT), np.float32)
    shared = np.outer(_shared(rows, height), _shared(columns, width))
    alike *= np.float32((1 + DOUBT) / max(float(alike[0, 0]), 1e-6))
    alike /= shared + np.float32(DOUBT)
    alike[shared < SHARED] = 0
    return np.roll(alike, (rows // 2, columns // 2), axis=(0, 1))


def _shared(steps: int, side: int) -> Floats:
    """The share of a page's side that it has in common with itself, shifted by 0, 1 … and back to -1."""
    away = np.arange(steps, dtype=np.float32)
    return np.maximum(1 - np.minimum(away, steps - away) / side, 0)


def _find_peaks(alike: Floats, height: float, direction: float) -> NDArray[np.float64]:
    """Shifts (x, y) of the highest likenesses in the upper half, best first; n × 2.

    Shifts by less than a tile's least size are left out: characters in a row resemble each other.
    """
    rows, columns = alike.shape
    reach = max(3, round(height)) | 1
    highest = cv2.dilate(alike, np.ones((reach, reach), np.uint8))
    down, right = np.nonzero((alike >= highest) & (alike > LEAST / 2))
    x, y = right.astype(np.float64) - columns // 2, down.astype(np.float64) - rows // 2
    kept = ~_within_tile(x, y, height, direction) & ((y < 0) | ((y == 0) & (x > 0)))
    order = np.argsort(-alike[down, right][kept])[:PEAKS]
    return np.array([x[kept][order], y[kept][order]]).T


def _within_tile(
    x: NDArray[np.float64], y: NDArray[np.float64], height: float, direction: float
) -> NDArray[np.bool_]:
    """Where a shift is shorter than from tile to tile."""
    cos, sin = np.cos(np.radians(direction)), np.sin(np.radians(direction))
    near = (np.abs(x * cos + y * sin) < NARROW * height) & (np.abs(y * cos - x * sin) < LOW * height)
    return np.asarray(near)


def _best_basis(
    alike: Floats, peaks: NDArray[np.float64], height: float, direction: float
) -> NDArray[np.float64] | None:
    """The lattice whose lower half of points is most alike, or the finest that holds it and is
    nearly as good: of one that is too fine, half of the points are like nothing."""
    scored = []
    chance = float(np.percentile(alike[alike != 0], CHANCE))
    for one, two in combinations(peaks, 2):
        basis = np.array([one, two]).T
        area = abs(float(np.linalg.det(basis)))
        if not NARROW * LOW * height * height <= area <= alike.size / 4 / FEWEST_CELLS:
            continue
        basis = _reduced(basis)
        points, _ = _points(basis, alike.shape, 2)
        if len(points) < 3 or _within_tile(basis[0], basis[1], height, direction).any():
            continue
        values = np.sort([_near(alike, point)[0] for point in points])
        lower = float(values[: (len(values) + 1) // 2].mean())
        scored.append(((lower - chance) * math.sqrt(len(values)), area, basis))
    if not scored:
        return None
    best, _, coarse = max(scored, key=lambda entry: entry[0])
    if best <= 0:
        return None
    finer = [entry for entry in scored if entry[0] >= AS_GOOD * best and _holds(entry[2], coarse)]
    return min(finer, key=lambda entry: entry[1])[2]


def _holds(fine: NDArray[np.float64], coarse: NDArray[np.float64]) -> bool:
    """Whether every point of the one lattice is one of the other's."""
    times = np.linalg.solve(fine, coarse)
    return bool(np.abs(times - np.rint(times)).max() < WHOLE)


def _points(
    basis: NDArray[np.float64], shape: tuple[int, ...], furthest: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The lattice's shifts (n × 2) of at most ``furthest`` times each vector in the upper half, and
    the share of the page that each leaves to compare."""
    steps = np.mgrid[-furthest : furthest + 1, -furthest : furthest + 1].reshape(2, -1)
    points = (basis @ steps).T
    upper = (points[:, 1] < 0) | ((points[:, 1] == 0) & (points[:, 0] > 0))
    shared = np.prod(np.maximum(1 - np.abs(points) / (np.array(shape)[::-1] / 2), 0), axis=1)
    kept = upper & (shared > SHARED)
    return points[kept], shared[kept]


def _near(alike: Floats, point: NDArray[np.float64], reach: int = 2) -> tuple[float, NDArray[np.float64]]:
    """The highest likeness within ``reach`` of a shift, and that shift to a fraction of a pixel."""
    rows, columns = alike.shape
    x, y = round(float(point[0])) + columns // 2, round(float(point[1])) + rows // 2
    x, y = min(max(x, reach + 1), columns - reach - 2), min(max(y, reach + 1), rows - reach - 2)
    part = alike[y - reach : y + reach + 1, x - reach : x + reach + 1]
    down, right = divmod(int(part.argmax()), part.shape[1])
    cx, cy = x - reach + right, y - reach + down
    shift = (
        cx - columns // 2 + _vertex(alike[cy, cx - 1 : cx + 2]),
        cy - rows // 2 + _vertex(alike[cy - 1 : cy + 2, cx]),
    )
    return float(part.max()), np.array(shift)


def _vertex(three: Floats) -> float:
    """Where a parabola through three values at -1, 0 and 1 is highest."""
    left, middle, right = (float(value) for value in three)
    bend = left - 2 * middle + right
    return 0.0 if bend >= 0 else max(-0.5, min(0.5, (left - right) / (2 * bend)))


def _refine(alike: Floats, basis: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """The basis fitted to the points of its lattice, near ones first, and the mean likeness there."""
    likeness = 0.0
    for furthest in (1, 2, 4, 8):
        points, shared = _points(basis, alike.shape, furthest)
        steps = np.rint(np.linalg.solve(basis, points.T))
        found = [_near(alike, point) for point in points]
        values = np.array([value for value, _ in found])
        weight = np.sqrt(shared * np.maximum(values, 1e-3))[:, None]
        seen = np.array([place for _, place in found])
        fitted, _, rank, _ = np.linalg.lstsq(steps.T * weight, seen * weight, rcond=None)
        if rank < 2:
            break
        basis, likeness = fitted.T, float(np.average(values, weights=shared))
    return basis, likeness


def _reduced(basis: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same lattice by its two shortest vectors (Gauss)."""
    one, two = basis.T
    while True:
        if one @ one > two @ two:
            one, two = two, one
        times = round(float(one @ two) / float(one @ one))
        if times == 0:
            return np.array([one, two]).T
        two = two - times * one
