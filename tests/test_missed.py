from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.preprocess.missed import find_after, find_before, find_missed, is_stroke
from schemas.geometry import BBox, Quad

MONTH = Quad.from_bbox(BBox(left=100, top=100, right=500, bottom=150))
DAY = Quad.from_bbox(BBox(left=620, top=104, right=670, bottom=154))


def ink(*marks: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    page = np.zeros((300, 900), np.uint8)
    for left, top, right, bottom in marks:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), -1)
    return page


def test_print_between_two_pieces_of_a_row() -> None:
    (found,) = find_missed([MONTH, DAY], ink((540, 115, 570, 140)))
    assert found.bbox == BBox(left=500, top=100, right=620, bottom=154)


@pytest.mark.parametrize(
    "marks", [(), ((555, 0, 559, 299),), ((555, 120, 557, 122),)], ids=["blank", "a rule", "a speck"]
)
def test_gaps_without_print(marks: tuple[tuple[int, int, int, int], ...]) -> None:
    assert find_missed([MONTH, DAY], ink(*marks)) == []


def test_print_of_the_line_above_is_its_own() -> None:
    above = Quad.from_bbox(BBox(left=480, top=70, right=640, bottom=128))
    found = find_missed([MONTH, DAY, above], ink((500, 90, 620, 126)))
    assert [quad.bbox.left for quad in found] == []


def test_only_neighbours_of_one_row() -> None:
    below = Quad.from_bbox(BBox(left=620, top=170, right=670, bottom=220))
    far = Quad.from_bbox(BBox(left=800, top=100, right=850, bottom=150))
    mark = ink((540, 115, 570, 140))
    assert find_missed([MONTH, below], mark) == []
    assert find_missed([MONTH, far], mark) == []


TEN = Quad.from_bbox(BBox(left=600, top=100, right=640, bottom=140))  # 十, with room before it
YEAR = [(420 + 40 * at, 105, 450 + 40 * at, 135) for at in range(3)]


def test_print_before_a_numeral() -> None:
    (found,) = find_before([TEN], [TEN], ink(*YEAR))
    assert found.bbox == BBox(left=419, top=100, right=532, bottom=140)


def test_what_is_close_before_a_numeral_is_part_of_it() -> None:
    (found,) = find_before([TEN], [TEN], ink((555, 105, 592, 135)))
    assert found.bbox == BBox(left=554, top=100, right=640, bottom=140)


@pytest.mark.parametrize(
    "marks",
    [(), ((580, 0, 584, 299),), ((400, 120, 600, 122),), ((590, 118, 596, 124),)],
    ids=["blank", "a rule down", "a rule across", "a speck"],
)
def test_no_print_before_a_numeral(marks: tuple[tuple[int, int, int, int], ...]) -> None:
    assert find_before([TEN], [TEN], ink(*marks)) == []


def test_print_beyond_another_line_is_not_before_the_numeral() -> None:
    month = Quad.from_bbox(BBox(left=540, top=102, right=580, bottom=142))
    assert find_before([TEN], [TEN, month], ink(*YEAR)) == []


def test_nothing_is_before_a_numeral_that_reaches_into_another_line() -> None:
    month = Quad.from_bbox(BBox(left=500, top=102, right=606, bottom=142))
    assert find_before([TEN], [TEN, month], ink(*YEAR)) == []


def test_print_after_a_piece() -> None:
    (found,) = find_after([MONTH], [MONTH], ink((540, 115, 570, 140), (600, 115, 640, 140)))
    assert found.bbox == BBox(left=539, top=100, right=642, bottom=150)


def test_what_is_close_after_a_piece_is_part_of_it() -> None:
    (found,) = find_after([MONTH], [MONTH], ink((510, 115, 540, 140)))
    assert found.bbox == BBox(left=100, top=100, right=542, bottom=150)


def test_print_beyond_another_line_is_not_after_the_piece() -> None:
    assert find_after([MONTH], [MONTH, DAY], ink((700, 115, 740, 140))) == []


GAP = Quad.from_bbox(BBox(left=500, top=100, right=620, bottom=150))


@pytest.mark.parametrize(
    ("marks", "stroke"),
    [
        (((540, 123, 580, 127),), True),
        (((540, 123, 580, 127), (600, 110, 602, 112)), True),  # and a speck
        (((540, 112, 580, 116), (536, 135, 584, 139)), False),  # 二
        (((540, 146, 580, 149),), False),  # an underline
        (((500, 123, 620, 127),), False),  # a rule
        (((540, 105, 580, 145),), False),
        ((), False),
    ],
)
def test_a_level_stroke_in_a_gap(marks: tuple[tuple[int, int, int, int], ...], *, stroke: bool) -> None:
    assert is_stroke(GAP, [MONTH, DAY], ink(*marks)) is stroke


def test_a_stroke_of_a_line_is_not_the_gaps() -> None:
    line = Quad.from_bbox(BBox(left=530, top=110, right=590, bottom=140))
    assert not is_stroke(GAP, [MONTH, DAY, line], ink((540, 123, 580, 127)))


@pytest.mark.parametrize("top", [-20, -90])
def test_a_gap_over_the_pages_edge(top: float) -> None:
    above = Quad.from_bbox(BBox(left=500, top=top, right=620, bottom=top + 50))
    assert not is_stroke(above, [], ink((540, 123, 580, 127)))
    assert find_before([above], [above], ink(*YEAR)) == []


def test_the_gap_of_a_row_that_runs_aslant_lies_along_it() -> None:
    """An upright one would hold the row above: 5 degrees are 30 pixels on so wide a gap."""
    first = Quad(((300, 118), (500, 100), (504, 150), (304, 168)))
    last = Quad(((640, 94), (700, 89), (704, 139), (644, 144)))
    (found,) = find_missed([first, last], ink((560, 105, 590, 125)))
    assert found.points == ((500, 100), (640, 94), (644, 144), (504, 150))
