"""Sheets of paper of one breadth set below one another, whose margins a watermark or a ground goes over.

Set with no space between them they fill the picture exactly: the length tells where they must meet, and there
what stands above does not go on below. With space between them that is all that is blank.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.load.ribbon import SHORT, TALL, Ribbon, between, blank_bands, is_written, runs

_PAPER: Final = math.sqrt(2)  # long to short side of a sheet (ISO 216)
_SHEETS: Final = (_PAPER, 1 / _PAPER)
_SPACE: Final = 3  # least rows between two sheets
_NEARLY: Final = 0.06  # of a sheet's length by which it may be trimmed
_EXACT: Final = 0.004  # of the picture's length by which the sheets may miss it; a telephone's screen of 19:9
# is 0.005 off a broad and a high sheet
_REACH: Final = 3  # rows that a seam may lie off where the sheets meet
_AROUND: Final = 9  # rows on each side in which it is seen how far rows are alike
_OTHER, _LESS = 0.15, 0.25  # correlation of rows across a seam, and how much less it is than of those beside


def find_sheets(ribbon: Ribbon) -> list[tuple[int, int]]:
    """Between each two sheets the rows (from, to) that belong to neither: all are high, or a broad one, as a
    license is, stands before high ones, as its annexes are. None where a page goes on."""
    return _parted(ribbon) or _meeting(ribbon)


def _parted(ribbon: Ribbon) -> list[tuple[int, int]]:
    if ribbon.length < TALL * SHORT:
        return []
    seams = [
        (start, end)
        for start, end in runs(ribbon.even, ribbon.levels)
        if end - start >= _SPACE and start > _SPACE and end < ribbon.length - _SPACE
    ]
    lengths = [(end - start) / SHORT for start, end in between(seams, ribbon.length)]
    is_paper = all(any(abs(length / sheet - 1) <= _NEARLY for sheet in _SHEETS) for length in lengths)
    return seams if is_paper else []


def _meeting(ribbon: Ribbon) -> list[tuple[int, int]]:
    for first in _SHEETS:
        count = round((ribbon.length / SHORT - first) / _PAPER)
        lengths = [first, *[_PAPER] * count]
        if count < 1 or abs(sum(lengths) * SHORT - ribbon.length) > _EXACT * ribbon.length:
            continue
        seams = [(row, row) for row in (round(end * SHORT) for end in accumulate(lengths[:-1]))]
        parts = between(seams, ribbon.length)
        if all(is_written(ribbon, *part) for part in parts) and _all_end(ribbon, seams):
            return seams
    return []


def _all_end(ribbon: Ribbon, seams: list[tuple[int, int]]) -> bool:
    """Whether each seam lies in blank rows, or what is above it does not go on."""
    blank = blank_bands(ribbon)
    alike = _alike(ribbon)
    return all(any(start <= row <= end for start, end in blank) or _ends_at(alike, row) for row, _ in seams)


def _ends_at(alike: NDArray[np.float64], row: int) -> bool:
    near = alike[row - _REACH : row + _REACH + 1]
    above, below = alike[row - _REACH - _AROUND : row - _REACH], alike[row + _REACH + 1 :][:_AROUND]
    beside = max(float(np.median(above)), float(np.median(below)))
    return bool(near.min() < min(_OTHER, beside - _LESS))


def _alike(ribbon: Ribbon) -> NDArray[np.float64]:
    """How much what stands above each row is like what stands below it (correlation, -1 to 1)."""
    off = ribbon.grey - ribbon.grey.mean(axis=1, keepdims=True)
    size = np.sqrt((off**2).sum(axis=1))
    above, below = slice(0, -3), slice(3, None)
    alike = np.ones(ribbon.length)
    alike[2:-1] = (off[above] * off[below]).sum(axis=1) / np.maximum(size[above] * size[below], 1e-6)
    return alike
