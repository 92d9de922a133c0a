"""People's names that begin a character to the right of the values around: their first may be lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind

LEAST = 3  # other values by which the column's edge is known
EVEN = 0.6  # characters that they may begin from one another
LOST = (0.7, 2.3)  # characters behind that edge within which a name begins that has lost one or two
BEHIND = 2.0  # characters behind a label longer than the others within which its value begins where it ends
NEAR = 5.0  # characters from one value's edge to the next of one column


def doubt_lost_heads(values: Sequence[Value]) -> list[Value]:
    """The values, names out of place that begin about one character behind the edge of their column: an
    engine leaves out a rare character that it does not know, as 妘 and 䶮 are."""
    return [
        replace(value, cost=max(value.cost, OUT_OF_PLACE)) if _has_lost_head(value, values) else value
        for value in values
    ]


def _has_lost_head(value: Value, values: Sequence[Value]) -> bool:
    if not value.rows or value.label.spec.kind != FieldKind.PERSON or not is_cjk(value.rows[0].text[0]):
        return False
    column = [other for other in values if other.rows and _are_flush(other, value)]
    size = _size(other.rows[0] for other in column)
    edges = [_edge(other.rows[0], size) for other in column if other is not value]
    if len(edges) < LEAST or not size or max(edges) - min(edges) > EVEN * size:
        return False
    own, right = _edge(value.rows[0], size), value.label.box.right
    if own - right < BEHIND * size and right > median(other.label.box.right for other in column) + size / 2:
        return False
    least, most = LOST
    return least < (own - median(edges)) / size < most


def _are_flush(other: Value, value: Value) -> bool:
    """Whether their labels begin at one edge, and they themselves at about one."""
    height = value.label.parts[0].height
    labels = abs(other.label.parts[0].box.left - value.label.parts[0].box.left)
    return labels < height and abs(other.rows[0].centers[0] - value.rows[0].centers[0]) < NEAR * height


def _size(lines: Iterable[Line]) -> float:
    """From one ideograph to the next, in pixels; 0 where there are no two."""
    places = (pairwise(zip(line.text, line.centers, strict=True)) for line in lines)
    steps = [b - a for pairs in places for (one, a), (other, b) in pairs if is_cjk(one) and is_cjk(other)]
    return median(steps) if steps else 0.0


def _edge(line: Line, size: float) -> float:
    """Where the first character begins: the box of a line that was cut begins behind its label."""
    return line.centers[0] - (0.5 if is_cjk(line.text[0]) else 0.25) * size
