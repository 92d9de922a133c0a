"""Sheets that lie apart on a scanner's bed or a desk come out one by one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.load.split import find_pages
from pipeline.page_image import Image

_BROAD, _HIGH = (700, 495), (495, 700)  # width, height


def _bed(
    ground: int, sheets: list[tuple[tuple[int, int], tuple[int, int], float]], paper: int = 246
) -> Image:
    """1500 × 1300 pixels with sheets of (width, height) about (x, y), turned clockwise by degrees."""
    bed = np.full((1300, 1500, 3), ground, dtype=np.uint8)
    for size, middle, turn in sheets:
        corners = cv2.boxPoints((middle, size, turn)).astype(np.int32)
        cv2.fillPoly(bed, [corners], (paper, paper, paper))
        for row in range(-4, 5):
            start = (middle[0] - size[0] // 3, middle[1] + row * size[1] // 12)
            cv2.line(bed, start, (start[0] + size[0] // 2, start[1] + round(turn)), (40, 40, 40), 6)
    return bed


def _holds(place: tuple[int, int, int, int], point: tuple[int, int]) -> bool:
    left, top, right, bottom = place
    return left < point[0] < right and top < point[1] < bottom


@pytest.mark.parametrize("ground", [20, 120, 228])
@pytest.mark.parametrize(
    ("sheets", "middles"),
    [
        ([(_HIGH, (320, 420), 1.5), (_BROAD, (1050, 900), -2.0)], [(320, 420), (1050, 900)]),
        ([(_BROAD, (420, 300), 0.0), (_BROAD, (1000, 980), 3.0)], [(420, 300), (1000, 980)]),
        ([(_HIGH, (1150, 380), 1.0), (_HIGH, (330, 500), 1.0)], [(330, 500), (1150, 380)]),
        (
            [(_BROAD, (370, 300), 0.0), (_BROAD, (1120, 330), 1.0), (_BROAD, (700, 950), 0.0)],
            [(370, 300), (1120, 330), (700, 950)],
        ),
    ],
)
def test_sheets_on_a_bed(
    ground: int, sheets: list[tuple[tuple[int, int], tuple[int, int], float]], middles: list[tuple[int, int]]
) -> None:
    places = find_pages(_bed(ground, sheets))
    assert [[_holds(place, middle) for place in places].index(True) for middle in middles] == list(
        range(len(middles))
    )
    assert len(places) == len(middles)


def test_a_place_keeps_all_of_its_sheet() -> None:
    (one, _) = find_pages(_bed(60, [(_BROAD, (420, 300), 0.0), (_BROAD, (1000, 980), 3.0)]))
    assert one[0] <= 70 and one[1] <= 52 and one[2] >= 770 and one[3] >= 548


@pytest.mark.parametrize(
    "sheets",
    [
        [(_BROAD, (700, 600), 2.0)],  # one sheet
        [(_BROAD, (420, 300), 0.0), ((120, 80), (1200, 1000), 0.0)],  # and a card beside it
        [(_BROAD, (420, 400), 0.0), (_BROAD, (700, 700), 2.0)],  # one over the other
        [(_HIGH, (490, 600), 0.0), (_HIGH, (990, 600), 0.0)],  # one that is folded
        [((1300, 300), (750, 300), 0.0), ((1300, 300), (750, 900), 0.0)],  # bands of a screen
    ],
)
def test_what_are_no_sheets_side_by_side(
    sheets: list[tuple[tuple[int, int], tuple[int, int], float]],
) -> None:
    picture = _bed(120, sheets)
    assert find_pages(picture) == [(0, 0, 1500, 1300)]


def test_shaded_boxes_on_a_page_are_no_sheets() -> None:
    """Text stands beside them, which would be lost."""
    page = _bed(255, [(_BROAD, (420, 300), 0.0), (_BROAD, (1000, 980), 0.0)], paper=200)
    assert len(find_pages(page)) == 2
    cv2.putText(page, "beside", (900, 400), cv2.FONT_HERSHEY_SIMPLEX, 3, (0, 0, 0), 6)
    assert find_pages(page) == [(0, 0, 1500, 1300)]


@pytest.mark.parametrize(("point", "count"), [((1050, 60), 1), ((150, 60), 2), ((700, 1270), 2)])
def test_small_print_beside_them_is_kept(point: tuple[int, int], count: int) -> None:
    """A note below two copies on one page, or a number above two boxes: too little to tell of a page."""
    page = _bed(255, [(_BROAD, (420, 360), 0.0), (_BROAD, (1000, 950), 0.0)], paper=200)
    cv2.putText(page, "2019-03-05", point, cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    places = find_pages(page)
    assert len(places) == count
    assert any(
        left <= point[0] and point[0] + 170 <= right and top <= point[1] - 20 and point[1] <= bottom
        for left, top, right, bottom in places
    )
