"""The picture of one character of a line."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.network import to_ink
from pipeline.page_image import Image, to_grey

HIGH, WIDE = 40, 48
"""Pixels of a window: a line is as high, and a character with a part of its neighbours as wide."""

Windows: TypeAlias = NDArray[np.float32]
"""Count × HIGH × WIDE, 0 = paper, 1 = ink."""


def cut_window(line: Image, share: float) -> NDArray[np.float32]:
    """The window about the character whose middle is at ``share`` (0-1) of the length of a level line (BGR,
    any height); beyond its ends there is paper."""
    grey = to_grey(line)
    height, width = grey.shape
    wide = height * WIDE / HIGH
    paper = float(np.median(grey))
    framed = np.pad(grey, ((0, 0), (height, height)), constant_values=round(paper))
    left = max(0, round(height + share * width - wide / 2))
    ink = to_ink(framed[:, left : left + round(wide)], HIGH)[:, :WIDE]
    return np.pad(ink, ((0, 0), (0, WIDE - ink.shape[1])))
