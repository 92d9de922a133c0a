"""What stands on a page in another writing, and is nobody's value: labels in Tibetan or Uyghur above or below
the Chinese ones, of which the engine makes letters and figures, hardly read; a column in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line

LEAST = 4  # labels one below the other that make a column
HARDLY = 0.7  # score of its weakest character below which such a line was hardly read
SEVERAL = 3  # lines of words in Latin that are the labels' other halves
_WORDS = re.compile(r"[A-Za-z][A-Za-z .,'’-]{4,}:?")
SENTENCE, LETTERS = 12, 0.8  # characters of a line of a column in English, and the share that are letters
SLACK = 1.5  # line heights by which it may stand out of the column


def without_other_writing(lines: Sequence[Line], labels: Sequence[Line]) -> list[Line]:
    """The ``lines`` without those in the column of ``labels`` that hold no ideograph and were hardly read, or
    are words where several are: Zhuang and English are written in Latin."""
    column = _to_column(labels)
    if column is None:
        return list(lines)
    inside = [line for line in lines if _is_inside(line, *column) and not any(map(is_cjk, line.text))]
    words = [line for line in inside if _WORDS.fullmatch(line.text)]
    dropped = [line for line in inside if min(line.scores, default=0.0) < HARDLY]
    dropped += words if len(words) >= SEVERAL else []
    return [line for line in lines if not any(line is one for one in dropped)]


def without_english_column(lines: Sequence[Line]) -> list[Line]:
    """The lines without a column of Latin ones right of the Chinese ones, flush with one another."""
    latin = [line for line in lines if not any(map(is_cjk, line.text))]
    words = [line for line in latin if _is_sentence(line.text)]
    if len(words) < LEAST:
        return list(lines)
    left, height = median(line.box.left for line in words), median(line.height for line in words)
    column = [line for line in latin if abs(line.box.left - left) < SLACK * height]
    if sum(_is_sentence(line.text) for line in column) < LEAST:  # of two columns the median may be in neither
        return list(lines)
    chinese = [line for line in lines if any(map(is_cjk, line.text))]
    beside = [line for line in chinese if line.box.right < left]
    top, bottom = min(line.box.top for line in column), max(line.box.bottom for line in column)
    crossing = [line for line in chinese if line.box.right >= left and top < line.middle < bottom]
    if len(beside) < LEAST or crossing:
        return list(lines)
    return [line for line in lines if not any(line is one for one in column)]


def _is_sentence(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return len(text) >= SENTENCE and letters >= LETTERS * len(text.replace(" ", ""))


def _to_column(labels: Sequence[Line]) -> tuple[float, float, float] | None:
    """Left and usual right edge of the column, and how high its labels are; none where too few make one."""
    if len(labels) < LEAST:
        return None
    left, height = median(label.box.left for label in labels), median(label.height for label in labels)
    column = [label for label in labels if abs(label.box.left - left) < SLACK * height]
    if len(column) < LEAST:
        return None
    return left, median(label.box.right for label in column), height


def _is_inside(line: Line, left: float, right: float, height: float) -> bool:
    return line.box.left >= left - SLACK * height and line.box.right <= right + 0.5 * height
