"""Frames of stamps that run into what else is printed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.preprocess.ink import split_ink
from pipeline.seals.frame import find_stamp_frames

STAMP = (400, 1900, 1100, 2140)


@pytest.mark.parametrize("foot", [2300, 2040])
def test_a_red_frame_is_found_across_the_page_s_own(foot: int) -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(page)
    for inset in (0, 40, 52):
        pen.rectangle((80 + inset, 80 + inset, 1574 - inset, foot - inset), outline=(70, 50, 40), width=6)
    pen.rectangle(STAMP, outline=(200, 30, 40), width=5)
    pen.text((500, 1980), "x" * 60, (200, 30, 40))
    ink = split_ink(np.asarray(page)[:, :, ::-1].copy())
    (frame,) = find_stamp_frames(ink.inked, ink.mask)
    box = frame.bbox
    assert np.allclose((box.left, box.top, box.right, box.bottom), STAMP, atol=12)
