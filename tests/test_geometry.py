"""Points, boxes and transforms: what holds of all of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.preprocess.orient import turn_transform
from schemas.geometry import BBox, PageTransform, Point, Quad

_PLACES = st.floats(-1e4, 1e4)
_POINTS = st.tuples(_PLACES, _PLACES)
_QUADS = st.tuples(_POINTS, _POINTS, _POINTS, _POINTS).map(Quad)
_SIZES = st.integers(1, 10_000)


@st.composite
def _transforms(draw: st.DrawFn) -> PageTransform:
    """What pages undergo: turned, scaled, moved, and seen a little aslant."""
    angle, scale = draw(st.floats(-math.pi, math.pi)), draw(st.floats(0.2, 5))
    across, down = draw(_PLACES), draw(_PLACES)
    slant_x, slant_y = draw(st.floats(-1e-5, 1e-5)), draw(st.floats(-1e-5, 1e-5))
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    return PageTransform(matrix=(cos, -sin, across, sin, cos, down, slant_x, slant_y, 1.0))


def _near(one: Point, other: Point) -> bool:
    return math.dist(one, other) < 1e-3


@given(_transforms(), _POINTS)
def test_back_again(transform: PageTransform, point: Point) -> None:
    there = transform.map_point(point)
    assume(max(map(abs, there)) < 1e6)  # not near the horizon
    assert _near(transform.inverse().map_point(there), point)


@given(_transforms(), _transforms(), _POINTS)
def test_one_after_the_other(first: PageTransform, second: PageTransform, point: Point) -> None:
    middle = first.map_point(point)
    there = second.map_point(middle)
    assume(max(map(abs, (*middle, *there))) < 1e6)
    assert math.dist(first.then(second).map_point(point), there) < 1e-6 * max(1, *map(abs, there)) + 1e-6


@given(_QUADS)
def test_a_box_holds_its_quad(quad: Quad) -> None:
    box = quad.bbox
    assert all(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in quad.points)
    assert Quad.from_bbox(box).bbox == box
    assert Quad.model_validate_json(quad.model_dump_json()) == quad


@given(_PLACES, _PLACES, _PLACES, _PLACES)
def test_a_box_is_in_order_or_none(left: float, top: float, right: float, bottom: float) -> None:
    if left <= right and top <= bottom:
        box = BBox(left=left, top=top, right=right, bottom=bottom)
        assert box.width >= 0 and box.height >= 0
        assert left <= box.center[0] <= right and top <= box.center[1] <= bottom
    else:
        with pytest.raises(ValueError, match="left <= right"):
            BBox(left=left, top=top, right=right, bottom=bottom)


def _corners(width: int, height: int) -> set[Point]:
    """Centers of the corners' pixels."""
    right, bottom = float(width - 1), float(height - 1)
    return {(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)}


@given(_SIZES, _SIZES, st.sampled_from([0, 90, 180, 270]))
def test_a_turned_page_is_on_the_page(width: int, height: int, degrees: int) -> None:
    turn = turn_transform(width, height, degrees)
    turned = (height, width) if degrees in (90, 270) else (width, height)
    corners = _corners(width, height)
    mapped = {tuple(round(value, 6) for value in turn.map_point(corner)) for corner in corners}
    assert mapped == _corners(*turned)
    for corner in corners:
        assert _near(turn.inverse().map_point(turn.map_point(corner)), corner)
