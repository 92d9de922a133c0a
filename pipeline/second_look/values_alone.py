"""Values that stand behind their label on one line and were read in doubt, read again by themselves.

A long line is narrowed before it is recognized, and what stands before a character sways the network: a name
of two or three characters is read better alone (高翊灵 behind its label, 高翊霆 alone).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import to_simplified
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.reading import Reading
from pipeline.second_look.behind_label import cut_at, find_value_start
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

DOUBTFUL = 0.85  # score of a character below which the value is looked at again
DIFFERING = 0.5  # most that a character counts which the two looks read otherwise
FEWEST = 2  # characters of a value
LAYERS = (InkLayer.ALL, InkLayer.DARK)
_OTHERS = re.compile(r"[A-Za-z]{3}|\d.*[年月日]")  # domains and dates have looks of their own
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@stage("second_look")
def with_values_alone(engine: OcrEngine, page: Image, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), doubtful values as they are read alone where that is surer.

    A look costs the recognition of the value; most pages have none.

    Raises:
        EngineError: recognition failed.
    """
    starts = {index: start for index, line in enumerate(lines) if (start := _find_value(line))}
    shares = [cut_at(lines[index], start) for index, start in starts.items()]
    crops = [
        crop_quad(page, lines[index].quad.part(share, 1.0))
        for index, share in zip(starts, shares, strict=True)
    ]
    readings = engine.recognize(crops) if crops else []
    result = list(lines)
    for (index, start), share, reading in zip(starts.items(), shares, readings, strict=True):
        result[index] = _compared(lines[index], start, share, reading)
    return result


def _find_value(line: TextLine) -> int:
    """The offset of a doubtful value behind its label; 0 where the line has none."""
    start = find_value_start(line, FEWEST) if line.layer in LAYERS else 0
    if not start:
        return 0
    value = line.text[start:]
    is_doubtful = any(
        score < DOUBTFUL and _CHINESE.match(char)
        for char, score in zip(value, line.char_confidences[start:], strict=True)
    )
    return start if is_doubtful and not _OTHERS.search(value) else 0


def _compared(line: TextLine, start: int, share: float, again: Reading) -> TextLine:
    """The line after both looks: the surer value of as many characters; those that both read are as sure as
    in the surer look, the others at most ``DIFFERING`` unless the value alone is surer."""
    old, scores = line.text[start:], line.char_confidences[start:]
    if not len(again.text) == len(again.scores) == len(again.positions) == len(old):
        return line
    surest = tuple(map(max, scores, again.scores))
    if to_simplified(again.text) == to_simplified(old):
        return with_value(line, start, old, line.char_positions[start:], surest)
    if min(again.scores) > min(scores):
        places = tuple(share + place * (1 - share) for place in again.positions)
        return with_value(line, start, again.text, places, again.scores)
    doubted = tuple(
        sure if to_simplified(one) == to_simplified(other) else min(score, DIFFERING)
        for one, other, sure, score in zip(old, again.text, surest, scores, strict=True)
    )
    return with_value(line, start, old, line.char_positions[start:], doubted)


def with_value(
    line: TextLine, start: int, value: str, places: Sequence[float], scores: Sequence[float]
) -> TextLine:
    """The line with another value from ``start`` on, its places shares of the line's length."""
    confidences = (*line.char_confidences[:start], *scores)
    return line.model_copy(
        update={
            "text": line.text[:start] + value,
            "char_positions": (*line.char_positions[:start], *places),
            "char_confidences": confidences,
            "confidence": sum(confidences) / len(confidences),
        }
    )
