"""。 at the end of a line: a copier leaves the thin ring so pale that recognition passes over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import is_cjk
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

STOP: Final = "。"
SCORE: Final = 0.5  # of such a mark: a copier's dirt may look so, too, so that a person is asked
_CLOSING: Final = frozenset(")）】」》”")
_LEAST: Final = 16  # pixels of a line's height from which a ring is told from noise
_BEHIND: Final = (0.0, 1.6)  # line heights behind the last character's middle within which it stands
_SIZE: Final = (0.14, 0.42)  # line heights that it is wide and high
_ROUND: Final = 1.5  # times that it may be longer one way than the other
_LOW: Final = 0.5  # of the line's height below which its middle is
_PALE: Final = (8.0, 3.5)  # levels, and spreads of the paper's own, by which it is darker than paper
_HOLLOW: Final = 0.7  # of its ring's ink that its middle has at most
_BROKEN: Final = 0.8  # share of the directions in which the ring is there
_DIRECTIONS: Final = 24


@stage("lines")
def with_pale_stops(lines: Sequence[TextLine], page: Image) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), those of print behind whose last character a small ring stands
    with 。 there."""
    return [
        line if line.layer in (InkLayer.PALE, InkLayer.RED) else _with_stop(line, lines, page)
        for line in lines
    ]


def _with_stop(line: TextLine, lines: Sequence[TextLine], page: Image) -> TextLine:
    long = length(line.quad)
    if len(line.char_positions) != len(line.text) or not line.text or not long:
        return line
    if not (is_cjk(line.text[-1]) or line.text[-1] in _CLOSING):
        return line
    high = thickness(line.quad)
    if high < _LEAST:
        return line
    first, last = (line.char_positions[-1] + reach * high / long for reach in _BEHIND)
    ring = _find_ring(255 - to_grey(crop_quad(page, line.quad.part(first, last))))
    if ring is None:
        return line
    left, right = (first + side / long for side in ring)
    middle = line.quad.part((left + right) / 2, (left + right) / 2).bbox.center
    if any(other.quad.bbox.holds(middle) for other in lines if other is not line):
        return line
    return _ended(line, (left + right) / 2, max(1.0, right + 0.1 * high / long))


def _find_ring(dark: NDArray[np.uint8]) -> tuple[float, float] | None:
    """Where a ring begins and ends that stands alone at the foot of a strip."""
    height, width = dark.shape
    smooth = cv2.GaussianBlur(dark.astype(np.float32), (0, 0), 1.0)
    paper = float(np.median(smooth))
    spread = 1.48 * float(np.median(np.abs(smooth - paper)))
    marked = smooth > paper + max(_PALE[0], _PALE[1] * spread)
    _, _, stats, _ = cv2.connectedComponentsWithStats(marked.astype(np.uint8))
    least, most = (share * height for share in _SIZE)
    for left, top, wide, high, _ in sorted(stats[1:].tolist()):
        if max(wide, high) < least:
            continue  # dirt
        is_ring = (
            least <= min(wide, high)
            and max(wide, high) <= min(most, _ROUND * min(wide, high))
            and top + high / 2 > _LOW * height
            and left > 0
            and left + wide < width
            and _is_hollow(smooth - paper, left + (wide - 1) / 2, top + (high - 1) / 2, (wide + high) / 4)
        )
        if is_ring:
            return float(left), float(left + wide)
    return None


def _is_hollow(ink: NDArray[np.float32], x: float, y: float, radius: float) -> bool:
    """Whether ink stands all about a middle that has less."""
    turns = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    reaches = np.linspace(0.5, 1.0, 6)[:, None] * radius
    at_x, at_y = x + reaches * np.cos(turns), y + reaches * np.sin(turns)
    around = cv2.remap(ink, at_x.astype(np.float32), at_y.astype(np.float32), cv2.INTER_LINEAR).max(axis=0)
    middle = float(ink[round(y), round(x)])
    full = float(np.median(around))
    return middle < _HOLLOW * full and float((around > full / 2).mean()) >= _BROKEN


def _ended(line: TextLine, middle: float, end: float) -> TextLine:
    """The line as far as ``end``, in shares of its length, with 。 in ``middle``."""
    places = (*line.char_positions, middle)
    return line.model_copy(
        update={
            "text": line.text + STOP,
            "quad": line.quad.part(0.0, end),
            "char_positions": tuple(place / end for place in places),
            "char_confidences": (*line.char_confidences, SCORE) if line.char_confidences else (),
        }
    )
