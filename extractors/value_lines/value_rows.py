"""The rows of a column: pieces side by side joined, what is no part of them left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line, in_row, join

LONGEST_PITCH = 2.4  # line heights between lines of one value
FAR_RIGHT = 10.0  # line heights right of its row from which a character is no part of it


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
    """The parts of a row, from the left, without a single character far to the right of the others: it is of
    the picture beside the paper."""
    while len(parts) > 1 and len(parts[-1].text) == 1 and not parts[-1].text.isdigit():
        if parts[-1].box.left - parts[-2].box.right < FAR_RIGHT * parts[-2].height:
            break
        parts = parts[:-1]
    return parts


def _is_ground(piece: Row, edge: float) -> bool:
    left = piece.owner is None and piece.line.box.right < edge
    return left and not any(map(is_cjk, piece.line.text))


def _share_owner(group: Sequence[Row], piece: Row) -> bool:
    owners = {row.owner for row in [*group, piece]} - {None}
    return len(owners) <= 1
