"""Words of services set as a paragraph that look like another label: a line that begins with 覆盖范围：."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from schemas.document_type import FieldKind, FieldSpec

FULL: Final = 1.5  # line heights before the right edge at which a line is full
NEXT: Final = 2.4  # line heights from one line to the next at most
REACH: Final = 60  # rows below in which the field's own label is looked for
LONG: Final = 8  # characters of a line that may be full


def right_edge(lines: Iterable[Line]) -> float:
    """Where lines end at most."""
    return max((line.box.right for line in lines if len(line.text) >= LONG), default=0.0)


def is_running_text(
    piece: Line,
    spec: FieldSpec,
    last: FieldSpec | None,
    above: Sequence[Line],
    below: Iterable[Sequence[Line]],
    right: float,
) -> bool:
    """Whether ``piece``, which begins as a label of ``spec`` does, goes on from the services that ``last``,
    the label before it, has: the line ``above`` it ends at the ``right`` edge, and a label of the field
    stands to the letter in the rows ``below``."""
    if last is None or last.kind != FieldKind.SERVICES or spec.kind == FieldKind.SERVICES:
        return False
    heads = tuple(f"{fold(label)}:" for label in spec.all_labels)
    return any(
        0 < piece.middle - line.middle < NEXT * piece.height and line.box.right > right - FULL * piece.height
        for line in above
    ) and any(fold(line.text).startswith(heads) for row in below for line in row)
