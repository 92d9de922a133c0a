"""A picture of one page or several made small, its long side down, to find where its pages lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.shrink import shrink

Grey: TypeAlias = NDArray[np.uint8]
"""Height × width, the long side down, 0-255."""

SHORT: Final = 400  # pixels of the short side
TALL: Final = 2.0  # long side to short side from which a picture is no page of its own
CONTRAST: Final = 10  # grey levels between the ground in a gutter and the paper beside it
THIN: Final = 17  # strokes, lines and letters are thinner; shadows and grounds are not
INK: Final = 30  # grey levels by which ink is darker than what is around it
_EVEN: Final = 10  # grey levels that one colour spans
_BLANK: Final = 12  # least rows of the margins of two pages that meet
_WRITTEN: Final = 0.003  # share of a page's pixels that are ink, at least


@dataclass(frozen=True)
class Ribbon:
    """The picture made small: ``grey`` as it looks, ``ink`` where strokes and lines are (0 or 255)."""

    grey: Grey
    dark: Grey
    ink: Grey

    @property
    def length(self) -> int:
        return int(self.grey.shape[0])

    @cached_property
    def levels(self) -> NDArray[np.float64]:
        """The middle grey level of each row."""
        return np.asarray(np.median(self.grey, axis=1), dtype=np.float64)

    @cached_property
    def even(self) -> NDArray[np.bool_]:
        """Which rows are of one level from side to side."""
        off = np.abs(self.grey - self.levels[:, None])
        return np.asarray(np.mean(off <= _EVEN, axis=1) > 0.985)


def to_ribbon(grey: Grey) -> Ribbon:
    """The small copy of ``grey``, which lies long side down. Thin lines are not lost in it."""
    length, short = grey.shape
    size = (SHORT, max(1, round(length * SHORT / short)))
    block = max(1, short // SHORT)
    small = shrink(grey, *size)
    darkest = cv2.erode(grey, np.ones((block, block), np.uint8)) if block > 1 else grey
    dark = shrink(np.asarray(darkest, dtype=np.uint8), *size)
    across = cv2.morphologyEx(dark, cv2.MORPH_BLACKHAT, np.ones((1, THIN), np.uint8))
    along = cv2.morphologyEx(dark, cv2.MORPH_BLACKHAT, np.ones((THIN, 1), np.uint8))
    ink = np.asarray(cv2.threshold(cv2.max(across, along), INK, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    return Ribbon(small, dark, ink)


def runs(flags: NDArray[np.bool_], levels: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The runs (from, to) of rows that are flagged and of about one level."""
    starts: list[int] = []
    found: list[tuple[int, int]] = []
    for row in range(len(flags) + 1):
        goes_on = row < len(flags) and bool(flags[row])
        if starts and (not goes_on or abs(levels[row] - levels[starts[0]]) > CONTRAST / 2):
            found.append((starts.pop(), row))
        if goes_on and not starts:
            starts.append(row)
    return found


def blank_bands(ribbon: Ribbon) -> list[tuple[int, int]]:
    """Runs of rows without ink; what goes from side to side is ground or a page's edge, not ink."""
    share = np.count_nonzero(ribbon.ink, axis=1) / SHORT
    blank = (share <= 0.006) | ribbon.even
    level = np.zeros(len(blank))
    return [(start, end) for start, end in runs(blank, level) if end - start >= _BLANK]


def is_written(ribbon: Ribbon, start: int, end: int) -> bool:
    """Whether the rows hold as much ink as a page does."""
    return bool(np.count_nonzero(ribbon.ink[start:end]) > _WRITTEN * (end - start) * SHORT)


def between(seams: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The parts (from, to) that the seams leave."""
    starts = [0, *(end for _, end in seams)]
    ends = [*(start for start, _ in seams), length]
    return list(zip(starts, ends, strict=True))
