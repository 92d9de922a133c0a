"""A single ideograph of a long line that was read unsurely, read again with its neighbours from several
pictures of them.

A long line is narrowed before it is recognized, and a ground or a fold sways a character; between its
neighbours alone, cut a little otherwise, larger or smaller, it is read alike again and again where its print
tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from extractors.normalize.text import is_cjk, to_simplified
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop_again import crop_again
from pipeline.reading import Reading
from pipeline.second_look.short_values import AGREEING, LONGEST, PLAIN, SURE
from pipeline.second_look.values_alone import LAYERS
from pipeline.stage_times import stage
from schemas.page import TextLine

DOUBTFUL: Final = 0.75  # score of an ideograph below which it is looked at again
FEW: Final = 2  # such in a line: one with more is read badly as a whole
MOST: Final = 6  # looks on a page
ASIDE: Final = 3  # characters to each side that are read with it
_OF_DATES: Final = frozenset(
    "〇零一二三四五六七八九十廿卅年月日"
)  # which have looks and a network of their own


@stage("second_look")
def with_unsure_characters(engine: OcrEngine, page: Image, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), an unsure ideograph of a long one as sure as most pictures
    of it read it. What they read otherwise stays in doubt.

    A look costs seven recognitions of seven characters; no page has more than ``MOST``.

    Raises:
        EngineError: recognition failed.
    """
    result = list(lines)
    unsure = [(index, at) for index, line in enumerate(lines) for at in find_unsure(line)]
    for index, at in unsure[:MOST]:
        result[index] = _look(engine, page, result[index], at)
    return result


def find_unsure(line: TextLine) -> list[int]:
    """The offsets of unsure ideographs of a long line between others."""
    if line.layer not in LAYERS or not line.is_placed or len(line.text) <= LONGEST:
        return []
    found = [
        at
        for at in range(1, len(line.text) - 1)
        if line.char_confidences[at] < DOUBTFUL
        and line.text[at] not in _OF_DATES
        and all(map(is_cjk, line.text[at - 1 : at + 2]))
    ]
    return found if len(found) <= FEW else []


def _look(engine: OcrEngine, page: Image, line: TextLine, at: int) -> TextLine:
    room = line.room(max(0, at - ASIDE), min(len(line.text), at + ASIDE + 1))
    looks = engine.recognize(crop_again(page, line.quad.part(*room)))
    scores = agreed_scores(line.text[at - 1 : at + 2], looks)
    if len(scores) < AGREEING:
        return line
    plain = len(scores) > AGREEING and min(scores) >= PLAIN
    sure = max(line.char_confidences[at], fmean(scores), SURE * plain)
    own = (*line.char_confidences[:at], sure, *line.char_confidences[at + 1 :])
    return line.model_copy(update={"char_confidences": own, "confidence": fmean(own)})


def agreed_scores(text: str, readings: Sequence[Reading]) -> list[float]:
    """How sure each of the readings that hold ``text``, three characters in whichever form, is of the middle
    one."""
    wanted = to_simplified(text)
    places = [
        (one, to_simplified(one.text).find(wanted)) for one in readings if len(one.scores) == len(one.text)
    ]
    return [one.scores[found + 1] for one, found in places if found >= 0]
