"""Find the dates of which the first look may have left something out, and the whole of each one's band.

Under a seal and between wide gaps text detection loses parts of a date. What it left tells the row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.normalize.dates import find_dates
from pipeline.ink_lines import touches
from pipeline.ocr.engine import text_line
from pipeline.preprocess.line_shape import length, slant, thickness
from pipeline.reading import Reading
from schemas.geometry import Point, Quad
from schemas.page import InkLayer, TextLine

UNSURE = 0.9  # score of a character from which its date is not looked at again
MOST = 6  # bands of a page that are looked at
LONG = 5.0  # line heights from which a line's direction is to be trusted
OFF = 2.0  # degrees off the page's text there from which a line's box is pulled aslant by a seal
LEVEL = 0.6  # line heights that pieces of one row may stand above one another
APART = 6.0  # line heights between two pieces of one date
LONGEST = 6  # characters of a piece of a date that has others among its numerals
ROOM = 4.0  # line heights that a date takes at least
BEYOND = 9.0  # line heights beyond the pieces that are looked at, at most
ENDS = 0.7  # line heights from the middle of a date's first and last character to its ends
AFTER_LABEL = 18.0  # the same behind a label,
OF_LABEL = 0.8  # of whose height a date is at least: a lone 年 may be cut low
_NUMERALS = "0-9oOlI零〇○一二三四五六七八九十廿卅"
_PIECE = re.compile(
    rf"[{_NUMERALS}] ?[年月日]|[年月] ?[{_NUMERALS}]|年 ?月|月 ?日|^[年月日]"
    rf"|[:：期自] ?(?:20|19|二)|^20[0-9]{{2}}$"
)
_LABEL = re.compile(r".{0,4}(?:日期|期至|期限|期限至)[:：]?")  # beside which nothing of a date was read
# A label or 自…至, dates or pieces of them, and a seal's scrap: no running text that mentions some days.
_LINE = re.compile(
    rf"(?:.{{0,12}}[:：期自于])?"
    rf"(?:[{_NUMERALS}年月日 .·、至—~-]|[^年月日]{{1,2}}(?=[{_NUMERALS}年月日]))+.{{0,9}}"
)
_DATE = re.compile(rf"[{_NUMERALS}年月日 .·]+")
_SCRAP = re.compile(rf"{_DATE.pattern}|.{{1,2}}")
_BEGINS = re.compile(rf"[:：期自至]|^[{_NUMERALS}]{{4}} ?年")
_YEAR = re.compile(rf"[{_NUMERALS}] ?年|^年")


@dataclass(frozen=True)
class DateBand:
    """A row with a date: ``quad`` is all of it, ``pieces`` what was read of it, from the left; ``sealed``
    whether a black seal lies over it, ``labelled`` whether it begins behind a label."""

    quad: Quad
    pieces: tuple[TextLine, ...]
    sealed: bool
    labelled: bool = False

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    def to_line(self, reading: Reading, places: Sequence[float], engine: str) -> TextLine:
        """The reading as a line where it stands in the band, whose ends may be blank; ``places`` (0-1 along
        the band) are those of its characters."""
        room = ENDS * thickness(self.quad) / length(self.quad)
        start, end = max(0.0, places[0] - room), min(1.0, places[-1] + room)
        positions = tuple((place - start) / (end - start) for place in places)
        return text_line(
            replace(reading, positions=positions), self.quad.part(start, end), engine, InkLayer.DARK
        )


@dataclass(frozen=True)
class _Row:
    """Pieces of a date side by side; ``at`` is where its level was taken, ``rise`` pixels down a pixel."""

    pieces: tuple[TextLine, ...]
    at: Point
    rise: float
    height: float

    def level(self, x: float) -> float:
        return self.at[1] + self.rise * (x - self.at[0])


def find_date_bands(lines: Sequence[TextLine], width: int, black: Sequence[Quad]) -> list[DateBand]:
    """The unfinished dates among ``lines``, those that a black seal crosses, and those that were read
    unsurely, from the top, at most ``MOST``; ``width`` is the page's."""
    upright = [line for line in lines if line.layer not in (InkLayer.RED, InkLayer.PALE)]
    pieces = [line for line in upright if _is_piece(line)]
    long = [line for line in upright if length(line.quad) > LONG * thickness(line.quad)]
    rows = [row for row in _level_rows(pieces, long) if not _has_value(row, upright)]
    bands = [_band(row, upright, width, black) for row in rows]
    doubtful = [band for band in bands if band.sealed or not is_finished(band.pieces) or _is_unsure(band)]
    return _apart([band for band in doubtful if _may_tell(band)])[:MOST]


