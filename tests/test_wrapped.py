"""Characters of a wrapped value in the row below it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.missed_lines import with_wrapped
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.wrapped import find_wrapped
from schemas.geometry import BBox, Quad
from tests.alone import Alone
from tests.lines import line

DOMAIN = Quad.from_bbox(BBox(left=100, top=100, right=400, bottom=140))


def ink(*marks: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    page = np.zeros((400, 600), np.uint8)
    for left, top, right, bottom in marks:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), -1)
    return page


def test_a_letter_below_is_found() -> None:
    (found,) = find_wrapped([DOMAIN], [DOMAIN], ink((110, 105, 390, 135), (240, 160, 252, 180)))
    assert found.bbox == BBox(left=230, top=150, right=263, bottom=191)


@pytest.mark.parametrize(
    "marks",
    [(), ((110, 160, 390, 163),), ((110, 155, 130, 178), (300, 155, 320, 178)), ((240, 230, 252, 250),)],
    ids=["nothing", "a rule", "a row of its own", "further down"],
)
def test_what_is_no_end_of_the_line_above(marks: tuple[tuple[int, int, int, int], ...]) -> None:
    assert find_wrapped([DOMAIN], [DOMAIN], ink((110, 105, 390, 135), *marks)) == []


def test_a_letter_of_another_line_is_its_own() -> None:
    below = Quad.from_bbox(BBox(left=220, top=150, right=300, bottom=190))
    assert find_wrapped([DOMAIN], [DOMAIN, below], ink((240, 160, 252, 180))) == []


def test_a_rule_between_lines_that_cover_the_rest_of_it_is_no_letter() -> None:
    beside = Quad.from_bbox(BBox(left=20, top=164, right=118, bottom=204))
    marks = ((110, 105, 390, 135), (108, 20, 113, 380))
    assert find_wrapped([DOMAIN], [DOMAIN, beside], ink(*marks)) == []


def test_without_domains_nothing_is_sought() -> None:
    assert find_wrapped([], [DOMAIN], ink((240, 160, 252, 180))) == []


def test_below_a_line_aslant_it_is_sought_along_it() -> None:
    aslant = Quad(((100, 140), (400, 120), (402, 160), (102, 180)))
    (found,) = find_wrapped([aslant], [aslant], ink((110, 200, 122, 222)))
    assert found.bbox.left < 110
    assert found.bbox.right > 122
    (further,) = find_wrapped([aslant], [aslant], ink((300, 180, 312, 202)))
    assert 280 < further.bbox.left < 300
    assert find_wrapped([aslant], [aslant], ink((300, 230, 312, 252))) == []


def test_a_letter_that_the_line_above_reaches_into_is_found_whole() -> None:
    (found,) = find_wrapped([DOMAIN], [DOMAIN], ink((110, 105, 390, 125), (240, 131, 252, 158)))
    assert found.bbox.top < 131
    assert found.bbox.bottom > 158


@pytest.mark.parametrize(
    ("above", "read", "kept"),
    [
        ("宁波市海曙区阜通东大街214号长城大厦25楼B0", "7", True),
        ("宁波市海曙区阜通东大街214号长城大厦25楼B0", "注", False),
        ("经营许可证编号：浙B2-20190046", "2", False),
        ("宁波清河信息技术有限公", "司", True),
        ("qinghe-shequ.c", "n", True),
        ("qinghe-shequ.c", "2", False),
        ("杭州清河网络科技有限公司", "2", False),
    ],
)
def test_what_is_the_rest_of_a_value(above: str, read: str, kept: bool) -> None:
    """A character alone in its row, which detection passes over."""
    page = np.full((400, 1200, 3), 255, np.uint8)
    cv2.rectangle(page, (115, 152), (127, 176), (0, 0, 0), -1)
    upper = line(above, 100, 100)
    lines = with_wrapped(Alone(read, 0.97), split_ink(page), [upper])
    assert [entry.text for entry in lines] == ([above, read] if kept else [above])
