from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.preprocess.widen import widen_lines
from schemas.geometry import BBox, Quad

BOX = BBox(left=200, top=100, right=600, bottom=140)
LINE = Quad.from_bbox(BOX)


def ink(*marks: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Print at (left, top, right, bottom), and the text that fills the line."""
    page = np.zeros((300, 800), np.uint8)
    for left, top, right, bottom in [(205, 106, 594, 134), *marks]:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), -1)
    return page


def widened(*marks: tuple[int, int, int, int]) -> BBox:
    (quad,) = widen_lines([LINE], ink(*marks))
    return quad.bbox


@pytest.mark.parametrize(
    "mark",
    [(606, 124, 612, 132), (604, 106, 612, 134)],
    ids=["a comma", "a bracket"],
)
def test_a_mark_close_to_the_end_belongs_to_the_line(mark: tuple[int, int, int, int]) -> None:
    box = widened(mark)
    assert mark[2] < box.right < mark[2] + 8
    assert (box.left, box.top, box.bottom) == (BOX.left, BOX.top, BOX.bottom)


def test_a_mark_before_the_start() -> None:
    assert 180 < widened((186, 124, 192, 132)).left < 186


@pytest.mark.parametrize(
    "mark",
    [
        (606, 60, 610, 200),
        (630, 124, 636, 132),
        (606, 108, 612, 116),
        (608, 128, 609, 129),
        (604, 110, 720, 134),
    ],
    ids=["a rule", "far away", "dirt where no comma stands", "a speck", "what goes on"],
)
def test_what_is_no_mark_of_the_line(mark: tuple[int, int, int, int]) -> None:
    assert widened(mark) == BOX


def test_what_lies_in_another_line_is_its_own() -> None:
    beside = Quad.from_bbox(BBox(left=602, top=100, right=700, bottom=140))
    one, other = widen_lines([LINE, beside], ink((606, 124, 612, 132)))
    assert (one, other) == (LINE, beside)


def test_along_a_slanted_line() -> None:
    turn = cv2.getRotationMatrix2D((400, 150), -5, 1)
    points = np.array(LINE.points) @ turn[:, :2].T + turn[:, 2]
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    page = cv2.warpAffine(ink((606, 124, 612, 132)), turn, (800, 300))
    (quad,) = widen_lines([Quad((a, b, c, d))], np.asarray(page, np.uint8))
    (x, y), (u, v) = quad.points[0], quad.points[1]
    assert 408 < np.hypot(u - x, v - y) < 424
    assert quad.points[0] == pytest.approx(a) and quad.points[3] == pytest.approx(d)


FIGURES = [(604 + 26 * at, 108, 622 + 26 * at, 134) for at in range(5)]


def _hollow(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    for left, top, right, bottom in FIGURES:
        cv2.rectangle(page, (left + 5, top + 5), (right - 5, bottom - 5), (0,), -1)
    return page


@pytest.mark.parametrize("frame", [None, (0, 101, 799, 103)])
def test_the_rest_of_a_line_that_was_broken_off(frame: tuple[int, int, int, int] | None) -> None:
    """NO.2132 of NO.213229397 was accepted: a frame lies beside it, where detection ended."""
    page = _hollow(ink(*FIGURES, *([frame] if frame else [])))
    (quad,) = widen_lines([LINE], page)
    assert FIGURES[-1][2] < quad.bbox.right < FIGURES[-1][2] + 8


def test_the_rest_ends_where_print_does() -> None:
    far = (FIGURES[-1][2] + 40, 108, FIGURES[-1][2] + 58, 134)
    (quad,) = widen_lines([LINE], _hollow(ink(*FIGURES, far)))
    assert quad.bbox.right < far[0]


def test_a_rule_or_a_pale_scatter_is_no_rest_of_a_line() -> None:
    dots = [(604 + 9 * at, 110 + 5 * (at % 4), 605 + 9 * at, 111 + 5 * (at % 4)) for at in range(12)]
    for marks in ([(604, 120, 799, 122)], dots):
        assert widened(*marks) == BOX
