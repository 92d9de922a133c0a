"""Two pages of one paper in one picture, which nothing but a gap parts: an open booklet in one frame, pages
set one below the other. The second says which it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, text_height, to_rows
from extractors.pages.changes import is_changes_title
from extractors.pages.title import WHOLE, is_copy_mark, title_similarity
from schemas.certificate import PageKind
from schemas.document_type import DocumentType

BESIDE, BELOW = 1.5, 4.0  # usual line heights between two pages at least
MIDDLE = (0.35, 0.65)  # share of the text's width in which the gap between two pages lies
WIDE, TALL = 1.1, 1.8  # width by height of the text of two pages, and height by width
DEEP = 4  # rows down to a further page's head
_ABOVE = re.compile("[^:]{0,8}编号:|中华人民共和国$")  # the certificate's number and the country, above it
_ANNEX_END = re.compile(r"\(?附[页件]\)?$")
TITLES = 2  # rows above what a page is called in which its certificate's title stands


def find_further_page(
    lines: Sequence[Line], document_types: Sequence[DocumentType]
) -> tuple[int, float] | None:
    """The axis to cut (0 = x, 1 = y) and where, in upright page pixels: between a page and one behind it
    that is headed as an annex, as rules or as a record of inspections or changes, or such a record left of
    it; ``None`` where there is one page."""
    if len(lines) < 2:
        return None
    width = max(line.box.right for line in lines) - min(line.box.left for line in lines)
    height = max(line.box.bottom for line in lines) - min(line.box.top for line in lines)
    if width >= WIDE * height:
        return _find_beside(lines, width, document_types)
    return _find_below(lines, document_types) if height >= TALL * width else None


def _find_beside(
    lines: Sequence[Line], width: float, document_types: Sequence[DocumentType]
) -> tuple[int, float] | None:
    left = min(line.box.left for line in lines)
    least = BESIDE * text_height(lines)
    gaps: list[tuple[float, float]] = []
    end = left
    for line in sorted(lines, key=lambda line: line.box.left):
        at = (end + line.box.left) / 2
        if line.box.left - end >= least and MIDDLE[0] < (at - left) / width < MIDDLE[1]:
            gaps.append((line.box.left - end, at))
        end = max(end, line.box.right)
    if not gaps:
        return None
    _, gutter = max(gaps)
    first, second = (
        to_rows([line for line in lines if (line.box.left > gutter) == behind]) for behind in (False, True)
    )
    is_left = is_changes_title(fold(join(first[0]).text))
    return (0, gutter) if is_left or _is_headed(second, document_types) else None


def _is_headed(rows: Sequence[Sequence[Line]], document_types: Sequence[DocumentType]) -> bool:
    """Whether a further page's head stands first, or behind the certificate's number and its title."""
    heads = _heads(document_types)
    for row in rows[:DEEP]:
        text = fold(join(row).text)
        title = _ANNEX_END.sub("", text)
        named = title != text and any(
            title_similarity(title, kind.titles) >= WHOLE for kind in document_types
        )
        if named or _is_head(row, heads):
            return True
        if not (_ABOVE.match(text) or is_title_row(row, document_types)):
            return False
    return False


def _find_below(lines: Sequence[Line], document_types: Sequence[DocumentType]) -> tuple[int, float] | None:
    rows, heads = to_rows(lines), _heads(document_types)
    least = BELOW * text_height(lines)
    for at, row in enumerate(rows):
        if not _is_head(row, heads):
            continue
        first = at
        while first > max(0, at - TITLES) and is_title_row(rows[first - 1], document_types):
            first -= 1
        top = min(line.box.top for line in rows[first])
        above = max((line.box.bottom for row in rows[:first] for line in row), default=top)
        if top - above >= least:
            return 1, (above + top) / 2
    return None


def _heads(document_types: Sequence[DocumentType]) -> set[str]:
    """What further pages of any type are called, folded: 附页, 特别规定事项, 年检记录."""
    pages = [page for kind in document_types for page in kind.pages if page.kind != PageKind.MAIN]
    return {fold(title) for page in pages for title in page.titles}


def _is_head(row: Sequence[Line], heads: set[str]) -> bool:
    """Whether a row says one of these alone, or is the title of a record of changes."""
    text = fold(join(row).text).strip("()[]")
    return text in heads or is_changes_title(text)


def is_title_row(row: Sequence[Line], document_types: Sequence[DocumentType]) -> bool:
    """Whether a row is a type's title, or which copy it is."""
    text = fold(join(row).text)
    return is_copy_mark(text) or any(title_similarity(text, kind.titles) >= WHOLE for kind in document_types)
