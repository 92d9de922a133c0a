"""Where a page is looked at for red ink: near what shows red at half its size, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.pictures.shrink import halve
from pipeline.preprocess.near_red import find_places, find_red
from pipeline.preprocess.paper import CELL

HEIGHT, WIDTH = 2339, 1655


def page(*marks: tuple[int, int, int, int]) -> np.ndarray:
    """A4 at 200 dots an inch, white, with red oblongs: left, top, right, bottom."""
    sheet = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for left, top, right, bottom in marks:
        sheet[top:bottom, left:right] = (60, 60, 220)
    return sheet


def looked_at(sheet: np.ndarray) -> np.ndarray:
    """How often each pixel of the page lies in a place."""
    red = find_red(halve(sheet))
    assert red is not None
    held = np.zeros((HEIGHT, WIDTH), np.uint8)
    for rows, columns in find_places(red, HEIGHT, WIDTH):
        assert rows.start % CELL == columns.start % CELL == 0
        held[rows, columns] += 1
    return held


def test_a_seal_and_what_is_near_it_is_looked_at() -> None:
    held = looked_at(page((900, 1500, 1300, 1900)))
    assert held[1410:1990, 810:1390].all()
    assert held.mean() < 0.2


def test_a_thin_frame_does_not_make_the_whole_page_looked_at() -> None:
    frame = ((60, 60, 1590, 64), (60, 2270, 1590, 2274), (60, 60, 64, 2274), (1586, 60, 1590, 2274))
    held = looked_at(page(*frame, (900, 1500, 1300, 1900)))
    for left, top, right, bottom in frame:
        assert held[top:bottom, left:right].all()
    assert held.max() == 1
    assert held.mean() < 0.7
    assert not held[700:1200, 700:900].any()


@pytest.mark.parametrize("corner", [(0, 0), (WIDTH - 90, HEIGHT - 90)])
def test_red_at_the_page_s_edge_is_looked_at(corner: tuple[int, int]) -> None:
    left, top = corner
    held = looked_at(page((left, top, left + 90, top + 90)))
    assert held[top : top + 90, left : left + 90].all()


def test_a_speck_is_no_ink() -> None:
    assert find_red(halve(page((800, 1000, 808, 1008)))) is None
