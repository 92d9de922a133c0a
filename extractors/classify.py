"""What a page is: its kind, and the type of certificate that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.labels import Label
from extractors.layout import Line, join, to_rows
from extractors.normalize.license_number import find_license_number
from extractors.normalize.text import fold
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind

TITLE = 78.0  # similarity (0-100) from which a line holds a title
WHOLE = 0.9  # similarity (0-1) of a title that no other certificate has
HEAD = 0.45  # share of the page's text height in which titles stand

_ANNEX = re.compile(r"[(（]?附[页件录表][)）]?(之?[一二三四五六七八九十\d]+)?")
_ANNEX_TABLE = re.compile(r"序号.*(网站|域名|机房|节点|码号)")
_PROVISIONS = "特别规定事项"
_INSPECTION = re.compile(r"年检(合格)?(记录|情况|结果)|年度检验|年检记录表")
INSPECTION_TITLE = re.compile(r"年检(合格|情况)?记录表?|年度检验记录表?")
_CLAUSE = re.compile(r"^([一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")


@dataclass(frozen=True)
class PageClass:
    """``type_name`` is ``None`` where the page itself does not tell; ``score`` is 0-1. ``certain``:
    the page is of that type by itself, and not only beside others that are."""

    kind: PageKind
    type_name: str | None
    score: float
    certain: bool


def classify(lines: Sequence[Line], labels: Sequence[Label], document_type: DocumentType) -> PageClass:
    """The page's kind if it belongs to ``document_type``, whose ``labels`` were found on it.

    A main page has the title or several of the type's labels; annex, provisions and inspection
    pages say what they are, or show it by their labels, clauses and columns.
    """
    rows = _row_texts(lines)
    title = max((title_similarity(row, document_type) for row in rows), default=0.0)
    main = {label.spec.name for label in labels if not label.spec.annex}
    annex = {label.spec.name for label in labels if label.spec.annex}
    head = rows[: max(6, int(len(rows) * HEAD))]
    kind = _kind(rows, head, len(main - {"license_number"}), len(annex))
    known = title >= TITLE / 100 or kind in (PageKind.ANNEX, PageKind.PROVISIONS, PageKind.INSPECTION)
    if kind == PageKind.OTHER and title >= TITLE / 100 and len(main) >= 2:
        kind = PageKind.MAIN
    if kind == PageKind.MAIN and title < TITLE / 100 and len(main) < 4:
        kind = PageKind.OTHER
    score = min(1.0, title * 0.5 + 0.15 * len(main | annex))
    belongs = kind != PageKind.OTHER and (known or len(main) >= 4)
    if not belongs:
        return PageClass(kind, None, 0.0, certain=False)
    return PageClass(kind, document_type.name, score, certain=_is_of_trade(kind, title, rows, labels))


def _is_of_trade(kind: PageKind, title: float, rows: Sequence[str], labels: Sequence[Label]) -> bool:
    """Whether a page says that it is about telecom: many certificates have these labels and clauses.

    A main page by its whole title, its number or the label of its services; clauses by their words.
    """
    if kind not in (PageKind.MAIN, PageKind.PROVISIONS):
        return True
    numbered = any(find_license_number(row) is not None for row in rows)
    if kind == PageKind.PROVISIONS:
        return numbered or any("电信" in row or fuzz.ratio(_PROVISIONS, row) >= TITLE for row in rows)
    return numbered or title >= WHOLE or any(label.spec.kind == FieldKind.SCOPE for label in labels)


def title_similarity(text: str, document_type: DocumentType) -> float:
    """How surely ``text`` (folded) holds one of the type's titles, 0-1."""
    best = 0.0
    for title in document_type.titles:
        if len(text) >= 0.7 * len(title):
            best = max(best, fuzz.partial_ratio(title, text) / 100)
    return best


def _row_texts(lines: Sequence[Line]) -> list[str]:
    return [fold(join(row).text) for row in to_rows(lines)]


def _kind(rows: Sequence[str], head: Sequence[str], main: int, annex: int) -> PageKind:
    clauses = sum(bool(_CLAUSE.match(row)) for row in rows)
    if any(INSPECTION_TITLE.fullmatch(row) for row in rows):  # provisions may stand above the grid
        return PageKind.INSPECTION
    if any(fuzz.ratio(_PROVISIONS, row) >= TITLE for row in head) or clauses >= 4:
        return PageKind.PROVISIONS
    if any(_INSPECTION.search(row) and len(row) < 16 for row in head):
        return PageKind.INSPECTION
    if any(_ANNEX.fullmatch(row) or row.endswith(("(附页)", "(附件)")) for row in head):
        return PageKind.ANNEX
    if any(_ANNEX_TABLE.search(row) for row in rows):
        return PageKind.ANNEX
    if main >= 2:
        return PageKind.MAIN
    if annex >= 2:
        return PageKind.ANNEX
    return PageKind.OTHER
