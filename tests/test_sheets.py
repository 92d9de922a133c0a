"""Sheets set below one another whose margins are not blank, or of which the first is broad."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.load.split import find_pages
from pipeline.page_image import Image

_WIDTH, _HIGH, _BROAD = 900, 1273, 636


def _sheet(height: int, *, seed: int) -> Image:
    """Lines of strokes within margins, under slanted bars that reach to the edges and on the next sheet begin
    between the places where they end on this."""
    page = np.full((height, _WIDTH, 3), 250, dtype=np.uint8)
    random = np.random.default_rng(seed)
    for top in range(110, height - 110, 34):
        for left in range(90, 90 + int(random.integers(300, 700)), 22):
            cv2.rectangle(page, (left, top), (left + 14, top + 16), (30, 30, 30), 2)
    across = height // 45 * 45 + 22
    for left in range(-height // 45 * 45, _WIDTH, 45):
        cv2.line(page, (left, height), (left + across, 0), (170, 170, 170), 5)
    return page


def _below(sheets: list[Image], gap: int) -> Image:
    space = np.full((gap, _WIDTH, 3), 255, dtype=np.uint8)
    return np.vstack([part for sheet in sheets for part in (space, sheet)][1:])


def _middles(picture: Image) -> list[float]:
    return [(top + bottom) / 2 for _, top, _, bottom in find_pages(picture)]


@pytest.mark.parametrize("gap", [0, 10, 50])
@pytest.mark.parametrize("heights", [(_HIGH, _HIGH), (_BROAD, _HIGH, _HIGH)])
def test_sheets_under_a_watermark_are_parted(gap: int, heights: tuple[int, ...]) -> None:
    sheets = [_sheet(height, seed=number) for number, height in enumerate(heights)]
    tops = [sum(heights[:number]) + number * gap for number in range(len(heights))]
    expected = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    assert _middles(_below(sheets, gap)) == pytest.approx(expected, abs=gap + 12)


def test_a_page_that_goes_on_where_sheets_would_meet_is_whole() -> None:
    long = _sheet(2 * _HIGH, seed=3)
    assert find_pages(long) == [(0, 0, _WIDTH, 2 * _HIGH)]


def test_a_telephone_screen_is_no_broad_and_high_sheet() -> None:
    """19:9, which is 0.5 % shorter than the two; another picture begins where they would meet."""
    length = round(_WIDTH * 19 / 9)
    screen = np.vstack([_sheet(_BROAD, seed=1), _sheet(length - _BROAD, seed=2)])
    assert len(find_pages(screen)) == 1


def test_a_broad_framed_page_is_parted_from_high_ones() -> None:
    pages = []
    for height, width in ((_BROAD, _WIDTH), (_HIGH - 170, _WIDTH - 150), (_HIGH, _WIDTH)):
        page = np.full((height, _WIDTH, 3), 255, dtype=np.uint8)
        cv2.rectangle(page, (25, 25), (width - 25, height - 25), (60, 120, 160), 6)
        for top in range(150, height - 150, 34):
            cv2.rectangle(page, (120, top), (500 + top % 7 * 30, top + 14), (30, 30, 30), 2)
        pages.append(page)
    assert _middles(np.vstack(pages)) == pytest.approx([318, 1188, 2376], abs=60)
