"""The inks of a page parted: what is left where red was, on paper of any level."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.page_image import Image
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.paper import dark_mask


def stamped(paper: int) -> Image:
    """A page whose white is ``paper``, with a red frame round black lines."""
    page = np.full((1200, 900, 3), 255, np.uint8)
    cv2.rectangle(page, (100, 100), (800, 1100), (60, 40, 210), 12)
    for row in range(5):
        cv2.line(page, (200, 300 + 120 * row), (700, 300 + 120 * row), (20, 20, 20), 4)
    return np.asarray(page * (paper / 255), np.uint8)


@pytest.mark.parametrize("paper", [255, 200, 110, 70])
def test_where_red_was_there_is_paper(paper: int) -> None:
    """White in its place would make dark paper about it ink: the frame of a dim photo."""
    dark = split_ink(stamped(paper)).readable
    assert abs(int(dark[600, 100].max()) - paper) <= 0.25 * paper  # a red as dark as this one leaves a shade
    inked = dark_mask(dark)
    assert 0.008 < np.count_nonzero(inked) / inked.size < 0.012
    assert inked[300, 450]
    assert not inked[600, 130]
