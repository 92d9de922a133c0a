"""Boxes of text detection that hold several rows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.preprocess.stacked import part_rows
from schemas.geometry import BBox, Quad


def quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return Quad.from_bbox(BBox(left=left, top=top, right=right, bottom=bottom))


def ink(*rows: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    page = np.zeros((600, 1200), np.uint8)
    for left, top, right, bottom in rows:
        for x in range(left, right, 40):
            cv2.rectangle(page, (x, top), (min(x + 30, right), bottom), (255,), -1)
    return page


USUAL = [quad(100, 300 + 60 * row, 900, 340 + 60 * row) for row in range(4)]


def test_rows_in_one_box_are_parted_and_those_of_other_boxes_left_out() -> None:
    known = quad(200, 100, 500, 140)
    tall = quad(190, 96, 900, 220)
    page = ink((200, 104, 500, 136), (200, 146, 880, 176), (200, 184, 260, 214))
    *rows, _, _, _, _ = [one for one in part_rows([known, tall, *USUAL], page) if one != known]
    assert [(round(row.bbox.top, -1), round(row.bbox.bottom, -1)) for row in rows] == [(140, 180), (180, 220)]
    assert all(row.bbox.left == 190 and row.bbox.right == 900 for row in rows)


def test_rows_that_two_boxes_hold_are_kept_once() -> None:
    """Each of the two was left out for the other; and the first row for a label that its box just touches."""
    label, upper, lower = quad(20, 96, 204, 144), quad(200, 90, 900, 182), quad(196, 136, 900, 226)
    page = ink((210, 104, 880, 134), (210, 146, 880, 176), (210, 188, 300, 218))
    rows = [one for one in part_rows([label, upper, lower, *USUAL], page) if one not in (label, *USUAL)]
    tops = [round(row.bbox.top, -1) for row in rows]
    assert tops == [100, 140, 180]


def test_one_tall_row_and_a_short_box_stay() -> None:
    title, character = quad(200, 20, 900, 120), quad(950, 100, 1050, 220)
    page = ink((210, 30, 880, 110), (960, 110, 1040, 150), (960, 170, 1040, 210))
    assert part_rows([title, character, *USUAL], page) == [title, character, *USUAL]


def test_a_page_without_lines() -> None:
    assert part_rows([], ink()) == []
