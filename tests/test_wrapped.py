"""Letters of a wrapped domain in the row below it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.preprocess.wrapped import find_wrapped
from schemas.geometry import BBox, Quad

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


def test_without_domains_nothing_is_sought() -> None:
    assert find_wrapped([], [DOMAIN], ink((240, 160, 252, 180))) == []
