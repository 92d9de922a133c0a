"""Figures among ideographs of a long line, read again at their full width.

A long line is narrowed before it is recognized; a figure beside another may be lost so, each of its
neighbours as sure as ever (楼21层 read as 楼1层, 大道935号 as 大道93号).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extractors.normalize.text import is_cjk
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.crop_again import crop_again
from pipeline.preprocess.line_shape import length, thickness
from pipeline.reading import Reading
from pipeline.second_look.short_values import AGREEING
from pipeline.second_look.values_alone import DIFFERING, LAYERS
from pipeline.stage_times import stage
from schemas.page import TextLine

LONG: Final = 5.0  # line heights from which on a line is looked at, and that a part of it has at most
MOST_FIGURES: Final = (
    8  # of a run before its point or comma: longer ones are numbers and dates, with own looks
)
ASIDE: Final = 2  # ideographs to each side that are read with a run
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("¥"): ord("￥")}
"""ASCII as wide as ideographs, and the one sign of money in both its widths."""
_BEFORE: Final = r"(?<![^\u3400-\u9fff:(])"
_RUN: Final = re.compile(
    rf"{_BEFORE}￥?(?P<whole>[A-Za-z#]?[0-9][0-9A-Za-z#\-–—]*)(?:,[0-9]{{3}})*(?:\.[0-9]+)?"
    r"(?![0-9A-Za-z#.\-－–—年月日]|\s*[年月日])"
)
_START, _END = re.compile(r"^[^\u3400-\u9fff]*"), re.compile(r"[^\u3400-\u9fff]*$")


@stage("second_look")
def with_figures_again(engine: OcrEngine, page: Image, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines (quads in pixels of ``page``), figures of long ones as their own pictures are read.

    Where a part of the line, at full width, has other figures than the line, seven pictures of it are read:
    what six of them agree on stands, and where they do not, the figures are in doubt.

    Raises:
        EngineError: recognition failed.
    """
    result = list(lines)
    parts = [(index, part) for index, line in enumerate(lines) for part in find_parts(line)]
    crops = [crop_quad(page, lines[index].quad.part(*lines[index].room(*part))) for index, part in parts]
    readings = engine.recognize(crops) if crops else []
    for (index, part), reading in reversed(list(zip(parts, readings, strict=True))):  # offsets before stay
        line = result[index]
        old, new = (_inner(line, part, text) for text in (line.text[slice(*part)], reading.text))
        if _figures(old) == _figures(new):
            continue
        looks = engine.recognize(crop_again(page, line.quad.part(*line.room(*part))))
        result[index] = _settled(line, part, looks)
    return result


def find_parts(line: TextLine) -> Iterator[tuple[int, int]]:
    """The parts of a long line, by their offsets, that hold its runs of figures and ideographs around."""
    if line.layer not in LAYERS or not line.is_placed:
        return
    high = thickness(line.quad) / max(1.0, length(line.quad))
    if LONG * high >= 1:
        return
    part = None
    for run in _runs(line):
        if len(run["whole"]) > MOST_FIGURES:
            continue
        first, last = _around(line.text, *run.span())
        if part is not None:
            start, end = line.room(part[0], last)
            if end - start <= LONG * high:
                part = part[0], last
                continue
            yield part
        part = first, last
    if part is not None:
        yield part


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A run's offsets with ``ASIDE`` ideographs to each side, fewer where other characters follow."""
    first, last = start, end
    while first > max(0, start - ASIDE) and is_cjk(text[first - 1]):
        first -= 1
    while last < min(len(text), end + ASIDE) and is_cjk(text[last]):
        last += 1
    return first, last


def _runs(line: TextLine, first: int = 0, last: int | None = None) -> list[re.Match[str]]:
    """The runs of figures between two offsets of a line."""
    text = line.text.translate(_WIDE)
    return list(_RUN.finditer(text, first, len(text) if last is None else last))


def _inner(line: TextLine, part: tuple[int, int], text: str) -> str:
    """What a part was read as, without scraps of other characters where it was cut before or behind an
    ideograph."""
    text = "".join(text.translate(_WIDE).split())
    first, last = part
    if first and is_cjk(line.text[first]):
        text = _START.sub("", text)
    return _END.sub("", text) if last < len(line.text) and is_cjk(line.text[last - 1]) else text


def _figures(text: str) -> tuple[str, ...]:
    return tuple(run[0] for run in _RUN.finditer(text))


def _settled(line: TextLine, part: tuple[int, int], looks: Sequence[Reading]) -> TextLine:
    """The line with the figures that most looks agree on; in doubt where they do not, or where the looks have
    other characters around them than the line."""
    old, runs = _inner(line, part, line.text[slice(*part)]), _runs(line, *part)
    texts = [_inner(line, part, one.text) for one in looks]
    figures, count = Counter(map(_figures, texts)).most_common(1)[0]
    if count >= AGREEING and figures == _figures(old):
        return line
    if count < AGREEING or len(figures) != len(runs):
        return _doubted(line, runs)
    agreed = Counter(text for text in texts if _figures(text) == figures).most_common(1)[0][0]
    behind = len(line.text) - part[1]
    for run, new in reversed(list(zip(runs, figures, strict=True))):
        if run[0] != new:
            line = _replaced(line, run.span(), new)
    kept = _RUN.sub("", agreed) == _RUN.sub("", old)
    return line if kept else _doubted(line, _runs(line, part[0], len(line.text) - behind))


def _replaced(line: TextLine, span: tuple[int, int], figures: str) -> TextLine:
    """The line with other figures, evenly set in the room of the old ones, as sure as those."""
    first, last = span
    places, scores = line.char_positions, line.char_confidences
    start, end = line.room(*span)
    step = (end - start) / len(figures)
    return line.model_copy(
        update={
            "text": line.text[:first] + figures + line.text[last:],
            "char_positions": (
                *places[:first],
                *(start + step * (at + 0.5) for at in range(len(figures))),
                *places[last:],
            ),
            "char_confidences": (
                *scores[:first],
                *[min(scores[first:last])] * len(figures),
                *scores[last:],
            ),
            "verified": tuple(
                at + (len(figures) - last + first) * (at >= last)
                for at in line.verified
                if not first <= at < last
            ),
        }
    )


def _doubted(line: TextLine, runs: Sequence[re.Match[str]]) -> TextLine:
    scores = list(line.char_confidences)
    for run in runs:
        first, last = run.span()
        scores[first:last] = [min(one, DIFFERING) for one in scores[first:last]]
    return line.model_copy(update={"char_confidences": tuple(scores)})
