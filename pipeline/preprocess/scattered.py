"""A watermark whose tiles stand on no lattice: one of its lines, found again wherever it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.preprocess.lattice import WORK, Floats
from pipeline.preprocess.light import FAINT, levelled, lift_light, light_to_picture, rank_bright, tile_ink
from pipeline.preprocess.line_shape import length, slant, thickness
from schemas.geometry import PageTransform, Point, Quad

TRIED = 6  # longest lines that are sought again on the page
FILLED = 0.5  # share of its length from which there is a line: characters and little between them
AROUND = 0.35  # line heights above and below a line that are looked at with it
ONWARD = 3.0  # line heights beyond its ends that may be the tile's as well
ALIKE = 0.5  # correlation (-1 to 1) from which a place shows the line
ALIKE_TILE = 0.35  # the same with what all places show together, where print no longer is
THERE = 0.25  # share of the line's ink that a place must have
FEWEST = 5  # places: of fewer laid on one another, print would show
APART = 0.8  # of its length and height that a line is at least from the next
SOUGHT = 18  # pixels that a line is high where it is sought
FITTED = 1  # times that places are fitted to what they show together
MOST = 12  # places, the clearest, that are laid on one another
FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP

# From a tile's pixels, its text level, to the page's: 2 × 3.
Place = NDArray[np.float64]


@dataclass(frozen=True)
class Scattered:
    """``light`` is the share of light (0-1, rows × columns × 3 blue-green-red) that a tile lets
    through, its text level; ``places`` are where it stands, the clearest first."""

    light: Floats
    places: tuple[Place, ...]

    def lift(self, image: Image) -> Image:
        """The page without the watermark: each pixel divided by the light that the tiles let through."""
        whole = np.ones(image.shape, np.float32)
        tall, wide = self.light.shape[:2]
        corners = np.array([[0, 0, 1], [wide, 0, 1], [wide, tall, 1], [0, tall, 1]], dtype=np.float64)
        for place in self.places:
            points = corners @ place.T
            left, top = np.clip(points.min(axis=0) - 1, 0, image.shape[1::-1]).astype(int)
            right, bottom = np.clip(points.max(axis=0) + 2, 0, image.shape[1::-1]).astype(int)
            part = whole[top:bottom, left:right]
            if part.size:
                own = place - np.array([[0, 0, left], [0, 0, top]])
                np.minimum(part, _on_page(self.light, own, part.shape), out=part)
        return lift_light(image, lambda top, bottom: whole[top:bottom])

    def picture(self, wider: float = 1.0) -> tuple[Image, PageTransform]:
        """One tile alone, level and dark on white; and the way from page pixels to its own. It is no wider
        than the tile, however much is asked for."""
        del wider  # there are no others beside it
        (a, b, c), (d, e, f) = cv2.invertAffineTransform(self.places[0])
        return light_to_picture(self.light.min(axis=2)), PageTransform(matrix=(a, b, c, d, e, f, 0, 0, 1))


def find_scattered(image: Image, tilted: Sequence[Quad]) -> Scattered | None:
    """The watermark whose lines some of ``tilted`` are; ``None`` where none of them is there again."""
    level = levelled(image)
    ink = tile_ink(level, tilted)
    lines = [quad for quad in tilted if _filled(ink, quad) > FILLED]
    longest = sorted(lines, key=lambda quad: -length(quad))[:TRIED]
    if not longest:
        return None
    found = [(quad, _find_again(ink, quad, ink, ALIKE)) for quad in longest]
    quad, shifts = max(found, key=lambda entry: len(entry[1]) * length(entry[0]))
    if len(shifts) < FEWEST:
        return None
    first = _fitted(level, quad, shifts)
    alone = _on_page(first.light, _place(quad, (0.0, 0.0)), image.shape)
    shown = tile_ink(np.asarray(alone * 255, dtype=np.uint8), [quad])
    more = _find_again(ink, quad, shown, ALIKE_TILE)
    return _fitted(level, quad, more) if len(more) > len(shifts) else first


def _filled(ink: Floats, quad: Quad) -> float:
    """The share of the line's length that has ink of the tiles in it."""
    place = _place(quad, (0.0, 0.0), 0.0) / WORK
    cut = cv2.warpAffine(ink, place, _size(quad, 0.0), flags=FLAGS)
    return float((cut.max(axis=0) > FAINT).mean())


