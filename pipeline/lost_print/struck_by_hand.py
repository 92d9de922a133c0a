"""What somebody struck out on paper, with a ruler: it can be read still, and is no value any more.

Of a drawn page, whose rules lie beside its print, ``text_layer.struck`` tells more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import is_cjk
from pipeline.page_image import to_pixels
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.straight_runs import keep_runs
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.geometry import BBox
from schemas.page import UNREAD, InkLayer, TextLine

_LONG: Final = 1.4  # heights of a line from which a level run of ink is no stroke of one character
_BAND: Final = (0.35, 0.7)  # of its height, between which a run is neither over- nor underline
_COUNT: Final = (2, 8)  # characters that are struck out so: strokes of one, or a rule under many, are others
_TWO: Final = 1.6  # widths of a character that a line which strikes is longer than
_END: Final = 0.8  # of its width beyond the characters that the line does not reach, as a rule would
_THICK: Final = 0.5  # of the rows between that a run which is no ground fills at most
_SIDE: Final = 0.06  # of a character's width that the line which strikes it may lack at each side
_SLOPE: Final = 3  # pixels high that a run is looked at: a pen's line is hardly level
_LOWEST: Final = 10  # pixels of a line's height from which strokes and lines differ
_STAMPED: Final = (InkLayer.PALE, InkLayer.RED)


@stage("lines")
def tell_struck_by_hand(
    lines: Sequence[TextLine], inked: NDArray[np.uint8], seals: Iterable[BBox]
) -> list[TextLine]:
    """The lines with U+FFFD, of score 0, for the ideographs at their ends that are struck out: what is said
    instead is for a person. ``inked`` (height × width, 0 or 255) marks ink of any colour, in the pixels of
    the lines and ``seals``, whose strokes strike nothing.

    On paper rules lie over print that was set off them, and strokes run into one another: only a few
    characters, with print above and below the line on each, are told.
    """
    high = [thickness(line.quad) for line in lines if line.layer not in _STAMPED]
    if not high:
        return list(lines)
    runs = keep_runs(inked, max(2, round(_LONG * median(high))), upright=False)
    for seal in seals:
        runs[to_pixels(seal)] = 0
    if not cv2.hasNonZero(runs):
        return list(lines)
    return [line if line.layer in _STAMPED else _told(line, runs, inked) for line in lines]


def _told(line: TextLine, runs: NDArray[np.uint8], inked: NDArray[np.uint8]) -> TextLine:
    if thickness(line.quad) < _LOWEST or not line.is_placed or len(line.text) < _COUNT[0]:
        return line
    margin = thickness(line.quad) / max(1.0, length(line.quad))
    about = line.quad.part(-margin, 1 + margin)
    level = crop_quad(runs, about)
    band = slice(*(round(share * len(level)) for share in _BAND))
    if not cv2.hasNonZero(np.ascontiguousarray(level[band])):
        return line
    reached = np.asarray(cv2.dilate(level, np.ones((_SLOPE, 1), np.uint8)), np.uint8)[band] > 0
    share = level.shape[1] / (1 + 2 * margin)
    centers = [(place + margin) * share for place in line.char_positions]
    count = _count_struck(line.text, centers, reached, crop_quad(inked, about) > 127, band.start)
    if not count:
        return line
    kept = len(line.text) - count
    return line.model_copy(
        update={
            "text": line.text[:kept] + UNREAD * count,
            "char_confidences": (*line.char_confidences[:kept], *[0.0] * count),
            "verified": tuple(at for at in line.verified if at < kept),
        }
    )


def _count_struck(
    text: str, centers: Sequence[float], runs: NDArray[np.bool_], ink: NDArray[np.bool_], top: int
) -> int:
    """How many ideographs at the end of a ``text``, whose characters stand about these ``centers`` (x), one
    thin run covers from side to side and hardly farther, each with print on both sides of it. ``runs`` are
    those in the middle of the line, from row ``top`` on of its ``ink``."""
    wide = median(after - before for before, after in pairwise(centers))
    count = 0
    for center, char in zip(centers[::-1], text[::-1], strict=True):
        columns = _columns(center, wide)
        covered = _covered_at(runs, columns)
        if covered is None or not is_cjk(char):
            break
        above, below = ink[: max(0, top + covered[0] - 1), columns], ink[top + covered[1] + 2 :, columns]
        if not (above.any() and below.any()):
            break
        count += 1
    if not _COUNT[0] <= count <= _COUNT[1]:
        return 0
    first, last = centers[-count] - wide / 2, centers[-1] + wide / 2
    reaches = any(_is_run(runs, end) for end in (first - _END * wide, last + _END * wide))
    return 0 if reaches or last - first <= _TWO * wide else count


def _columns(center: float, wide: float) -> slice:
    inner = wide * (0.5 - _SIDE)
    return slice(max(0, round(center - inner)), max(1, round(center + inner)))


def _covered_at(runs: NDArray[np.bool_], columns: slice) -> tuple[int, int] | None:
    """The first and last row of the thin run that covers these columns; ``None`` of none."""
    whole = np.flatnonzero(runs[:, columns].all(axis=1))
    if not 0 < len(whole) < _THICK * len(runs):
        return None
    return int(whole[0]), int(whole[-1])


def _is_run(runs: NDArray[np.bool_], column: float) -> bool:
    """Whether a run reaches this column."""
    return 0 <= round(column) < runs.shape[1] and bool(runs[:, round(column)].any())
