"""Characters that a line strikes out: the file has them still, and the paper says them no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import TextChar
from pipeline.pictures.straight_runs import keep_runs
from pipeline.preprocess.line_shape import slant
from pipeline.stage_times import stage
from pipeline.text_layer.half import HalfSize, to_half
from schemas.geometry import BBox
from schemas.page import UNREAD, InkLayer, TextLine

_LONG: Final = 1.4  # heights of a line from which a level run of ink is no stroke of one character
_ABOVE, _BELOW = 0.35, 0.7  # of its height, between which a run is neither over- nor underline
_TWO: Final = 1.6  # widths of a character that a line which strikes is longer than
_NARROW: Final = 0.8  # of its height that a character counts as wide at least: figures are half as wide
_END: Final = 0.25  # of its width beyond the characters that the line does not reach
_THICK: Final = 0.5  # of the rows between that a run which is no ground fills at most
_SIDE: Final = 0.04  # of a character's width that the line which strikes it may lack at each side


@stage("lines")
def without_struck(
    half: HalfSize, chars: Sequence[TextChar], lines: Sequence[TextLine], seals: Iterable[BBox]
) -> list[TextChar] | None:
    """The layer's ``chars``, those of its ``lines`` that are struck out as such that nothing maps: what is
    said there instead is for a person. ``None`` where none is; strokes of ``seals`` strike nothing."""
    level = [line for line in lines if line.layer is not InkLayer.PALE and not slant(line.quad)]
    if not level:
        return None
    long = max(2, round(_LONG * median(line.quad.bbox.height for line in level) / 2))
    runs = keep_runs(half.inked, long, upright=False)
    for seal in seals:
        runs[to_half(seal)] = 0
    crossed = [line.quad.bbox for line in level if _is_crossed(runs, line.quad.bbox)]
    struck = {
        id(char)
        for box in crossed
        for char in _find_struck(half, runs, [c for c in chars if box.holds(c.box.center)])
    }
    if not struck:
        return None
    return [replace(char, text=UNREAD) if id(char) in struck else char for char in chars]


def _is_crossed(runs: NDArray[np.uint8], box: BBox) -> bool:
    return cv2.hasNonZero(runs[to_half(_middle(box))])


def _middle(box: BBox) -> BBox:
    top, bottom = box.top + _ABOVE * box.height, box.top + _BELOW * box.height
    return BBox(left=box.left, top=top, right=box.right, bottom=bottom)


def _find_struck(half: HalfSize, runs: NDArray[np.uint8], chars: Iterable[TextChar]) -> Iterator[TextChar]:
    """Characters of a line that one thin run covers from side to side and no farther, as a ground does: so
    many that it is longer than two whose strokes touch, and most with print on both sides of it."""
    row = sorted(
        (char for char in chars if char.is_level and not char.text.isspace()), key=lambda char: char.box.left
    )
    for at, own in groupby(row, key=lambda char: _covered_at(runs, char.box) is not None):
        found = list(own) if at else []
        if not found:
            continue
        first, last = found[0].box, found[-1].box
        wide = max(max(char.box.width, _NARROW * char.box.height) for char in found)
        printed = sum(_is_printed(half, runs, char.box) for char in found)
        if (
            last.right - first.left > _TWO * wide
            and 2 * printed >= len(found)
            and not _is_run(runs, first, first.left - _END * wide)
            and not _is_run(runs, last, last.right + _END * wide)
        ):
            yield from found


def _covered_at(runs: NDArray[np.uint8], box: BBox) -> tuple[int, int] | None:
    """The first and last row at half the size of the thin run that covers the character; ``None`` of none."""
    side = _SIDE * box.width
    inner = BBox(left=box.left + side, top=box.top, right=box.right - side, bottom=box.bottom)
    rows, columns = to_half(_middle(inner))
    whole = np.flatnonzero(runs[rows, columns].all(axis=1))
    if not 0 < len(whole) < _THICK * (rows.stop - rows.start):
        return None
    return rows.start + int(whole[0]), rows.start + int(whole[-1])


def _is_run(runs: NDArray[np.uint8], box: BBox, x: float) -> bool:
    """Whether the run that covers the character reaches ``x``, in pixels of the page."""
    covered, column = _covered_at(runs, box), round(x / 2)
    return covered is not None and 0 <= column < runs.shape[1] and bool(runs[covered[0], column])


def _is_printed(half: HalfSize, runs: NDArray[np.uint8], box: BBox) -> bool:
    """Whether there is print above and below the run that covers the character."""
    covered = _covered_at(runs, box)
    if covered is None:
        return False
    rows, columns = to_half(box)
    above = half.inked[rows.start : max(rows.start, covered[0] - 1), columns]
    below = half.inked[covered[1] + 2 : rows.stop, columns]
    return bool(above.any()) and bool(below.any())
