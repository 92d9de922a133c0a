"""Names of two to four ideographs that were read in doubt, read again from several pictures of themselves.

Rare characters of people's names are read unsurely, passed over, or as common ones that look like them (题
for 颢). Cut a little otherwise, larger or smaller, such a name is read alike again and again where its print
tells it, and now so, now otherwise where it does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import to_simplified
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop_again import PICTURES, crop_again
from pipeline.reading import Reading
from pipeline.second_look.behind_label import cut_at, find_value_start
from pipeline.second_look.values_alone import DIFFERING, LAYERS, with_value
from pipeline.stage_times import stage
from schemas.page import UNREAD, TextLine

SHORT, LONGEST = 4, 8  # characters of a person's name, and of a value that is looked at, at most
DOUBTFUL: Final = 0.97  # score of a character below which a name is looked at again,
DOUBTFUL_LONGER: Final = 0.8  # and a longer value
MOST: Final = 12  # names of a page: one with more in doubt is read badly as a whole
AGREEING: Final = len(PICTURES) - 1  # of them that read the same at least
PLAIN: Final = 0.7  # score of a character below which a look is unsure of it
SURE: Final = 0.97  # score, at least, of what the first look and all others read so, none of them unsure
_VALUE: Final = re.compile(rf"[\u3400-\u9fff{UNREAD}]{{1,{LONGEST}}}")
_NAME: Final = re.compile(rf"[\u3400-\u9fff]{{2,{LONGEST}}}")
_DATE: Final = re.compile("[〇零一二三四五六七八九十年月日]+")  # dates have looks of their own


@stage("second_look")
def with_short_values(engine: OcrEngine, page: Image, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), doubtful names as most pictures of them are read.

    A look costs seven recognitions of the name; most pages have none, and none has more than ``MOST``.

    Raises:
        EngineError: recognition failed.
    """
    result = list(lines)
    starts = {index: start for index, line in enumerate(lines) if (start := _find_start(line)) is not None}
    for index, start in list(starts.items())[:MOST]:
        share = cut_at(lines[index], start)
        readings = engine.recognize(crop_again(page, lines[index].quad.part(share, 1)))
        result[index] = _weighed(lines[index], start, share, readings)
    return result


def _find_start(line: TextLine) -> int | None:
    """Where a doubtful name begins: behind a label, or as all of its line."""
    if line.layer not in LAYERS or not line.is_placed:
        return None
    start = find_value_start(line, 1)
    value, scores = line.text[start:], line.char_confidences[start:]
    if not _VALUE.fullmatch(value) or _DATE.fullmatch(value) or len(value) + bool(start) < 2:
        return None
    return start if min(scores) < (DOUBTFUL if len(value) <= SHORT else DOUBTFUL_LONGER) else None


def _weighed(line: TextLine, start: int, share: float, readings: Sequence[Reading]) -> TextLine:
    """The line after all looks. What they agree on is as sure as in the first look, or as in the mean of the
    others, and surer where all of them read it and none is unsure of a character; where the first one read
    another character, that one is in doubt; where they do not agree and most read otherwise, so is what was
    read."""
    looks = [one for one in readings if len(one.text) == len(one.scores) == len(one.positions)]
    if not looks:
        return line
    folded, count = Counter(to_simplified(one.text) for one in looks).most_common(1)[0]
    alike = [one for one in looks if to_simplified(one.text) == folded]
    means = [fmean(column) for column in zip(*(one.scores for one in alike), strict=True)]
    old, own = line.text[start:], line.char_confidences[start:]
    text = old if to_simplified(old) == folded else alike[0].text
    if count < AGREEING or not _NAME.fullmatch(text):
        doubted = _differing(to_simplified(old), folded) if 2 * count > len(readings) else set()
        scores = _at_most(own, doubted)
        return with_value(line, start, old, line.char_positions[start:], scores) if doubted else line
    if text == old:
        plain = count == len(readings) and all(min(one.scores) >= PLAIN for one in alike)
        scores = tuple(max(first, mean, SURE * plain) for first, mean in zip(own, means, strict=True))
        return with_value(line, start, old, line.char_positions[start:], scores)
    places = tuple(share + place * (1 - share) for place in alike[0].positions)
    return with_value(line, start, text, places, _at_most(means, _differing(folded, to_simplified(old))))


def _differing(text: str, other: str) -> set[int]:
    """Offsets of characters of ``text`` in whose place, or behind which, ``other`` has another one that was
    read."""
    steps = [
        step
        for step in Levenshtein.opcodes(text, other)
        if step.tag in ("replace", "insert") and UNREAD not in other[step.dest_start : step.dest_end]
    ]
    replaced = {at for step in steps for at in range(step.src_start, step.src_end)}
    return replaced | {max(0, step.src_start - 1) for step in steps if step.tag == "insert" and text}


def _at_most(scores: Sequence[float], doubted: set[int]) -> tuple[float, ...]:
    return tuple(min(one, DIFFERING) if at in doubted else one for at, one in enumerate(scores))
