"""What labels begin with, to the letter: a cheap look at which fields a page may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from extractors.normalize.text import fold
from schemas.document_type import FieldSpec


@cache  # there are as many as declared fields
def to_beginnings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The first line of each label, folded."""
    return tuple(fold(label.split("|")[0]) for label in labels)


def count_begun(rows: Sequence[str], specs: Iterable[FieldSpec]) -> int:
    """How many fields' labels begin one of ``rows`` (folded), whatever follows: 名称/, 住所=."""
    beginnings = (to_beginnings(spec.labels) for spec in specs if spec.labels)
    return sum(any(row.startswith(own) for row in rows) for own in beginnings)