def _apart(bands: Sequence[DateBand]) -> list[DateBand]:
    """The bands without those that share a piece with a longer one."""
    kept: list[DateBand] = []
    for band in sorted(bands, key=lambda band: -len(band.pieces)):
        if not any(piece in other.pieces for other in kept for piece in band.pieces):
            kept.append(band)
    return [band for band in bands if band in kept]


def _is_piece(line: TextLine) -> bool:
    part = _PIECE.search(line.text) and _LINE.fullmatch(line.text)
    return part is not None or _LABEL.fullmatch(line.text) is not None


def _is_unsure(band: DateBand) -> bool:
    return min((score for piece in band.pieces for score in piece.char_confidences), default=1.0) < UNSURE


def is_finished(pieces: Sequence[TextLine]) -> bool:
    """Whether all that the pieces say of dates is whole and valid."""
    text = " ".join(piece.text for piece in pieces)
    dates = find_dates(text)
    if not dates or any(date.normal.value is None or date.normal.failed for date in dates):
        return False
    rest = text
    for date in reversed(dates):
        rest = rest[: date.start] + "；" + rest[date.end :]
    return _PIECE.search(rest) is None


def _may_tell(band: DateBand) -> bool:
    """Whether it is more than an empty form's 年 月 日: a numeral, or behind a label room for a date."""
    is_open = band.labelled and length(band.quad) > ROOM * thickness(band.quad)
    return is_open or re.search(f"[{_NUMERALS}]", band.text) is not None


def _has_value(row: _Row, lines: Sequence[TextLine]) -> bool:
    """Whether a row is a label alone whose value stands further off."""
    if not _is_label(row):
        return False
    right = row.pieces[0].quad.bbox.right
    behind = [line for line in _beside(row, lines) if line.quad.bbox.center[0] > right]
    return any(is_finished([line]) or _DATE.fullmatch(line.text) is None for line in behind)


def _level_rows(pieces: Sequence[TextLine], long: Sequence[TextLine]) -> list[_Row]:
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.quad.bbox.left):
        own = _row(piece, long)
        for index, row in enumerate(rows):
            apart = piece.quad.bbox.left - row.pieces[-1].quad.bbox.right
            if (
                abs(own.at[1] - row.level(own.at[0])) < LEVEL * min(own.height, row.height)
                and apart < (AFTER_LABEL if _is_label(row) else APART) * row.height
                and not _is_another(row, piece)
            ):
                base = own if _is_label(row) else row  # in a curl the date lies otherwise than its label
                height = max(own.height, row.height * (OF_LABEL if base is own else 1.0))
                rows[index] = _Row((*row.pieces, piece), base.at, base.rise, height)
                break
        else:
            rows.append(own)
    return sorted(rows, key=lambda row: row.at[1])


def _is_label(row: _Row) -> bool:
    """Whether a label is all of it."""
    return len(row.pieces) == 1 and _LABEL.fullmatch(row.pieces[0].text) is not None


def _is_another(row: _Row, piece: TextLine) -> bool:
    """Whether ``piece`` begins another date, as in the next cell of a table."""
    said = " ".join(own.text for own in row.pieces)
    return said.endswith("日") or (_YEAR.search(said) is not None and _YEAR.search(piece.text) is not None)


