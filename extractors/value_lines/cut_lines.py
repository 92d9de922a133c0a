"""Values of which a detector cut the line in two, though nothing parts its print: 高新区|翠竹街1号."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.page_lines.cut_lines import goes_on
from extractors.page_lines.layout import Line, join
from extractors.printed_labels.labels import Label


def with_cut_values(
    labels: Sequence[Label], lines: Sequence[Line]
) -> tuple[list[Label], list[Line], set[int]]:
    """The labels, each together with that of ``lines`` in which its own line goes on, the other lines, and
    the ids of the labels that this holds for."""
    free = list(lines)
    found: list[Label] = []
    cut: set[int] = set()
    for label in labels:
        further = next((line for line in free if label.rest and goes_on(label.rest[-1], line)), None)
        if further is None:
            found.append(label)
            continue
        free = [line for line in free if line is not further]
        found.append(replace(label, rest=(*label.rest[:-1], join((label.rest[-1], further)))))
        cut.add(id(found[-1]))
    return found, free, cut
