"""Columns of labels: those below one another, flush left, flush right or centered."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from schemas.geometry import BBox

FLUSH_LEFT = 3.0  # line heights by which left edges of one column differ: later parts of a form are set in
FLUSH = 1.0  # the same of right edges, and of middles
LEVEL = 0.35  # the same of middles of one row
COLUMN = 3  # labels of a column beside another from which what is above and below them is theirs
LONGEST_VALUE = 10.0  # line heights that a value reaches below its label


def to_columns(labels: Sequence[Label], height: float) -> list[list[int]]:
    """Labels (by index) that stand below one another, left column first, each from the top."""
    columns: list[list[int]] = []
    for index in sorted(range(len(labels)), key=lambda index: labels[index].box.left):
        box = labels[index].box
        for column in columns:
            if _in_column(box, [labels[member].box for member in column], height):
                column.append(index)
                break
        else:
            columns.append([index])
    lefts = [label.box.left for label in labels]
    return [
        sorted(column, key=lambda index: labels[index].box.top) for column in _joined(columns, lefts, height)
    ]


def _joined(columns: Sequence[list[int]], lefts: Sequence[float], height: float) -> list[list[int]]:
    """The columns, two that share a left edge as one: what else a label shares, a later one told."""
    joined: list[list[int]] = []
    for column in columns:
        for known in joined:
            if any(abs(lefts[one] - lefts[two]) < FLUSH * height for one in known for two in column):
                known.extend(column)
                break
        else:
            joined.append(list(column))
    return joined


def _in_column(box: BBox, others: Sequence[BBox], height: float) -> bool:
    """Whether a label in ``box`` stands as ``others`` do; ones of other lengths may share their right edge or
    their middle alone."""
    if abs(others[0].left - box.left) < FLUSH_LEFT * height:
        return True
    if any(min(box.bottom, other.bottom) - max(box.top, other.top) > 0.5 * height for other in others):
        return False
    return any(
        abs(other.right - box.right) < FLUSH * height or abs(other.center[0] - box.center[0]) < FLUSH * height
        for other in others
    )


def belongs_right(
    line: Line,
    column: Sequence[Label],
    columns: Sequence[Sequence[Label]],
    lines: Sequence[Line],
    height: float,
) -> bool:
    """Whether a label of another of ``columns``, further right than ``column``, has a better claim to the
    line, one of ``lines``, than one of the column's own in whose row nothing else stands."""
    if not _is_claimed(line.box, column, columns, height, alone=False):
        return False
    alone = _stands_alone_behind(line, column, lines, height)
    return not alone or _is_claimed(line.box, column, columns, height, alone=True)


def _is_claimed(
    box: BBox, column: Sequence[Label], columns: Sequence[Sequence[Label]], height: float, *, alone: bool
) -> bool:
    """Whether a label of another of ``columns``, further right, has a claim to the line in ``box``; where it
    stands ``alone`` in a row, only one in that row has."""
    left = min(label.box.left for label in column)
    middle = box.center[1]
    for other in columns:
        if min(label.box.left for label in other) <= left + FLUSH_LEFT * height:
            continue
        edge = min(label.box.left for label in other) - 1.5 * height
        outside = not other[0].box.top - height <= middle <= other[-1].box.bottom
        side_by_side = other[COLUMN - 1 :] and other[COLUMN - 1].box.top < column[-1].box.bottom
        if side_by_side and outside and box.left > edge and not alone:
            return True
        for label in other:
            if alone and abs(label.parts[0].middle - middle) >= height:
                continue
            beyond = 0.0 if label.rest else 1.5  # the value of one row that stands in the label's own
            reach = LONGEST_VALUE if label.spec.wraps else beyond
            beside = -height < middle - label.box.top < label.box.height + reach * height
            if beside and box.left > label.box.left - 1.5 * height:
                return True
    return False


def _stands_alone_behind(line: Line, column: Sequence[Label], lines: Sequence[Line], height: float) -> bool:
    """Whether a label of the column has nothing in its row but this line, however far behind it."""
    return any(
        not label.rest
        and abs(label.parts[0].middle - line.middle) < LEVEL * height
        and label.box.right < line.box.left
        and not any(
            other is not line
            and abs(other.middle - line.middle) < height
            and label.box.right < other.box.center[0]
            for other in lines
        )
        for label in column
    )


def stands_before(box: BBox, column: Sequence[Label], height: float) -> bool:
    """Whether the line in ``box`` stands left of the label that it is level with: it is no value of this
    column."""
    return any(
        abs(part.middle - box.center[1]) < LEVEL * height and box.right < part.box.left
        for label in column
        for part in label.parts
    )
