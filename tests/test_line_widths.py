"""How wide the recognizer sees a line."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ocr.recognition import STEPS, line_to_input, whole_canvas
from pipeline.page_image import Image

GREY = 0.01  # how far from 0 the filling's level is at most


def black(width: int) -> Image:
    return np.zeros((48, width, 3), np.uint8)


def filled(seen: np.ndarray) -> int:
    """Columns that are filled up."""
    return int((np.abs(seen[0, 0]) < GREY).all(axis=0).sum())


@pytest.mark.parametrize("width", range(260, 6000, 143))
def test_a_narrowed_line_takes_whole_steps(width: int) -> None:
    seen = line_to_input(black(width))
    assert filled(seen) == 0
    narrowed = 240 + (width - 240) * 0.33
    step = next(step for most, step in STEPS if narrowed <= most)
    assert abs(seen.shape[3] - narrowed) <= step / 2
    assert seen.shape[3] % step == 0


@pytest.mark.parametrize("width", [20, 100, 128, 239])
def test_a_short_line_keeps_its_proportions(width: int) -> None:
    seen = line_to_input(black(width))
    assert seen.shape[3] - filled(seen) == max(32, width)


def test_a_line_at_its_full_width_keeps_its_proportions() -> None:
    seen = whole_canvas(black(1000))
    assert seen.shape[3] - filled(seen) == 1000
