"""A list of certificates, each in a row of a table whose head has the labels: no paper of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractors.normalize.license_number import find_license_numbers
from extractors.normalize.numbers import find_pattern
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.printed_labels.labels import Label
from schemas.document_type import DocumentType, FieldKind, FieldSpec
from schemas.geometry import BBox

HEADS: Final = 3  # labels side by side that head a table
SEVERAL: Final = 2  # holders, or numbers, below one of them
_HOLDER: Final = re.compile("(?<!分)公司$")


def lists_several(labels: Sequence[Label], lines: Sequence[Line], document_type: DocumentType) -> bool:
    """Whether below a head of at least ``HEADS`` labels side by side a column has several holders or numbers.
    Where labels stand further down they end what is below the head."""
    main = [label for label in labels if not label.spec.annex]
    for label in main:
        is_number = label.spec.name == document_type.identity
        if not is_number and label.spec.kind != FieldKind.NAME:
            continue
        others = [other.box for other in main if other is not label]
        level = [box for box in others if box.top < label.box.bottom and label.box.top < box.bottom]
        if len(level) < HEADS - 1:
            continue
        texts = list(_column(label.box, level, others, lines))
        count = _count_numbers("".join(texts), label.spec) if is_number else _count_holders(texts)
        if count >= SEVERAL:
            return True
    return False


def _column(
    head: BBox, level: Sequence[BBox], others: Sequence[BBox], lines: Sequence[Line]
) -> Iterator[str]:
    """The texts below ``head`` and below none beside it, from top to bottom, as far as the next labels."""
    end = min((box.top for box in others if box.top > head.bottom), default=float("inf"))
    for line in sorted(lines, key=lambda line: line.box.top):
        is_below = head.bottom <= line.middle < end and _is_over(head, line.box)
        if is_below and not any(_is_over(box, line.box) for box in level):
            yield fold(line.text)


def _is_over(head: BBox, below: BBox) -> bool:
    return head.left < below.right and below.left < head.right


def _count_holders(texts: Sequence[str]) -> int:
    return sum(_HOLDER.search(text) is not None for text in texts)


def _count_numbers(text: str, spec: FieldSpec) -> int:
    if spec.grammar is not None:
        return len({number.value for number in find_license_numbers(text)})
    return len({normal.value for _, _, normal in find_pattern(text, spec.pattern or "(?!)")})
