"""Cells of a column that say 同上: what stands in the one above them is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line

_SAME = ("同上", "同前", "同上栏")


def as_above(cells: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """The lines of each cell of a column, from the top. One that says 同上 has those of the cell above it;
    below none it stays as it is."""
    told: list[tuple[Line, ...]] = []
    for own in cells:
        is_same = bool(told) and fold("".join(line.text for line in own)).strip("()") in _SAME
        told.append(told[-1] if is_same else own)
    return told