def _find_again(ink: Floats, quad: Quad, shown: Floats, alike_from: float) -> list[Point]:
    """Shifts (x, y in page pixels) at which ``ink`` has what ``shown`` has at the quad, the most alike
    first; both are pages' (height × width / ``WORK``, 0-1). A tile may be half off the page."""
    step = _step(quad)
    ink, shown = (_shrunk(each, step // WORK) for each in (ink, shown))
    corners = _corners(quad) / step
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    width, height = right - left, bottom - top
    page, pattern = (np.pad(each, ((height, height), (width, width))) for each in (ink, shown))
    pattern = pattern[top + height : bottom + height, left + width : right + width]
    mask = np.zeros(pattern.shape, np.float32)
    cv2.fillConvexPoly(mask, np.rint(corners - (left, top)).astype(np.int32), (1,))
    alike = cv2.matchTemplate(page, pattern, cv2.TM_CCOEFF_NORMED, mask=mask)
    alike = np.where(np.isfinite(alike), alike, 0).astype(np.float32)  # where a page is blank
    there = cv2.matchTemplate(page, pattern * mask, cv2.TM_CCORR) / max(
        float((pattern**2 * mask).sum()), 1e-6
    )
    alike[there < THERE] = 0
    down, across = np.nonzero(alike >= alike_from)
    order = np.argsort(-alike[down, across])
    shifts = step * np.column_stack([across - width - left, down - height - top])[order].astype(np.float64)
    return _apart(shifts, quad)


def _apart(shifts: NDArray[np.float64], quad: Quad) -> list[Point]:
    """Of shifts (n × 2, the best first) those that put no line on another: a line shifted by one
    character resembles itself."""
    angle = math.radians(slant(quad))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    least = np.array([length(quad), thickness(quad)]) * APART
    kept: list[Point] = []
    while len(shifts):
        kept.append((float(shifts[0, 0]), float(shifts[0, 1])))
        shifts = shifts[(np.abs((shifts - shifts[0]) @ turn) > least).any(axis=1)]
    return kept


def _fitted(level: Image, quad: Quad, shifts: Sequence[Point]) -> Scattered:
    """What all places show together, each moved by some pixels to where it shows it best."""
    places = [_place(quad, shift) for shift in shifts]
    light = _fold(level, places, _size(quad))
    for _ in range(FITTED):
        places = [_moved(level, light, place, _step(quad) + 1) for place in places]
        light = _fold(level, places, _size(quad))
    return Scattered(light, tuple(places))


def _moved(level: Image, light: Floats, place: Place, most: int) -> Place:
    """The place moved by at most so many pixels each way to where the page is most like the tile."""
    height, width = light.shape[:2]
    wide = _beyond(place, -most, -most)
    size = (width + 2 * most, height + 2 * most)
    part = cv2.warpAffine(level, wide, size, flags=FLAGS, borderValue=(255, 255, 255))
    tile = np.asarray(light.min(axis=2) * 255, dtype=np.float32)
    alike = cv2.matchTemplate(part.min(axis=2).astype(np.float32), tile, cv2.TM_CCOEFF_NORMED)
    down, across = divmod(int(alike.argmax()), alike.shape[1])
    return _beyond(place, across - most, down - most)


def _step(quad: Quad) -> int:
    """Page pixels to one of the picture that a line is sought in: a line is some ``SOUGHT`` of these high."""
    return WORK * max(1, round(thickness(quad) / (WORK * SOUGHT)))


def _shrunk(ink: Floats, times: int) -> Floats:
    size = max(1, ink.shape[1] // times), max(1, ink.shape[0] // times)
    return np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _beyond(place: Place, across: float, down: float) -> Place:
    """The place begun so many of a tile's pixels further."""
    begun = place.copy()
    begun[:, 2] += place[:, :2] @ np.array([across, down], dtype=np.float64)
    return begun


def _fold(level: Image, places: Sequence[Place], size: tuple[int, int]) -> Floats:
    """The page at all places laid on one another; of each pixel a value brighter than most print."""
    page = np.dstack([level, np.full(level.shape[:2], 255, np.uint8)])
    clearest = places[:MOST]
    return rank_bright(np.array([cv2.warpAffine(page, place, size, flags=FLAGS) for place in clearest]))


def _on_page(light: Floats, place: Place, shape: tuple[int, ...]) -> Floats:
    laid = cv2.warpAffine(light, place, shape[1::-1], flags=cv2.INTER_LINEAR, borderValue=(1, 1, 1))
    return np.asarray(laid, dtype=np.float32)


def _place(quad: Quad, shift: Point, onward: float = ONWARD) -> Place:
    angle = math.radians(slant(quad))
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    middle = np.array(quad.points).mean(axis=0) + shift
    return np.column_stack([turn, middle - turn @ np.array(_size(quad, onward)) / 2])


def _size(quad: Quad, onward: float = ONWARD) -> tuple[int, int]:
    """Width and height of a tile's picture, pixels."""
    thick = thickness(quad)
    return math.ceil(length(quad) + 2 * onward * thick), math.ceil((1 + 2 * AROUND) * thick)


def _corners(quad: Quad) -> NDArray[np.float64]:
    """Of the line and a little about it on the page, 4 × 2."""
    width, height = _size(quad, 0.0)
    points = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], dtype=np.float64)
    return np.asarray(points @ _place(quad, (0.0, 0.0), 0.0).T, dtype=np.float64)
