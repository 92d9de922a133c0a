"""Of several values of one field those of its surest label, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from extractors.candidates import Candidate
from extractors.normalize.text import fold
from extractors.printed_labels.labels import Label
from extractors.value_lines.values import Value

Found: TypeAlias = tuple[Value, Candidate | None]


def passed_over(found: Sequence[Found], read: Sequence[Found]) -> tuple[tuple[str, Candidate], ...]:
    """The values ``found``, with the names of their fields, that are none of those ``read``."""
    kept = {id(candidate) for _, candidate in read}
    return tuple(
        (value.label.spec.name, candidate)
        for value, candidate in found
        if candidate is not None and id(candidate) not in kept
    )


def preferred(found: Sequence[Found]) -> list[Found]:
    """Of several values of one field of the main page that of the label declared first: an address
    that follows 地址 may be anybody's, one that follows 注册地址 is not."""
    ranks: dict[str, int] = {}
    for value, candidate in found:
        if candidate is not None and not value.label.spec.annex:
            name, rank = value.label.spec.name, _rank(value.label)
            ranks[name] = min(ranks.get(name, rank), rank)
    return [
        (value, candidate)
        for value, candidate in found
        if value.label.spec.annex or _rank(value.label) <= ranks.get(value.label.spec.name, 99)
    ]


def _rank(label: Label) -> int:
    text = fold("".join(part.text for part in label.parts))
    labels = [fold(own.replace("|", "")) for own in label.spec.all_labels]
    return labels.index(text) if text in labels else 0
