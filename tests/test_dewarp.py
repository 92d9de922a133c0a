"""Pages seen aslant: the text's own directions lay it level, and flat pages are only turned."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from pipeline.preprocess.deskew import find_skew, skew_transform
from pipeline.preprocess.dewarp import level_transform
from pipeline.preprocess.line_shape import slant
from pipeline.preprocess.tiles import find_tilted
from schemas.geometry import BBox, PageTransform, Quad

_WIDTH, _HEIGHT = 1654, 2339


def _lines(count: int = 20) -> list[Quad]:
    """A page of lines, some long and some short."""
    tops = np.linspace(250, 2100, count)
    return [
        Quad.from_bbox(BBox(left=240, top=top, right=700 + 130 * (number % 6), bottom=top + 36))
        for number, top in enumerate(tops)
    ]


def _seen(far: float, turn: float = 0.0) -> PageTransform:
    """The page as a camera sees it whose right side is ``far`` shorter than its left, turned clockwise."""
    rise = far * _HEIGHT / 2
    paper = np.array([(0, 0), (_WIDTH, 0), (_WIDTH, _HEIGHT), (0, _HEIGHT)], np.float32)
    photo = np.array([(0, 0), (_WIDTH, rise), (_WIDTH, _HEIGHT - rise), (0, _HEIGHT)], np.float32)
    matrix = cv2.getPerspectiveTransform(paper, photo)
    spin = np.vstack([cv2.getRotationMatrix2D((_WIDTH / 2, _HEIGHT / 2), -turn, 1.0), (0, 0, 1)])
    a, b, c, d, e, f, g, h, i = (float(value) for value in (spin @ matrix).ravel())
    return PageTransform(matrix=(a, b, c, d, e, f, g, h, i))


@pytest.mark.parametrize("far", [-0.15, 0.05, 0.2])
@pytest.mark.parametrize("turn", [-4.0, 0.0, 3.0])
def test_fanning_lines_are_laid_level(far: float, turn: float) -> None:
    seen = [_seen(far, turn).map_quad(quad) for quad in _lines()]
    level = level_transform(_WIDTH, _HEIGHT, seen, find_skew(seen))
    laid = [level.map_quad(quad) for quad in seen]
    assert max(abs(slant(quad)) for quad in seen) > 1
    assert max(abs(slant(quad)) for quad in laid) < 0.3
    tops = [quad.bbox.top for quad in laid]
    assert tops == sorted(tops)


def test_what_stands_side_by_side_stands_level() -> None:
    """Far apart on a fanning page, one piece is where the next row's other piece is."""
    left = [
        Quad.from_bbox(BBox(left=150, top=top, right=500, bottom=top + 36)) for top in range(200, 2200, 100)
    ]
    right = [
        Quad.from_bbox(BBox(left=1150, top=top, right=1500, bottom=top + 36)) for top in range(200, 2200, 100)
    ]
    seen = [_seen(0.18).map_quad(quad) for quad in left + right]
    level = level_transform(_WIDTH, _HEIGHT, seen, find_skew(seen))
    laid = [level.map_quad(quad).bbox for quad in seen]
    for one, other in zip(laid[:20], laid[20:], strict=True):
        assert abs(one.center[1] - other.center[1]) < 10


@pytest.mark.parametrize("skew", [-3.0, 0.0, 1.2])
def test_a_flat_page_is_only_turned(skew: float) -> None:
    back = skew_transform(_WIDTH, _HEIGHT, -skew)
    seen = [back.map_quad(quad) for quad in _lines()]
    level = level_transform(_WIDTH, _HEIGHT, seen, skew)
    assert level.matrix == pytest.approx(skew_transform(_WIDTH, _HEIGHT, skew).matrix)


def test_too_few_lines_tell_no_fan() -> None:
    for quads in ([], _lines()[:7], _lines(60)[:14]):
        seen = [_seen(0.15).map_quad(quad) for quad in quads]
        level = level_transform(_WIDTH, _HEIGHT, seen, 2.0)
        assert level.matrix == pytest.approx(skew_transform(_WIDTH, _HEIGHT, 2.0).matrix)


def test_lines_of_a_stamp_do_not_count() -> None:
    stamp = [
        Quad(((900, 1500 + 60 * n), (1300, 1420 + 60 * n), (1306, 1450 + 60 * n), (906, 1530 + 60 * n)))
        for n in range(3)
    ]
    flat = _lines()
    level = level_transform(_WIDTH, _HEIGHT, [*flat, *stamp], 0.0)
    assert max(abs(slant(level.map_quad(quad))) for quad in flat) < 0.2


def aslant(degrees: float, top: float, length: float) -> Quad:
    """A line of 30 pixels' height."""
    x, y = length * math.cos(math.radians(degrees)), length * math.sin(math.radians(degrees))
    return Quad(((200, top), (200 + x, top + y), (200 + x, top + y + 30), (200, top + 30)))


def test_tiles_that_outnumber_the_lines_are_not_the_page() -> None:
    lines = [aslant(1.0, 100.0 * at, 400) for at in range(4)]
    tiles = [aslant(18.0, 150.0 * at, 1200) for at in range(8)]
    assert find_skew([*lines, *tiles]) == pytest.approx(1.0, abs=0.2)
    assert find_skew(tiles) == pytest.approx(18.0, abs=0.5)


@pytest.mark.parametrize("own", [0.0, 3.0, -3.0])
@pytest.mark.parametrize("beyond", [11.5, 13.0, 16.0])
def test_the_page_does_not_lie_between_its_own_lines_and_as_many_tiles(own: float, beyond: float) -> None:
    """Boxes about a line and a tile that cross lie between the two, and the median with them."""
    lines = [aslant(own, 100.0 * at, 700) for at in range(8)]
    between = [aslant(own + beyond * share, 900.0, 850) for share in (0.4, 0.45, 0.6, 0.7)]
    tiles = [aslant(own + beyond, 150.0 * at, 700) for at in range(8)]
    skew = find_skew([*lines, *between, *tiles])
    assert skew == pytest.approx(own, abs=0.5)
    tilted = find_tilted([*lines, *between, *tiles])
    assert {quad.points for quad in tiles} <= {quad.points for quad in tilted}
    assert not {quad.points for quad in lines} & {quad.points for quad in tilted}


def test_a_page_seen_from_the_side_lies_as_its_lines_do_on_the_whole() -> None:
    """Their slant changes from its top to its foot by degrees."""
    lines = [aslant(2.0 + 0.4 * at, 100.0 * at, 900) for at in range(20)]
    assert find_skew(lines) == pytest.approx(6.0, abs=0.5)
