"""Characters that an engine passed over within a line: one that it does not know leaves a gap with ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import is_cjk
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import length, thickness
from pipeline.stage_times import stage
from schemas.page import UNREAD, InkLayer, TextLine

_SIZE: Final = (0.8, 1.1)  # of a line's height: its characters are so wide, the closest two tell how wide
_WIDE: Final = 1.55  # such widths from center to center of two ideographs between which another may stand
_MIDDLE: Final = 0.6  # of the room between the two that is looked at: their strokes may reach into the rest
_BAND: Final = (0.12, 0.88)  # of the line's height that is looked at: rules and other lines lie beyond
_DENSE: Final = 0.12  # share of it that a character inks at least,
_ACROSS, _DOWN = 0.8, 0.6  # and shares of its columns and rows that have ink: a rule has few of either
_DATE: Final = frozenset("〇零一二三四五六七八九十年月日")  # dates have checks of their own
_FULL: Final = 0.95  # share of a row from which it is a rule's


@stage("lines")
def tell_passed_over(lines: Sequence[TextLine], printed: NDArray[np.uint8]) -> list[TextLine]:
    """The lines with U+FFFD, of score 0, where ink like a character's stands between two ideographs and
    nothing was read. ``printed`` (height × width) marks print with 255, in the pixels of the lines.

    A gap alone tells nothing: names of two characters are set as wide as those of three.
    """
    return [line if line.layer == InkLayer.PALE else _told(line, printed) for line in lines]


def _told(line: TextLine, printed: NDArray[np.uint8]) -> TextLine:
    gaps = list(_wide_gaps(line))
    if not gaps:
        return line
    cut = crop_quad(printed, line.quad) > 127
    for index, left, right in reversed(gaps):
        if _holds_character(cut, left, right):
            line = with_unread(line, index, (left + right) / 2)
    return line


def _wide_gaps(line: TextLine) -> Iterator[tuple[int, float, float]]:
    """Of each wide gap the offset of the character behind it, and the shares (0-1) of the line's length from
    which on and up to which it is free."""
    long = length(line.quad)
    if not line.char_positions or not long:
        return
    steps = dict(_steps(line))
    least, most = (share * thickness(line.quad) / long for share in _SIZE)
    for index, step in steps.items():
        if step < _WIDE * least:
            continue
        closest = min((other for at, other in steps.items() if at != index), default=least)
        size = max(least, min(most, closest))
        if step >= _WIDE * size and not _DATE.issuperset(line.text[index - 1 : index + 1]):
            before, behind = line.char_positions[index - 1 : index + 1]
            yield index, before + size / 2, behind - size / 2


def _steps(line: TextLine) -> Iterator[tuple[int, float]]:
    """How far each ideograph stands from one just before it, by its offset."""
    for index in range(1, len(line.text)):
        if all(map(is_cjk, line.text[index - 1 : index + 1])):
            yield index, line.char_positions[index] - line.char_positions[index - 1]


def _holds_character(cut: NDArray[np.bool_], left: float, right: float) -> bool:
    height, width = cut.shape
    margin = (right - left) * (1 - _MIDDLE) / 2
    columns = slice(int((left + margin) * width), int((right - margin) * width) + 1)
    ink = cut[int(_BAND[0] * height) : int(_BAND[1] * height), columns]
    if not ink.size:
        return False
    ink = ink[ink.mean(axis=1) < _FULL]
    if not ink.size:
        return False
    across, down = ink.any(axis=0).mean(), ink.any(axis=1).mean()
    return bool(ink.mean() >= _DENSE and across >= _ACROSS and down >= _DOWN)


def with_unread(line: TextLine, index: int, place: float) -> TextLine:
    """The line with a character that was not read before the one at ``index``."""
    scores = line.char_confidences
    return line.model_copy(
        update={
            "text": line.text[:index] + UNREAD + line.text[index:],
            "char_positions": (*line.char_positions[:index], place, *line.char_positions[index:]),
            "char_confidences": (*scores[:index], 0.0, *scores[index:]) if scores else (),
            "verified": tuple(at + (at >= index) for at in line.verified),
        }
    )
