"""An open booklet in one frame: a certificate's main page, and beside it one that says which it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, text_height, to_rows
from schemas.certificate import PageKind
from schemas.document_type import DocumentType

GAP: Final = 1.5  # usual line heights between the two pages at least
MIDDLE: Final = (0.35, 0.65)  # share of the text's width in which the gutter lies
WIDE: Final = 1.1  # how much wider than high the text of two pages is


def find_gutter(lines: Sequence[Line], document_types: Sequence[DocumentType]) -> float | None:
    """Where (x, upright page pixels) a straight gap from top to bottom parts a page from one that is headed
    as an annex, as rules or as a record of inspections; ``None`` where none does."""
    if len(lines) < 2:
        return None
    left, right = min(line.box.left for line in lines), max(line.box.right for line in lines)
    top, bottom = min(line.box.top for line in lines), max(line.box.bottom for line in lines)
    if right - left < WIDE * (bottom - top):
        return None
    gaps: list[tuple[float, float]] = []
    end = left
    for line in sorted(lines, key=lambda line: line.box.left):
        at = (end + line.box.left) / 2
        if (
            line.box.left - end >= GAP * text_height(lines)
            and MIDDLE[0] < (at - left) / (right - left) < MIDDLE[1]
        ):
            gaps.append((line.box.left - end, at))
        end = max(end, line.box.right)
    if not gaps:
        return None
    gutter = max(gaps)[1]
    behind = [line for line in lines if line.box.left > gutter]
    return gutter if _is_headed(behind, document_types) else None


def _is_headed(lines: Sequence[Line], document_types: Sequence[DocumentType]) -> bool:
    """Whether the first row says alone which further page it heads: 附页, 特别规定事项, 年检记录."""
    first, *_ = to_rows(lines)
    heads = {
        fold(title)
        for kind in document_types
        for page in kind.pages
        if page.kind != PageKind.MAIN
        for title in page.titles
    }
    return fold(join(first).text).strip("()[]") in heads
