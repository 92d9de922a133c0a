"""一 at the beginning of a line: detection cuts a lone stroke off, and recognition leaves it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import is_cjk
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

SCORE: Final = 0.5  # of such a character: its shape is a dash's, too, so that a person is asked
_LEAST: Final = 3  # ideographs that a line begins with, by which their step is known
_REACH: Final = (1.8, 0.5)  # such steps before the first one's middle within which the stroke stands
_WIDE: Final = (0.45, 1.0)  # steps that it is wide
_FLAT: Final = 0.3  # of its width that it is high at most
_LEVEL: Final = (0.35, 0.65)  # of the line's height where its middle is
_SPECK: Final = 0.1  # of the line's height: what is smaller is dirt
_DATE: Final = frozenset("〇零一二三四五六七八九十年月日")  # dates have looks of their own


@stage("lines")
def with_first_strokes(lines: Sequence[TextLine], printed: NDArray[np.uint8]) -> list[TextLine]:
    """The lines, those of print before whose first ideograph a level stroke stands alone with 一 there.
    ``printed`` (height × width) marks print with 255, in the pixels of the lines."""
    return [
        line if line.layer in (InkLayer.PALE, InkLayer.RED) else _with_first(line, lines, printed)
        for line in lines
    ]


def _with_first(line: TextLine, lines: Sequence[TextLine], printed: NDArray[np.uint8]) -> TextLine:
    step, long = _step(line), length(line.quad)
    if not step or not long:
        return line
    first, last = (line.char_positions[0] - reach * step for reach in _REACH)
    strip = line.quad.part(first, last)
    left = find_stroke(crop_quad(printed, strip), step * long)
    if left is None:
        return line
    start = first + left / long
    middle = line.quad.part(start + step / 2, start + step / 2).bbox.center
    if any(other.quad.bbox.holds(middle) for other in lines if other is not line):
        return line
    return _begun(line, min(0.0, start - 0.1 * step), start, step)


def _step(line: TextLine) -> float:
    """From one ideograph to the next where the line begins with enough of them, as a share of its length; 0
    where it does not, or begins as a date does."""
    count = sum(1 for _ in takewhile(is_cjk, line.text))
    if count < _LEAST or len(line.char_positions) != len(line.text) or line.text[0] in _DATE:
        return 0.0
    return (line.char_positions[count - 1] - line.char_positions[0]) / (count - 1)


def find_stroke(strip: NDArray[np.uint8], step: float) -> float | None:
    """Where a level stroke begins that stands alone in the strip; ``step`` and that are in pixels."""
    height, width = strip.shape
    _, _, stats, centers = cv2.connectedComponentsWithStats((strip > 127).astype(np.uint8))
    marks = [
        (left, wide, high, float(center[1]))
        for (left, _, wide, high, _), center in zip(stats[1:].tolist(), centers[1:], strict=True)
        if max(wide, high) > _SPECK * height
    ]
    if len(marks) != 1:
        return None
    left, wide, high, middle = marks[0]
    alone = left > 0 and left + wide < width
    fits = _WIDE[0] * step <= wide <= _WIDE[1] * step and high <= _FLAT * wide
    level = _LEVEL[0] * height <= middle <= _LEVEL[1] * height
    return float(left) if alone and fits and level else None


def _begun(line: TextLine, start: float, stroke: float, step: float) -> TextLine:
    """The line from ``start`` on, a share of its length before it, with 一 from ``stroke`` on."""
    places = (stroke + step / 2, *line.char_positions)
    return line.model_copy(
        update={
            "text": "一" + line.text,
            "quad": line.quad.part(start, 1.0),
            "char_positions": tuple((place - start) / (1.0 - start) for place in places),
            "char_confidences": (SCORE, *line.char_confidences) if line.char_confidences else (),
            "verified": tuple(at + 1 for at in line.verified),
        }
    )
