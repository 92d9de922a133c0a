"""The first character of a value that stands behind its label on one line, where recognition left it out.

A long line is narrowed before it is recognized, and behind a wide gap a character may be lost with nothing to
show for it but its ink (庄捷远公司 of 枣庄捷远公司).
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import is_cjk
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.spans import find_spans
from pipeline.preprocess.line_shape import length
from pipeline.reading import Reading
from pipeline.second_look.values_alone import DIFFERING, LAYERS, with_value
from pipeline.stage_times import stage
from schemas.page import TextLine

GAP = 1.6  # steps from a label's last character to a value's first between which another has room
LEAST = 3  # ideographs that a value begins with, by which their step is known
BEFORE = 0.75  # steps before the middle of the first character from which ink is another's
BEHIND = 0.6  # steps behind the middle of the label's last character from which it is no more that one's
WIDE, HIGH = 0.45, 0.45  # of a step, and of the line's height, that a character takes at least
JOINED = 0.3  # steps of paper between two parts of a character, and to the next one, at most
ROOM = 0.2  # steps before a character that are cut with it


@stage("second_look")
def with_lost_first(
    engine: OcrEngine, page: Image, printed: NDArray[np.uint8], lines: Sequence[TextLine]
) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), values whose first character was left out read again with it.
    ``printed`` marks print with 255.

    Raises:
        EngineError: recognition failed.
    """
    starts = {at: found for at, line in enumerate(lines) if (found := _find_lost(line, printed)) is not None}
    crops = [crop_quad(page, lines[at].quad.part(share, 1.0)) for at, (_, share) in starts.items()]
    result = list(lines)
    readings = engine.recognize(crops) if crops else []
    for (at, (start, share)), reading in zip(starts.items(), readings, strict=True):
        result[at] = _compared(lines[at], start, share, reading)
    return result


def _find_lost(line: TextLine, printed: NDArray[np.uint8]) -> tuple[int, float] | None:
    """The offset of a value before which print stands that was not read, and where along the line (0-1) that
    begins."""
    text, places = line.text, line.char_positions
    long = length(line.quad)
    if line.layer not in LAYERS or not len(text) == len(places) == len(line.char_confidences) or not long:
        return None
    for start in range(len(text) - LEAST, 0, -1):
        if not all(map(is_cjk, text[start : start + LEAST])):
            continue
        step = statistics.median(
            other - one for one, other in itertools.pairwise(places[start : start + 2 * LEAST])
        )
        label = len(text[:start].rstrip()) - 1
        if label < 0 or step <= 0 or places[start] - places[label] < GAP * step:
            continue
        first, last = places[label] + BEHIND * step, places[start] - BEFORE * step
        if last - first < WIDE * step:
            return None
        begun = _find_print(crop_quad(printed, line.quad.part(first, last)), step * long)
        return None if begun is None else (start, first + (begun - ROOM * step * long) / long)
    return None


def _find_print(strip: NDArray[np.uint8], step: float) -> float | None:
    """Where the last thing in a strip begins, if it reaches to the end of it and is as large as a character;
    ``step`` and that are in pixels."""
    height, width = strip.shape
    inked = strip > 127
    spans = find_spans(np.asarray(inked.any(axis=0)), max(0, round(JOINED * step) - 1))
    if not spans:
        return None
    left, right = spans[-1]
    rows = np.flatnonzero(inked[:, left:right].any(axis=1))
    is_high = rows[-1] - rows[0] + 1 >= HIGH * height
    is_near = left > 1 and width - right <= JOINED * step  # from the edge on, the character before the gap
    share = cv2.countNonZero(strip[:, left:right]) / max(1, (right - left) * height)
    is_drawn = share < 0.6  # a blot or a rule is full
    return float(left) if right - left >= WIDE * step and is_high and is_near and is_drawn else None


def _compared(line: TextLine, start: int, share: float, again: Reading) -> TextLine:
    """The line with what was read before its value; where the rest was read otherwise the value's first
    character is in doubt."""
    old, scores = line.text[start:], line.char_confidences[start:]
    if not len(again.text) == len(again.scores) == len(again.positions) or again.text == old:
        return line
    places = tuple(share + place * (1 - share) for place in again.positions)
    if again.text.endswith(old):
        more = again.text[: -len(old)]
        is_again = line.text[:start].rstrip().endswith(more)  # the character before the gap
        if is_again or not all(map(is_cjk, more)):
            return line
        return with_value(line, start, again.text, places, again.scores)
    if len(again.text) > len(old):
        return with_value(
            line, start, old, line.char_positions[start:], (min(scores[0], DIFFERING), *scores[1:])
        )
    return line
