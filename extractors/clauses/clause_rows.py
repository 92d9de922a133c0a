"""The rows of a page's clauses, without what was set upon the page and is none of them: a scanning app's
foot, a telefax's head, stamps, notes in the margin or in the blank end of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.clauses.provisions import HEADER_LINES, is_header
from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line, join, to_rows
from schemas.geometry import BBox
from schemas.page import STAMPED, SealReading

LEAST = 4  # rows from which a page shows how its text is set
OFF = 2.2  # distances from row to row of a sentence beyond which a row at the page's edge stands off its text
ROOM = 2.0  # line heights between the end of a sentence and what was written behind it
TEXT = 12  # characters of Chinese from which a row at the text's own edge is text
INDENT = 3.0  # line heights that a row of the text may begin from its left edge
OTHERS = 0.2  # share of the rows with print apart from which that is a column of its own
_ENDED = re.compile(r"[。;:!?]$")
_SENTENCE = re.compile("[。;]")


def to_clause_rows(
    rows: Sequence[Sequence[Line]], stamps: Sequence[SealReading], titles: Sequence[str]
) -> list[Line]:
    """The rows of a page's text with its ``titles``; all of it where it has too few to show how it is set."""
    kept = to_rows(_without_stamps([line for row in rows for line in row], stamps))
    if len(kept) < LEAST:
        return [join(row) for row in kept]
    left = _left_edge(kept)
    apart = {id(line) for row in kept for line in _apart(row, left)}
    if sum(any(id(line) in apart for line in row) for row in kept) <= max(2, OTHERS * len(kept)):
        kept = [own for row in kept if (own := [line for line in row if id(line) not in apart])]
    whole = _without_foot([join(row) for row in kept], left)
    heads = [number for number, row in enumerate(whole[:HEADER_LINES]) if is_header(row.text, titles)]
    if not heads:
        return _without_foot(whole[::-1], left)[::-1]
    return whole if any(_is_text(row, left) for row in whole[: heads[0]]) else whole[heads[0] :]


def _left_edge(rows: Sequence[Sequence[Line]]) -> float:
    """Where most rows begin; not the least, since a note may stand in the margin."""
    lefts = sorted(max(row, key=lambda line: line.box.width).box.left for row in rows)
    return lefts[len(lefts) // 4]


def _without_stamps(lines: Sequence[Line], stamps: Sequence[SealReading]) -> list[Line]:
    """Without lines of a stamp's ink on a page of another, a framed stamp's own rows, and a star."""
    stamped = [line for line in lines if line.layer in STAMPED]
    dropped = {id(line) for line in stamped} if 3 * len(stamped) < len(lines) else set()
    framed = [(stamp.quad.bbox, [fold(row) for row in (stamp.text or "").split("\n")]) for stamp in stamps]
    dropped |= {id(line) for line in lines if any(_is_row_of(line, *stamp) for stamp in framed)}
    return [line for line in lines if id(line) not in dropped and any(map(str.isalnum, line.text))]


def _is_row_of(line: Line, box: BBox, rows: Sequence[str]) -> bool:
    return fold(line.text) in rows and box.holds(line.quad.bbox.center)


def _apart(row: Sequence[Line], left: float) -> list[Line]:
    """What stands left of the text, and behind the end of a sentence with room between; a gap amid one may
    be what a seal hides."""
    found = [line for line in row if line.box.right < left and len(row) > 1]
    own = [line for line in row if line.box.right >= left]
    for number, (one, other) in enumerate(pairwise(own), start=1):
        room = other.box.left - one.box.right
        behind = "".join(line.text for line in own[number:])
        if room > ROOM * one.height and _ENDED.search(fold(one.text)) and not _SENTENCE.search(fold(behind)):
            return [*found, *own[number:]]
    return found


def _without_foot(rows: list[Line], left: float) -> list[Line]:
    """Without the last rows that stand off those before them and are no text; upside down for the head."""
    if len(rows) < LEAST:
        return rows
    steps = sorted(abs(below.middle - above.middle) for above, below in pairwise(rows))
    pitch = steps[len(steps) // 4]  # that of one sentence's rows, not of a clause to the next
    end = len(rows)
    for number in range(len(rows) - 1, len(rows) // 2, -1):
        if _is_text(rows[number], left):
            break
        if abs(rows[number].middle - rows[number - 1].middle) > OFF * pitch:
            end = number
    return rows[:end]


def _is_text(row: Line, left: float) -> bool:
    """Whether it holds a sentence's end, or so much that begins where the text does."""
    if _SENTENCE.search(fold(row.text)):
        return True
    return sum(map(is_cjk, row.text)) >= TEXT and abs(row.box.left - left) < INDENT * row.height
