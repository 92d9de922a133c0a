"""Dates that no label announces: the issue date of many forms stands so, by the seal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE, Candidate, to_candidate
from extractors.normalize.normal import Repair
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, stands_apart
from extractors.pages.page_text import PageText
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.geometry import BBox
from schemas.page import SealKind

UNLABELLED = 0.3  # how far out of place a date without label counts
SURE = 0.995  # score of each character from which a date without label, by a seal, needs no other evidence
LONGEST = 16  # characters of a line that is a date and nothing else
REACH = 2.0  # line heights from a seal within which a date is by it
LEFT = 2  # most characters of a seal that print beside it is read with
_PIECE = re.compile(r"[0-9oOlI零〇○一二三四五六七八九十廿卅年月日.\-/]+")
_MARK = re.compile("[年月日]")
_BARE = re.compile(r"[\W_0-9oOlI零〇○一二三四五六七八九十廿卅年月日]+")
_WHOLE = re.compile(r"[0-9]{4}年[0-9]{2}月[0-9]{2}日")  # no figure of it can be lost

_TWO_FIGURES = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{2}")
_BUT_LAST = re.compile(r"[0-9]{4}年0[1-9]月[0-3][0-9]$")  # but for 日: no more figures, and no 1日 as 18


def find_free_dates(text: PageText, rest: Sequence[Line], values: Sequence[Value]) -> list[Candidate]:
    """Lines of ``rest`` that are a date and nobody's value, nor a stamp's; by a seal also pieces of one in a
    row.

    A date by a seal may lack what the seal hides: it is then kept as read, without a value. Pieces are for
    review but where they are a form's 年, 月 and 日 with all eight figures, each surely read.
    """
    taken = {id(row) for value in values for row in value.rows}
    stamps = [stamp.quad.bbox for stamp in text.seals(SealKind.STAMP)]
    free = [
        line
        for line in rest
        if id(line) not in taken and len(fold(line.text)) <= LONGEST and not _is_stamped(line, stamps)
    ]
    marks = [line for line in [*free, *text.scraps] if fold(line.text) == "日"]
    whole = [found for line in free if (found := _date(line, UNLABELLED, marks)) is not None]
    if whole:
        return whole
    pieces = [
        line
        for line in [*free, *text.scraps]
        if _PIECE.fullmatch(fold(line.text)) and _is_by_seal(line, text)
    ]
    return [
        to_candidate(FieldKind.DATE, [line], UNLABELLED if _is_whole(line) else OUT_OF_PLACE)
        for line in map(join, _level_rows(pieces))
        if _MARK.search(line.text)
    ]


def _is_stamped(line: Line, stamps: Sequence[BBox]) -> bool:
    """Whether a framed stamp has the line: 年检合格 with the day of the inspection."""
    x, y = line.quad.bbox.center
    return any(box.left < x < box.right and box.top < y < box.bottom for box in stamps)


def _is_whole(line: Line) -> bool:
    return _WHOLE.fullmatch(fold(line.text)) is not None and min(line.scores) >= SURE


def _date(line: Line, misplaced: float, marks: Sequence[Line]) -> Candidate | None:
    candidate = to_candidate(FieldKind.DATE, [line])
    if candidate.value is None or candidate.failed or not candidate.value[:1].isdigit():
        return None
    lost = Repair.MARK_MISSING in candidate.normal.repairs and not _BUT_LAST.search(fold(line.text))
    if lost and not _goes_on(line, marks):
        return to_candidate(FieldKind.DATE, [line], OUT_OF_PLACE)  # what hid the mark may hide a digit too
    if _is_set_upon(line):
        return to_candidate(FieldKind.DATE, [line], OUT_OF_PLACE)
    sure = min(candidate.scores, default=0.0) >= SURE
    return replace(candidate, misplaced=misplaced if sure else OUT_OF_PLACE)


def _goes_on(line: Line, marks: Sequence[Line]) -> bool:
    """Whether a day of two figures has its 日 right behind it, read by itself: no third can be lost there."""
    return _TWO_FIGURES.fullmatch(fold(line.text)) is not None and any(
        abs(mark.middle - line.middle) < 0.5 * line.height
        and abs(mark.box.left - line.box.right) < 0.5 * line.height
        for mark in marks
    )


def _is_set_upon(line: Line) -> bool:
    """Whether it is no certificate's own date by its ink, its slant or its form: 2016/4/5 is a stamp's."""
    return stands_apart(line) or "年" not in fold(line.text)


def _is_by_seal(line: Line, text: PageText) -> bool:
    return any(near_seal(line.quad.bbox, seal.quad.bbox) for seal in text.seals(SealKind.OFFICIAL))


def is_bare(candidate: Candidate, of_seal: str = "") -> bool:
    """Whether it was read as a date and nothing else: 核对人：梁 2020.8.3 is a note on a copy. ``of_seal`` is
    the text of a seal that it lies by, of which a character may be read with it: 京2013年9月8日."""
    text = fold(candidate.raw)
    bare = text.strip(of_seal)
    return len(text) - len(bare) <= LEFT and _BARE.fullmatch(bare) is not None


def near_seal(box: BBox, seal: BBox) -> bool:
    """Whether a line's box overlaps the seal's width, or nearly, within reach above and below it."""
    wide = 0.6 * seal.width
    return (
        seal.left - wide < box.right
        and box.left < seal.right + wide
        and seal.top - REACH * box.height < box.center[1] < seal.bottom + REACH * box.height
    )


def _level_rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces side by side, whatever their height: those under a seal are boxed aslant."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.left):
        for row in rows:
            height = max(piece.height, row[-1].height)
            if (
                abs(piece.middle - row[-1].middle) < 0.5 * height
                and piece.box.left - row[-1].box.right < 4 * height
            ):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return rows
