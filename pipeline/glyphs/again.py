"""A second look at domains that were read in doubt: the same print, drawn wider.

The recognizer drops a letter of two alike (hello) and reads a comma as a dot where print is close or
pale. Drawn half as wide again it has more steps a letter and drops few. What both looks read is right
but for few; where they differ a person must look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.page_image import Image
from pipeline.reading import Reading, Recognize
from schemas.page import TextLine

STRETCH = 1.5  # times its width that a line is looked at again
DIFFERING = 0.5  # most that a character counts which two looks read otherwise
_ALPHABETS = 0x250  # code points below are of Latin letters and figures, a ü or ł for dirt on a u too
_FOLD = str.maketrans("1lI|!0O", "iiiiioo")


@dataclass(frozen=True)
class Look:
    """A line after both looks; ``agreed`` where they read the same letters."""

    line: TextLine
    agreed: bool


def look_again(lines: Sequence[TextLine], crops: Sequence[Image], recognize: Recognize) -> list[Look]:
    """Each line, whose level image is the crop of the same place, after a second look.

    Raises:
        EngineError: recognition failed.
    """
    readings = recognize([_stretched(crop) for crop in crops])
    return [compare(line, reading) for line, reading in zip(lines, readings, strict=True)]


def compare(line: TextLine, again: Reading) -> Look:
    """What was read at first, and again. The letters agreed on are as sure as in the surer look, the others
    at most ``DIFFERING``. Of two readings the longer is kept, of as many letters the surer: the
    recognizer loses letters, and seldom makes one up."""
    if len(again.scores) != len(again.text) or len(again.positions) != len(again.text):
        return Look(line, agreed=False)
    old, new = _letters(line.text), _letters(again.text)
    if old == new or not _is_better(line, again, old, new):
        scores = _weighed(line.text, line.char_confidences, again.text, again.scores)
        return Look(line.model_copy(update={"char_confidences": scores}), agreed=old == new)
    scores = _weighed(again.text, again.scores, line.text, line.char_confidences)
    changed = {"text": again.text, "char_positions": again.positions, "char_confidences": scores}
    return Look(line.model_copy(update={**changed, "verified": ()}), agreed=False)


def weakest(text: str, scores: Sequence[float], passed: frozenset[str] = frozenset()) -> float:
    """The score of the least sure letter, figure, dot or hyphen that is none of ``passed``; 1 without any."""
    return min(
        (
            score
            for char, score in zip(text, scores, strict=True)
            if (_is_letter(char) or char == ".") and char not in passed
        ),
        default=1.0,
    )


def _is_better(line: TextLine, again: Reading, old: str, new: str) -> bool:
    if not new.isascii() or len(new) < len(old):
        return False
    surer = weakest(again.text, again.scores) > weakest(line.text, line.char_confidences)
    return len(new) > len(old) or surer


def _weighed(text: str, scores: Sequence[float], other: str, others: Sequence[float]) -> tuple[float, ...]:
    """The scores of ``text`` beside another reading of the same print."""
    weighed = list(scores)
    for step in Levenshtein.opcodes(_fold(text), _fold(other)):
        for at in range(step.src_start, step.src_end):
            if step.tag == "equal":
                weighed[at] = max(weighed[at], others[step.dest_start + at - step.src_start])
            elif _is_letter(text[at]):
                weighed[at] = min(weighed[at], DIFFERING)
        lost = step.tag == "insert" and any(map(_is_letter, other[step.dest_start : step.dest_end]))
        if lost and text:  # the letter that is not there is doubted at its neighbour
            beside = max(0, step.src_start - 1)
            weighed[beside] = min(weighed[beside], DIFFERING)
    return tuple(weighed)


def _is_letter(char: str) -> bool:
    return char == "-" or (char.isalnum() and ord(char) < _ALPHABETS)


def _letters(text: str) -> str:
    return _fold("".join(filter(_is_letter, text)))


def _fold(text: str) -> str:
    """Look-alikes as one, and one character for each."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text.translate(_FOLD))


def _stretched(crop: Image) -> Image:
    height, width = crop.shape[:2]
    size = (max(1, round(STRETCH * width)), height)
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_CUBIC), np.uint8)
