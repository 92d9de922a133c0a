"""The rows of a column: pieces side by side joined, what is no part of them left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line, in_row, join

LONGEST_PITCH = 2.4  # line heights between lines of one value
FAR_RIGHT = 10.0  # line heights right of its row from which a character or a date is no part of it
_DATE = re.compile(
    "[0-9〇○零一二三四五六七八九十]{4}年[0-9〇○零一二三四五六七八九十]{1,3}月[0-9〇○零一二三四五六七八九十]{1,3}日"
)
_DATED = re.compile("[年月日至自起止期间:~—-]$")  # ends of what a date may go on from


@dataclass(frozen=True)
class Row:
    """Pieces of one row of a column. ``owner`` is the label that shares their OCR line, if any."""

    line: Line
    owner: int | None


def join_rows(pieces: Sequence[Row], edge: float) -> list[Row]:
    """The rows from the top; letters that stand left of ``edge``, among the labels, are no start of a row
    that begins to the right of it, but print of the ground."""
    groups: list[list[Row]] = []
    for piece in sorted(pieces, key=lambda piece: piece.line.middle):
        for group in groups[-3:]:
            if in_row(piece.line, [row.line for row in group]) and _share_owner(group, piece):
                group.append(piece)
                break
        else:
            groups.append([piece])
    rows = []
    for group in groups:
        beside = [piece for piece in group if not _is_ground(piece, edge)]
        parts = _near_parts(sorted((piece.line for piece in beside or group), key=lambda line: line.box.left))
        owner = next((piece.owner for piece in group if piece.owner is not None), None)
        rows.append(Row(join(parts), owner))
    return sorted(rows, key=lambda row: row.line.middle)


def _near_parts(parts: list[Line]) -> list[Line]:
    """The parts of a row, from the left, without what stands far to the right of the others and is no part of
    them: a single character of the picture beside the paper, and a date beside text."""
    while len(parts) > 1 and _is_beside(parts[-2], parts[-1]):
        parts = parts[:-1]
    return parts


def _is_beside(before: Line, last: Line) -> bool:
    if last.box.left - before.box.right < FAR_RIGHT * before.height:
        return False
    alone = len(last.text) == 1 and not last.text.isdigit()
    return alone or bool(_DATE.fullmatch(fold(last.text)) and not _DATED.search(fold(before.text)))


def _is_ground(piece: Row, edge: float) -> bool:
    left = piece.owner is None and piece.line.box.right < edge
    return left and not any(map(is_cjk, piece.line.text))


def _share_owner(group: Sequence[Row], piece: Row) -> bool:
    owners = {row.owner for row in [*group, piece]} - {None}
    return len(owners) <= 1
