"""一 at the end of a person's name: detection cuts a lone stroke off, and recognition leaves it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.lost_print.first_strokes import SCORE, find_stroke
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

_NAME: Final = "[\u4e00-\u9fff]{1,3}"
_LABELLED: Final = re.compile(rf"[人者]\s*[:：]\s*{_NAME}$")
_ALONE: Final = re.compile(_NAME)
_LABEL: Final = re.compile(r"[人者]\s*[:：]?$")
_STEP: Final = 0.9  # line heights from one ideograph to the next where a name is too short to tell
# Such steps behind the last one's middle, which is known to half a column of the recognizer, from which the
# stroke is sought, and up to which.
_BEGINS: Final = (0.5, 0.4, 0.3)
_ENDS: Final = 1.9


@stage("lines")
def with_last_strokes(lines: Sequence[TextLine], printed: NDArray[np.uint8]) -> list[TextLine]:
    """The lines, those that end with a name behind its label with 一 where a level stroke stands alone behind
    it. ``printed`` (height × width) marks print with 255, in the pixels of the lines."""
    return [_with_last(line, printed) if _ends_with_name(line, lines) else line for line in lines]


def _ends_with_name(line: TextLine, lines: Sequence[TextLine]) -> bool:
    if line.layer in (InkLayer.PALE, InkLayer.RED) or not line.is_placed:
        return False
    return _LABELLED.search(line.text) is not None or (
        _ALONE.fullmatch(line.text) is not None and any(_is_label(other, line) for other in lines)
    )


def _is_label(other: TextLine, line: TextLine) -> bool:
    """Whether ``other`` is a person's label in the row of ``line``."""
    box, own = other.quad.bbox, line.quad.bbox
    level = abs(box.center[1] - own.center[1]) < 0.6 * own.height
    return level and box.right < own.left + own.height and _LABEL.search(other.text) is not None


def _with_last(line: TextLine, printed: NDArray[np.uint8]) -> TextLine:
    long = length(line.quad)
    if not long:
        return line
    step = _step(line, long)
    last = line.char_positions[-1]
    for first in (last + begins * step for begins in _BEGINS):
        strip = crop_quad(printed, line.quad.part(first, last + _ENDS * step))
        left = find_stroke(strip, step * long)
        if left is not None:
            middle = first + left / long + step / 2
            return line.longer("一", (middle,), max(1.0, middle + 0.6 * step), SCORE)
    return line


def _step(line: TextLine, long: float) -> float:
    """From one ideograph of the name to the next, as a share of the line's length."""
    usual = _STEP * thickness(line.quad) / long
    return min(usual, line.char_positions[-1] - line.char_positions[-2]) if len(line.text) > 1 else usual
