"""Values of the last of several labels in a row, which go on at the beginning of the next one:
1. 网站名称：晨曦在线　域名：chenxizx.com.cn、/ zx.com.cn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, in_row, join, to_rows
from extractors.printed_labels.labels import Label
from extractors.printed_labels.running_text import right_edge
from extractors.value_lines.paragraphs import may_run_on
from extractors.value_lines.values import Value

FEWEST: Final = 3  # labels behind another in their rows that tell a running text,
ALIGNED: Final = 0.5  # of which fewer stand below one another than in columns
NEAR: Final = 3.5  # line heights from a row of a form to the next
_OTHER: Final = re.compile(".{1,10}:")  # a label that no type declares


def deal_last_in_rows(labels: Sequence[Label], lines: Sequence[Line]) -> list[Value]:
    """The values of those of ``labels`` that wrap, end their row behind another label's value, and fill it;
    out of ``lines``, those without label. In a running text they go on from its margin to the next label."""
    running = _are_running(labels)
    before = lines if running else ()
    last = [
        label for label in labels if label.spec.wraps and _is_last(label, labels, before, running=running)
    ]
    if not last:
        return []
    right = right_edge([*lines, *(line for label in labels for line in label.rest)])
    heads = [part for label in labels for part in label.parts]
    rows = to_rows(lines)
    found = []
    for label in last:
        others = [other for other in _beside(label, labels) if other.rest]
        goes_on = running and len(others) == len(_beside(label, labels))  # else what follows is a bare one's
        first = min(labels if goes_on else others, key=lambda other: other.begin, default=label)
        further = tuple(_further(label, first, rows, heads, right, running=goes_on))
        if further:
            own = (join(label.rest),) if label.rest else ()
            found.append(Value(label, (*own, *further), 0.0))
    return found


def _beside(label: Label, labels: Sequence[Label]) -> list[Label]:
    """The other labels of its row."""
    own = label.parts[0]
    return [other for other in labels if other.parts != label.parts and in_row(other.parts[0], [own])]


def _is_last(label: Label, labels: Sequence[Label], lines: Sequence[Line], *, running: bool) -> bool:
    """Whether it is the last label of a row in which another has its value, or before which one of ``lines``
    stands; in a ``running`` text, also where it stands alone in its row."""
    others = _beside(label, labels)
    own = label.parts[0]
    valued = (
        (running and not others)
        or any(other.rest for other in others)
        or any(in_row(line, [own]) and line.box.left < own.box.left for line in lines)
    )
    return valued and all(other.box.left < label.box.left for other in others)


def _are_running(labels: Sequence[Label]) -> bool:
    """Whether labels stand in a running text, wherever the value before them ends: of several behind another
    label in a row few stand below one another, as those of columns do."""
    behind = [label for label in labels if any(o.box.left < label.box.left for o in _beside(label, labels))]
    aligned = sum(any(_is_below(one, other) or _is_below(other, one) for other in behind) for one in behind)
    return len(behind) >= FEWEST and aligned < ALIGNED * len(behind)


def _is_below(lower: Label, upper: Label) -> bool:
    """Whether one label stands in a row near below the other, and begins where that does."""
    one, other = lower.parts[0], upper.parts[0]
    near = one.height < one.middle - other.middle < NEAR * one.height
    return near and abs(one.box.left - other.box.left) < 0.5 * one.height


def _further(
    label: Label,
    first: Label,
    rows: Sequence[Sequence[Line]],
    heads: Sequence[Line],
    right: float,
    *,
    running: bool,
) -> Iterator[Line]:
    """The rows that go on from the label's, as long as each is full, in a paragraph that begins where the
    ``first`` label does; in a ``running`` text the last of them up to the next label."""
    above = (*label.parts, *label.rest)[-1]
    for row in rows:
        if row[0].middle < above.middle + 0.5 * above.height:
            continue
        beside = [head for head in heads if in_row(head, row[:1])]
        end = min((head.box.left for head in beside), default=float("inf"))
        own = [piece for piece in row if piece.box.left < end]
        if not own or (beside and not running) or _OTHER.match(fold(own[0].text)):
            return
        if not may_run_on(first, above, own[0], right):
            return
        above = join(own)
        yield above
        if beside:
            return
