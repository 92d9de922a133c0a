"""What detection passed over: sought about the lines that were read, and read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import is_cjk
from pipeline.ink_lines import merge, read_at
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import slant
from pipeline.preprocess.missed import find_after, find_before, find_missed, is_stroke
from pipeline.preprocess.missed_rows import find_missed_rows
from pipeline.preprocess.wrapped import find_wrapped
from pipeline.reading import Reading
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

SURELY = 0.8  # score from which print between two lines is taken for text
LEVEL, TILES = 8.0, 3  # degrees that a page may be askew, and lines beyond from which they are a watermark's
TEXT = 0.7  # and from which a row of its own is, if it has so many ideographs: an ornament reads as 3883
FEWEST = 2
_NUMERALS = "0-9〇○零一二三四五六七八九十"
# What a line ends in that may go on below, and what alone in its row is the rest of it.
_RESTS = (
    (re.compile(r"[A-Za-z0-9-]{2,}\.[A-Za-z0-9.-]*$"), re.compile("[A-Za-z]{1,3}")),  # of a domain
    (
        re.compile(r"(?:[路街道栋幢座楼层厦园]|号[院楼])[^,，。;；:：]*[A-Z0-9]$"),
        re.compile("[0-9A-Z]{1,3}[室号房]?|[室号房]"),
    ),
    (re.compile(r"(?:有限|分)公$"), re.compile("司")),
)
# Pieces of a date that has more before it (月十六日, 十), or behind it (发证日期：二〇二一年八月).
_END_OF_DATE = re.compile(rf"[〇一二三四五六七八九十]{{1,3}}|[月日][{_NUMERALS}年月日]{{0,8}}")
_BEGINNING_OF_DATE = re.compile(rf".{{0,12}}[{_NUMERALS}] ?[年月]")


@stage("lines")
def with_missed(engine: OcrEngine, ink: Ink, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, and what stands in the gaps of their rows and beside pieces of dates, where it is read
    surely and is no scrap of a border or of a rule, which reads as 一."""
    own = [line.quad for line in lines]
    gaps = find_missed(own, ink.printed)
    known = own + gaps
    ends = [line for line in lines if _END_OF_DATE.fullmatch(line.text)]
    beginnings = [line for line in lines if _BEGINNING_OF_DATE.fullmatch(line.text)]
    before = find_before([line.quad for line in ends], known, ink.printed)
    after = find_after([line.quad for line in beginnings], known, ink.printed)
    missed = [
        line
        for line in read_at(engine, ink.readable, [*gaps, *before, *after], InkLayer.DARK)
        if line.confidence >= SURELY and not any(char.isascii() and char.isalpha() for char in line.text)
        if line.text != "一" or is_stroke(line.quad, own, ink.printed)
    ]
    parts = [part for part in (*ends, *beginnings) if any(_holds(line, part) for line in missed)]
    missed += [
        text_line(Reading("一", SURELY, (0.5,), (SURELY,)), gap, engine.name, InkLayer.DARK)
        for gap in gaps
        if _is_within_date(gap, beginnings, ends) and not any(line.quad == gap for line in missed)
        if is_stroke(gap, own, ink.printed)
    ]
    return merge(
        [line for line in lines if line not in parts], [line for line in missed if line not in parts]
    )


def _is_within_date(gap: Quad, beginnings: Sequence[TextLine], ends: Sequence[TextLine]) -> bool:
    """Whether a gap stands between two pieces of a date."""
    after = any(line.quad.bbox.right == gap.bbox.left for line in beginnings)
    return after and any(line.quad.bbox.left == gap.bbox.right for line in ends)


def _holds(whole: TextLine, part: TextLine) -> bool:
    """Whether a line is another reading of a piece's place that begins or ends with the piece."""
    box, own = whole.quad.bbox, part.quad.bbox
    text, piece = whole.text.replace("0", "〇"), part.text.replace("0", "〇")
    ends = box.right == own.right and text.endswith(piece)
    begins = box.left == own.left and text.startswith(piece)
    return box.top == own.top and (ends or begins) and len(text) > len(piece)


@stage("lines")
def with_wrapped(engine: OcrEngine, ink: Ink, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, and the one to three characters of a domain, an address or a company that its cell's edge
    left for the row below."""
    found = list(lines)
    for end, rest in _RESTS:
        wrapping = [line.quad for line in lines if end.search(line.text)]
        below = find_wrapped(wrapping, [line.quad for line in lines], ink.printed)
        read = read_at(engine, ink.readable, below, InkLayer.DARK)
        found += [line for line in read if line.confidence >= SURELY and rest.fullmatch(line.text)]
    return found


@stage("lines")
def with_missed_rows(engine: OcrEngine, ink: Ink, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, and whole rows that detection passed over, where they are read as text: a border's scraps
    are not, and those of a watermark's tiles are none."""
    quads = [line.quad for line in lines]
    is_tiled = sum(abs(slant(quad)) > LEVEL for quad in quads) >= TILES
    rows = [] if is_tiled else find_missed_rows(quads, ink.printed)
    read = read_at(engine, ink.readable, rows, InkLayer.DARK) if rows else []
    return [*lines, *filter(_is_print, read)]


def _is_print(line: TextLine) -> bool:
    return line.confidence >= TEXT and sum(map(is_cjk, line.text)) >= FEWEST
