"""Where ink of one colour may be text."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.preprocess.text_areas import text_areas


def stamp(*, frame: bool, rows: int) -> NDArray[np.uint8]:
    mask = np.zeros((1200, 900), np.uint8)
    if frame:
        cv2.rectangle(mask, (100, 300), (800, 900), (255,), 6)
    for row in range(rows):
        for column in range(10):
            left, top = 250 + 40 * column, 450 + 80 * row
            cv2.rectangle(mask, (left, top), (left + 30, top + 30), (255,), -1)
    return mask


def test_text_in_a_whole_frame_is_found_and_the_frame_is_none() -> None:
    (area,) = text_areas(stamp(frame=True, rows=1))
    assert [area] == text_areas(stamp(frame=False, rows=1))
    assert area.left < 250
    assert area.right > 640
    assert text_areas(stamp(frame=True, rows=0)) == []
