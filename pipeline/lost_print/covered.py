"""Characters under a bar: what somebody blacked out, or a label stuck over a value's end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.lost_print.passed_over import with_unread
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.geometry import BBox, PageTransform
from schemas.page import UNREAD, InkLayer, TextLine

_BAR: Final = 0.6  # line heights that a bar is wide at least: no stroke of a character is
_BAND: Final = (0.2, 0.8)  # of the line's height that it fills
_FULL: Final = 0.9  # share of a column's band that it fills, and of a square that is looked for
_BEHIND: Final = 1.2  # line heights from the last character's middle within which it begins
_LOWEST: Final = 8  # pixels of a line's height at half the page's size, from which strokes and bars differ
_GROUND: Final = 0.2  # share of the page that bars cover at most: more is a dark ground
_STAMPED: Final = (InkLayer.PALE, InkLayer.RED)
_HALF: Final = PageTransform(matrix=(0.5, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 1.0))


@stage("lines")
def tell_covered(
    lines: Sequence[TextLine], inked: NDArray[np.uint8], seals: Iterable[BBox]
) -> list[TextLine]:
    """The lines with U+FFFD, of score 0, for a bar that lies on one or begins where it ends. ``inked`` (0 or
    255) marks ink of any colour on the page at half its size; ``seals`` (in pixels of the page, as the lines)
    are none."""
    high = [thickness(line.quad) / 2 for line in lines if line.layer not in _STAMPED]
    if not high:
        return list(lines)
    side = max(2, round(_BAR * median(high)))
    solid = np.asarray(cv2.blur(inked, (side, side)), dtype=np.uint8)
    solid = np.asarray(cv2.threshold(solid, int(_FULL * 255), 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    for seal in seals:
        solid[_to_half(seal)] = 0
    if not 0 < cv2.countNonZero(solid) < _GROUND * solid.size:
        return list(lines)
    return [line if line.layer in _STAMPED else _told(line, inked, solid) for line in lines]


def _to_half(box: BBox) -> tuple[slice, slice]:
    rows = slice(max(0, int(box.top / 2)), max(0, int(box.bottom / 2) + 1))
    return rows, slice(max(0, int(box.left / 2)), max(0, int(box.right / 2) + 1))


def _told(line: TextLine, inked: NDArray[np.uint8], solid: NDArray[np.uint8]) -> TextLine:
    long, high = length(line.quad), thickness(line.quad)
    if high / 2 < _LOWEST or not line.is_placed or not line.text:
        return line
    reach = _BEHIND * high / long
    first, last = line.char_positions[0] - reach, line.char_positions[-1] + reach
    start, end = min(0.0, first), max(1.0, last + _BAR * high / long)
    strip = _HALF.map_quad(line.quad.part(start, end))
    if not cv2.hasNonZero(crop_quad(solid, strip)):
        return line
    cut = crop_quad(inked, strip) > 127
    band = cut[int(_BAND[0] * cut.shape[0]) : int(_BAND[1] * cut.shape[0]) + 1]
    bars = [
        (start + left * (end - start), start + right * (end - start))
        for left, right in _bars(band, _BAR * cut.shape[0])
    ]
    if any(left < line.char_positions[0] for left, _ in bars):  # light print on a dark ground
        return line
    for left, right in reversed(bars):
        if left <= last:
            line = _with_bar(line, left, right)
    return line


def _bars(band: NDArray[np.bool_], least: float) -> Iterator[tuple[float, float]]:
    """From which share (0-1) of the strip to which its columns are full, where at least ``least`` are."""
    full = np.concatenate(([False], band.mean(axis=0) >= _FULL, [False]))
    edges = np.flatnonzero(full[1:] != full[:-1])
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if stop - start >= least:
            yield float(start) / band.shape[1], float(stop) / band.shape[1]


def _with_bar(line: TextLine, left: float, right: float) -> TextLine:
    """The line without what was read of a bar between these shares of its length, and with one character
    there that was not read."""
    kept = [at for at, place in enumerate(line.char_positions) if not left <= place <= right]
    index = sum(line.char_positions[at] < left for at in kept)
    bare = line.model_copy(
        update={
            "text": "".join(line.text[at] for at in kept),
            "char_positions": tuple(line.char_positions[at] for at in kept),
            "char_confidences": tuple(line.char_confidences[at] for at in kept),
            "verified": tuple(kept.index(at) for at in line.verified if at in kept),
        }
    )
    if index < len(bare.text):
        return with_unread(bare, index, (left + right) / 2)
    return bare.longer(UNREAD, [(left + right) / 2], max(1.0, right), 0.0) if bare.text else line
