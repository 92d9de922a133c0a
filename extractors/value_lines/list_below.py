"""Lists that stand below their label, set in from it, on a form whose other values stand beside theirs:
资质类别及等级：, below it 市政公用工程施工总承包壹级 and the next in a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from extractors.value_lines.fitness import WRONG, misfit
from schemas.document_type import FieldKind

_KINDS: Final = (FieldKind.LIST, FieldKind.SERVICES)
_FEWEST: Final = 2  # rows of such a list
# In line heights:
_FIRST, _PITCH = 3.0, 2.2  # from the label to the first row, and from row to row, at most
_FLUSH: Final = 0.5  # by which rows begin off one another
_LEVEL: Final = 0.6  # within which a line stands beside the label

Lists = Mapping[int, tuple[tuple[Line, ...], float]]


def deal_lists_below(labels: Sequence[Label], lines: Sequence[Line], height: float) -> Lists:
    """The rows of each such list by its label's index; ``lines`` are those without label."""
    found = {}
    for index, label in enumerate(labels):
        rows = () if label.rest or label.spec.kind not in _KINDS else _rows(label, labels, lines, height)
        if rows and misfit(label.spec, "".join(row.text for row in rows)) < WRONG:
            found[index] = (rows, 0.0)
    return found


def _rows(label: Label, labels: Sequence[Label], lines: Sequence[Line], height: float) -> tuple[Line, ...]:
    box, last = label.box, label.parts[-1].middle
    end = min((other.box.top for other in labels if other.box.top > box.bottom), default=float("inf"))
    beside = [line for line in lines if abs(line.middle - last) < _LEVEL * height]
    below = [line for line in lines if last + height < line.middle < end]
    below.sort(key=lambda line: line.middle)
    if beside or not below or below[0].middle - last > _FIRST * height:
        return ()
    rows = below[:1]
    for above, line in pairwise(below):
        if line.middle - above.middle > _PITCH * height:
            break
        rows.append(line)
    flush = all(abs(row.box.left - rows[0].box.left) < _FLUSH * height for row in rows)
    inset = box.left + height < rows[0].box.left < box.right
    return tuple(rows) if flush and inset and len(rows) >= _FEWEST else ()
