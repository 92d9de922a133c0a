"""Labels too long for their column: the value stands in the next row, where the column's values begin."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.printed_labels.labels import Label
from extractors.value_lines.value_rows import LONGEST_PITCH, Row

SHORT = 1.0  # line heights before where values begin up to which such a label reaches at least
ABOVE = 0.3  # line heights that the row below reaches above the label's foot at most
OFF = 1.5  # line heights that the value begins off the others at most
LEAST = 2  # values beside their labels by which it is known where values begin


def rows_below_long(
    labels: Sequence[Label], rows: Sequence[Row], beside: Sequence[Sequence[bool]], height: float
) -> list[int | None]:
    """For each label of a column the place in ``rows`` where its value begins below it, else ``None``.
    ``beside`` tells for each label which rows stand beside it."""
    level = [row.line for place, row in enumerate(rows) if any(own[place] for own in beside)]
    begins = [line.box.left for line in level]
    begins += [label.rest[0].box.left for label in labels if label.rest]
    if len(begins) < LEAST:
        return [None] * len(labels)
    left = median(begins)
    return [
        None if label.rest or any(own) else _first_below(label, rows, left, height)
        for label, own in zip(labels, beside, strict=True)
    ]


def _first_below(label: Label, rows: Sequence[Row], left: float, height: float) -> int | None:
    own = label.parts[-1]
    if label.box.right < left - SHORT * height:
        return None
    below = (place for place, row in enumerate(rows) if row.line.middle > own.box.bottom - ABOVE * height)
    place = next(below, None)
    if place is None or rows[place].owner is not None:
        return None
    line = rows[place].line
    is_near = line.middle - own.middle < LONGEST_PITCH * height
    return place if is_near and abs(line.box.left - left) < OFF * height else None
