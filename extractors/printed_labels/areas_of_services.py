"""Rows of services that each say where they are provided, 覆盖范围：全国, above the middle of the cell: their
label stands below the first of them, and they looked like labels of their own."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from schemas.document_type import FieldKind


def give_back_areas(
    labels: Sequence[Label], others: Sequence[Line], lines: Sequence[Line]
) -> tuple[list[Label], list[Line]]:
    """The labels but for those that come again at the head of a line of services beside a lower label, and
    the ``others`` (without label) with theirs; ``lines`` are both as they were read."""
    services = [label for label in labels if label.spec.kind == FieldKind.SERVICES]
    given = [label for label in labels if any(_is_among(label, own, others) for own in services)]
    rows = [line for line in lines if any(line.box.holds(label.parts[0].box.center) for label in given)]
    return [label for label in labels if label not in given], [*others, *rows]


def _is_among(label: Label, services: Label, others: Sequence[Line]) -> bool:
    """Whether a label with its text begins a row of services above the middle of theirs."""
    box, own = label.box, services.box
    if label.spec.kind != FieldKind.TEXT or not label.rest or own.right > box.left or own.top < box.top:
        return False
    head = fold(label.parts[0].text)
    return any(
        fold(line.text).startswith(head)
        and abs(line.box.left - box.left) < line.height
        and line.middle > own.top
        for line in others
    )
