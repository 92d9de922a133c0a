"""Rings of black seals that are open or touched by print are found about their star."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.seals.find import find_rings
from pipeline.seals.level import CLEAR_STAR, find_pose
from pipeline.seals.star_match import match_star

Mask = NDArray[np.uint8]


def star(page: Mask, x: int, y: int, radius: float, points: int = 5) -> None:
    corners = []
    for at in range(2 * points):
        reach, angle = radius * (1.0 if at % 2 == 0 else 0.38), math.pi * at / points - math.pi / 2
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    cv2.fillPoly(page, [np.rint(corners).astype(np.int32)], (255,))


def page_with_open_ring(points: int = 5, arc: int = 250) -> Mask:
    """A ring whose upper right is missing, a row of print that touches it, and its star."""
    page = np.zeros((2300, 1600), np.uint8)
    cv2.ellipse(page, (600, 900), (165, 118), -6.0, 0, arc, (255,), 6)
    for left in range(380, 900, 34):
        cv2.rectangle(page, (left, 1010), (left + 22, 1032), (255,), 4)
    star(page, 600, 900, 32, points)
    return page


def test_an_open_ring_about_a_star() -> None:
    (ring,) = find_rings(page_with_open_ring(), among_text=True)
    assert [ring.x, ring.y] == [pytest.approx(600, abs=12), pytest.approx(900, abs=12)]
    assert max(ring.a, ring.b) == pytest.approx(165, rel=0.1)
    assert min(ring.a, ring.b) == pytest.approx(118, rel=0.1)


@pytest.mark.parametrize(
    ("points", "arc"), [(4, 250), (6, 250), (5, 120)], ids=["four", "six", "half a ring"]
)
def test_other_shapes_and_lesser_arcs_are_no_seal(points: int, arc: int) -> None:
    assert find_rings(page_with_open_ring(points, arc), among_text=True) == []


def dotted(page: Mask, share: float) -> Mask:
    """What a fax leaves of grey: every dot with a chance of ``share``."""
    keep = np.random.default_rng(5).random(page.shape) < share
    return np.where(keep, page, 0).astype(np.uint8)


def page_of_dots() -> Mask:
    """A seal in dots, a table's rules and a line of solid print across it."""
    page = np.zeros((2300, 1600), np.uint8)
    cv2.ellipse(page, (700, 800), (160, 160), 0.0, 0, 360, (255,), 5)
    star(page, 700, 800, 44)
    page = dotted(page, 0.5)
    for y in (850, 960, 1070):
        cv2.line(page, (200, y), (1400, y), (255,), 4)
    for left in range(400, 1100, 34):
        cv2.rectangle(page, (left, 770), (left + 22, 792), (255,), 4)
    return page


def test_a_star_in_dots_that_print_crosses() -> None:
    ring = find_rings(page_of_dots(), among_text=True)[0]
    assert (ring.x, ring.y, ring.a) == pytest.approx((700, 800, 160), abs=10)
    assert find_pose(255 - page_of_dots(), ring, 0.0, among_text=True).star >= CLEAR_STAR


@pytest.mark.parametrize(("points", "like"), [(4, False), (5, True), (6, False), (7, False)])
def test_only_five_points_are_like_a_star(points: int, like: bool) -> None:
    ink = np.zeros((100, 100), np.uint8)
    star(ink, 50, 50, 11, points)
    score, turn = match_star(ink, 50, 50, 40)
    assert (score > 0.9) == like
    assert turn == 0.0
