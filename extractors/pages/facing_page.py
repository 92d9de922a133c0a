"""The page that faces a certificate's copy: rules for its holder and a grid for inspections, no values."""

from __future__ import annotations

import math
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
) -> tuple[list[Label], list[Line], float]:
    """The labels and the other lines without those of the facing page, and where that begins; all, and
    infinity, where there is none. Where the type has pages of clauses, one of nothing else is told alone."""
    kinds = {page.kind for page in document_type.pages}
    clauses = PageKind.PROVISIONS in kinds
    edge = _edge(labels, rest, clauses=clauses) if clauses or PageKind.INSPECTION not in kinds else None
    if edge is None or sum(_has_value(label, rest, edge) for label in labels) < LEAST:
        return list(labels), list(rest), math.inf
    kept = [
        replace(label, rest=tuple(line for line in label.rest if line.box.left < edge))
        for label in labels
        if label.box.left < edge  # 原发证机关 begins a row of a clause
    ]
    return kept, [line for line in rest if line.box.left < edge], edge


def _has_value(label: Label, rest: Sequence[Line], edge: float) -> bool:
    """Whether a value stands behind the label and left of the edge: what parts it from the labels is none."""
    reach = LEVEL * label.parts[0].height
    return bool(label.rest) or any(
        label.box.right < line.box.left < edge and abs(line.middle - label.box.center[1]) < reach
        for line in rest
    )


def _edge(labels: Sequence[Label], rest: Sequence[Line], *, clauses: bool) -> float | None:
    """Where the facing page begins: a gap from top to bottom, with all labels left of it and every heading
    and clause of such a page to its right; of ``clauses`` several are needed, and no heading."""
    if len(labels) < LEAST:
        return None
    rights = sorted(label.box.right for label in labels)
    last = rights[LEAST - 1] if clauses else rights[-1]
    ruled = [line for line in rest if line.box.left > last and _CLAUSE.fullmatch(fold(line.text))]
    heads = [line for line in rest if _HEADING.fullmatch(fold(line.text))]
    is_told = len(ruled) >= LEAST if clauses else bool(heads)
    if not is_told:
        return None
    first = min(line.box.left for line in (ruled if clauses else ruled + heads))
    last = max(right for right in rights if right < first or not clauses)
    lines = [*rest, *(line for label in labels for line in (*label.parts, *label.rest))]
    edge, end = None, last
    for line in sorted(lines, key=lambda line: line.box.left):
        if end + GAP * text_height(lines) <= line.box.left <= first:
            edge = (end + line.box.left) / 2
        end = max(end, line.box.right)
    return edge
