"""A seal laid level, as if pressed upright: what its ring and its star tell of how it is turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.seals.ring import Ring
from pipeline.seals.star_match import match_star

Plane: TypeAlias = NDArray[np.float32]
Matrix: TypeAlias = NDArray[np.float64]

RADIUS = 180  # pixels that half the seal's height takes in its levelled picture
FURTHEST = 25.0  # degrees that a seal may be turned from the page's text
INSIDE = 0.95  # of the radius: within the ring
HEART = 0.33  # of the radius: about the star, clear of all text
LOOK = int(1.6 * HEART * RADIUS)  # pixels each way of the middle within which a star is looked at
THICK = 9  # pixels of the picture: strokes up to this are no part of a star
AGREE = 4.0  # degrees
LEAST_STAR = 0.02  # of the radius squared: a star's area
DARKER = 0.2  # of full ink by which print must be darker than the star to be told from the seal
CLEAR_STAR, PLAIN_STAR = 0.35, 0.5  # evenness from which five points are a star, are beyond doubt
COARSE = 36  # pixels of half a seal's height at which a star is matched
LESS = 0.2  # by how much correlation with a star says less than evenness


@dataclass(frozen=True)
class Pose:
    """How a seal lies on the page: ``to_page`` takes offsets from its middle, in units of half its
    height, to offsets on the page; it is ``aspect`` times as wide as high. ``turn`` is its angle to
    the page's text in degrees clockwise, ``star`` (0-1) how surely a star with five points stands
    in its middle."""

    ring: Ring
    to_page: Matrix
    aspect: float
    turn: float
    star: float


@dataclass(frozen=True)
class LevelSeal:
    """``picture`` is grey, ink dark on white, white beyond the ring; the seal's center is its middle
    and its ring touches its edges."""

    picture: Image
    pose: Pose

    @property
    def star(self) -> float:
        return self.pose.star

    @property
    def ring(self) -> Ring:
        height, width = self.picture.shape[:2]
        return Ring(width / 2, height / 2, width / 2, height / 2, 0.0, 1.0)

    def with_picture(self, picture: Image) -> LevelSeal:
        return LevelSeal(picture, self.pose)


def find_pose(image: Image, ring: Ring, page_skew: float, *, among_text: bool = False) -> Pose:
    """How the seal in ``ring`` lies: an oval by its axes, a round one by its star, and as the page's
    text (``page_skew``, degrees clockwise) where no star is seen.

    A round seal that a camera saw aslant becomes round again. ``among_text``: print may lie across the star.
    """
    if ring.is_oval:
        tilt = ring.angle if ring.a > ring.b else (ring.angle + 180) % 180 - 90
        if abs(tilt - page_skew) > FURTHEST:
            tilt = page_skew
        long, short = max(ring.a, ring.b), min(ring.a, ring.b)
        pose = Pose(ring, _turn(tilt) * short, long / short, tilt - page_skew, 0.0)
        return replace(pose, star=find_star(_heart(image, pose, among_text), among_text=among_text)[1])
    circle = _turn(ring.angle) @ np.diag([ring.a, ring.b]) @ _turn(-ring.angle)
    pose = Pose(ring, circle @ _turn(page_skew), 1.0, 0.0, 0.0)
    tilt, star = find_star(_heart(image, pose, among_text), among_text=among_text)
    if star < CLEAR_STAR or abs(tilt) > FURTHEST:
        return replace(pose, star=star)
    return Pose(ring, circle @ _turn(page_skew + tilt), 1.0, tilt, star)


def lay_level(image: Image, pose: Pose) -> LevelSeal:
    """The seal cut out of ``image`` as if pressed upright; its picture is of the same kind, grey or BGR."""
    width, height = round(2 * RADIUS * pose.aspect), 2 * RADIUS
    picture = _lay(image, pose, (0, 0), (width, height))
    inside = np.zeros((height, width), np.uint8)
    cv2.ellipse(inside, ((width / 2, height / 2), (INSIDE * width, INSIDE * height), 0), (255,), -1)
    picture[inside == 0] = 255
    return LevelSeal(picture, pose)


def _heart(image: Image, pose: Pose, among_text: bool) -> Image:
    """As much of the seal laid level as ``find_star`` looks at: among print all of it."""
    if among_text:
        return lay_level(image, pose).picture
    reach = LOOK + 2 * THICK
    left, top = round(2 * RADIUS * pose.aspect) // 2 - reach, RADIUS - reach
    return _lay(image, pose, (left, top), (2 * reach, 2 * reach))


def _lay(image: Image, pose: Pose, start: tuple[int, int], size: tuple[int, int]) -> Image:
    """The part from ``start`` on of ``size`` (across, down) of the picture in which a seal lies level."""
    step = pose.to_page / RADIUS
    middle = np.array([round(2 * RADIUS * pose.aspect) / 2, RADIUS])
    corner = np.array([pose.ring.x, pose.ring.y]) + step @ (np.array(start) - middle)
    picture = cv2.warpAffine(
        image,
        np.column_stack([step, corner]),
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(picture, dtype=np.uint8)


def _turn(degrees: float) -> Matrix:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin], [sin, cos]])


def to_ink(picture: Image) -> Plane:
    """How much ink (0-1) stands at each pixel."""
    return np.asarray(np.clip((235 - picture.astype(np.float32)) / 235, 0, 1), dtype=np.float32)


def without_print(seal: LevelSeal) -> LevelSeal:
    """The seal without what is clearly darker than its star: print that it lies over."""
    ink = to_ink(seal.picture)
    star = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((THICK, THICK), np.uint8))
    middle, reach = RADIUS, int(HEART * RADIUS)
    across = seal.picture.shape[1] // 2
    heart = star[middle - reach : middle + reach, across - reach : across + reach]
    if seal.star < PLAIN_STAR or not (heart > 0.2).any():
        return seal
    darker = (ink > float(np.median(heart[heart > 0.2])) + DARKER).astype(np.uint8)
    picture = seal.picture.copy()
    picture[cv2.dilate(darker, np.ones((5, 5), np.uint8)) > 0] = 255
    return seal.with_picture(picture)


def filled(seal: LevelSeal) -> float:
    """How much of the seal between its star and its ring is inked (0-1)."""
    rows, columns = np.indices(seal.picture.shape[:2])
    ring = seal.ring
    away = np.hypot((columns - ring.x) / ring.a, (rows - ring.y) / ring.b)
    return float(to_ink(seal.picture)[(away > HEART) & (away < INSIDE - 0.05)].mean())


def find_star(picture: Image, *, among_text: bool = False) -> tuple[float, float]:
    """The turn of the star in the middle in degrees clockwise, and how surely it is one (0-1).

    A star in doubt keeps its turn where two looks at it agree. ``among_text`` print
    has such rhythms too, and how sure it is tells its match with a star.
    """
    ink = (to_ink(picture) * 255).astype(np.uint8)
    turn, star = _rhythm(ink)
    if among_text:
        matched_turn, matched = _matched(ink)
        return (turn if star >= PLAIN_STAR else matched_turn), matched
    if star >= PLAIN_STAR:
        return turn, star
    smooth_turn, smooth = _rhythm(np.asarray(cv2.medianBlur(ink, THICK), dtype=np.uint8))
    if smooth >= PLAIN_STAR:  # in halftone or worn ink
        return smooth_turn, smooth
    agree = min(star, smooth) > 0 and abs(turn - smooth_turn) < AGREE
    return (turn if agree else 0.0), max(star, smooth)


def _matched(ink: NDArray[np.uint8]) -> tuple[float, float]:
    height, width = ink.shape
    size = round(width * COARSE / RADIUS), round(height * COARSE / RADIUS)
    coarse = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    score, turn = match_star(coarse, size[0] / 2, size[1] / 2, COARSE)
    return turn, max(0.0, score - LESS)


def _rhythm(ink: NDArray[np.uint8]) -> tuple[float, float]:
    """A star's ink repeats five times a turn: what it weighs in that rhythm tells turn and sureness."""
    bold = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((THICK, THICK), np.uint8))
    middle_y, middle_x, reach = bold.shape[0] // 2, bold.shape[1] // 2, LOOK
    heart = bold[middle_y - reach : middle_y + reach, middle_x - reach : middle_x + reach]
    share = np.asarray(heart, dtype=np.float32) / max(float(heart.max()), 25.0)
    y, x = (np.indices(share.shape) - reach) / RADIUS
    at_x, at_y = 0.0, 0.0
    for near in (HEART * 1.2, HEART, HEART):
        weights = share * (np.hypot(x - at_x, y - at_y) < near)
        weight = float(weights.sum())
        if weight < LEAST_STAR * RADIUS**2:
            return 0.0, 0.0
        at_x, at_y = float((weights * x).sum()) / weight, float((weights * y).sum()) / weight
    pull = share * np.hypot(x - at_x, y - at_y) ** 3 * (np.hypot(x - at_x, y - at_y) < HEART)
    rhythm = (pull * np.exp(5j * np.arctan2(y - at_y, x - at_x))).sum()
    turn = (np.degrees(np.angle(rhythm)) + 5 * 90) / 5
    return float((turn + 36) % 72 - 36), float(abs(rhythm) / pull.sum())