def _row(piece: TextLine, long: Sequence[TextLine]) -> _Row:
    """A row of one piece. The box of one that a seal crosses may be pulled aslant: then its start tells
    the level, and its neighbours direction and height."""
    middle = piece.quad.bbox.center
    near = sorted(long, key=lambda line: abs(line.quad.bbox.center[1] - middle[1]))[:5]
    others = sorted(slant(line.quad) for line in near if line is not piece)
    usual = others[len(others) // 2] if others else slant(piece.quad)
    heights = sorted(thickness(line.quad) for line in near)
    height = thickness(piece.quad)
    if heights:
        height = min(height, 1.2 * heights[len(heights) // 2])
    a, _, _, d = piece.quad.points
    is_pulled = abs(slant(piece.quad) - usual) > OFF
    at = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2) if is_pulled else middle
    is_long = length(piece.quad) > LONG * thickness(piece.quad)
    degrees = slant(piece.quad) if is_long and not is_pulled else usual
    return _Row((piece,), at, math.tan(math.radians(degrees)), height)


def _band(row: _Row, lines: Sequence[TextLine], width: int, seals: Sequence[Quad]) -> DateBand:
    """The row from where its date may begin to where it may end, up to what else stands beside it. A label
    before it is not looked at again: a longer line is read less well."""
    height = row.height
    label = row.pieces[0] if _LABEL.fullmatch(row.pieces[0].text) else None
    own = [piece for piece in row.pieces if piece is not label]
    start = row.pieces[0].quad.bbox.left if label is None else label.quad.bbox.right
    left = min((piece.quad.bbox.left for piece in own), default=start)
    right = max((piece.quad.bbox.right for piece in own), default=start)
    first, behind = left, right + BEYOND * height
    if label is not None:
        first, behind = min(start, left), max(behind, start + AFTER_LABEL * height)
    elif not _BEGINS.search(own[0].text):
        first = max(0.0, left - BEYOND * height)
    last = right if own and own[-1].text.endswith("日") else min(width - 1.0, behind)
    beside = [line for line in _beside(row, lines) if line is not label]
    scraps = [line for line in beside if _is_scrap(line)]
    for box in (line.quad.bbox for line in beside if line not in scraps):
        if box.center[0] < left:
            first = max(first, box.right)
        elif box.center[0] > right:
            last = min(last, box.left)
    first, last = min(first, left), max(last, right)  # a line that reaches over the row takes nothing of it
    held = [line for line in scraps if first < line.quad.bbox.center[0] < last]
    room = 0.3 * height if label is None else 0.0
    first, last = max(0.0, first - room), min(width - 1.0, last + 0.4 * height)
    pieces = tuple(sorted([*own, *held], key=lambda piece: piece.quad.bbox.left))
    quad = _quad(row, first, last)
    is_sealed = any(touches(quad, seal) for seal in seals)
    return DateBand(quad, pieces, is_sealed, labelled=label is not None)


def _beside(row: _Row, lines: Sequence[TextLine]) -> list[TextLine]:
    """The other lines that are level with a row."""
    return [
        line
        for line in lines
        if line not in row.pieces
        and abs(line.quad.bbox.center[1] - row.level(line.quad.bbox.center[0])) < LEVEL * row.height
    ]


def _is_scrap(line: TextLine) -> bool:
    """Whether a line beside a date may be a piece of it: short, or mostly numerals, 土十八三."""
    numerals = len(re.findall(f"[{_NUMERALS}年月日]", line.text))
    is_short = _SCRAP.fullmatch(line.text) is not None or (
        len(line.text) <= LONGEST and 2 * numerals >= len(line.text)
    )
    return is_short and not is_finished([line])


def _quad(row: _Row, left: float, right: float) -> Quad:
    half = row.height / 2
    start, end = row.level(left), row.level(right)
    return Quad(((left, start - half), (right, end - half), (right, end + half), (left, start + half)))
