"""The page that faces a certificate's copy: rules for its holder and a grid for inspections, no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, text_height
from extractors.printed_labels.labels import Label
from schemas.certificate import PageKind
from schemas.document_type import DocumentType

LEAST = 4  # labels by which the certificate's own page is known
GAP = 1.0  # usual line heights between the two pages at least
LEVEL = 0.8  # the same from a label's middle to that of its value beside it
_HEADING = re.compile("(?:重要)?(?:须知|说明|提示)|年度?(?:检验?|报告|验照)(?:情况|记录|公示)")
_CLAUSE = re.compile("[(]?[0-9一二三四五六七八九十]{1,2}[.、,)]{1,2}.{5,}")


def without_facing_page(
    labels: Sequence[Label], rest: Sequence[Line], document_type: DocumentType
) -> tuple[list[Label], list[Line]]:
    """The labels and the other lines without those of the facing page; all where there is none, or where the
    type reads such pages itself."""
    own = {page.kind for page in document_type.pages} & {PageKind.PROVISIONS, PageKind.INSPECTION}
    edge = None if own else _edge(labels, rest)
    if edge is None or sum(_has_value(label, rest, edge) for label in labels) < LEAST:
        return list(labels), list(rest)
    kept = [
        replace(label, rest=tuple(line for line in label.rest if line.box.left < edge)) for label in labels
    ]
    return kept, [line for line in rest if line.box.left < edge]


def _has_value(label: Label, rest: Sequence[Line], edge: float) -> bool:
    """Whether a value stands behind the label and left of the edge: what parts it from the labels is none."""
    reach = LEVEL * label.parts[0].height
    return bool(label.rest) or any(
        label.box.right < line.box.left < edge and abs(line.middle - label.box.center[1]) < reach
        for line in rest
    )


def _edge(labels: Sequence[Label], rest: Sequence[Line]) -> float | None:
    """Where the facing page begins: a gap from top to bottom, with all labels left of it and every heading
    and clause of such a page to its right."""
    signs = [line for line in rest if _HEADING.fullmatch(fold(line.text))]
    if not signs or len(labels) < LEAST:
        return None
    last = max(label.box.right for label in labels)
    signs += [line for line in rest if line.box.left > last and _CLAUSE.fullmatch(fold(line.text))]
    first = min(line.box.left for line in signs)
    lines = [*rest, *(line for label in labels for line in (*label.parts, *label.rest))]
    edge, end = None, last
    for line in sorted(lines, key=lambda line: line.box.left):
        if end + GAP * text_height(lines) <= line.box.left <= first:
            edge = (end + line.box.left) / 2
        end = max(end, line.box.right)
    return edge
