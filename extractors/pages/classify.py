"""What a page is, by evidence: the type of certificate that it belongs to, and its kind of page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extractors.normalize.license_number import find_license_number
from extractors.normalize.numbers import find_pattern
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.pages.annex_pages import (
    ANNEX_MARK,
    heads_list,
    is_annex,
    is_captioned,
    is_site_annex,
    lists_sites,
    names_annex,
)
from extractors.pages.bare_main import is_bare_main
from extractors.pages.changes import CHANGE, find_changes, is_record
from extractors.pages.page_text import PageText
from extractors.pages.title import LARGE, SHORT, TITLE, WHOLE, looks_like_title, title_similarity
from extractors.printed_labels.labels import Label
from extractors.tables.site_table import SiteTable
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind, Place
from schemas.page import SealKind

HEAD = 0.45  # share of the page's rows in which headings of further pages stand
MAIN_LABELS = 4  # labels that make a main page without title
LONGEST = 20  # characters of the title of a record of inspections
FEW = 6  # rows of a page that holds the end of an annex, under one label of it, and nothing else
CLAUSES = 4  # numbered clauses that make a page of them
LARGER = 1.2  # usual line heights of a short title that is read to the letter
SHARES = {"title": 0.45, "labels": 0.3, "number": 0.15, "words": 0.05, "seal": 0.05}
VALID_UNTIL = "valid_until"
SURE_LABELS = 0.75  # share of a type's labels that tells it without title and number

_INSPECTION = re.compile(r"(年检|年审|年报)(\((年检|年报)\))?(合格)?(记录|情况|结果)|年度检验|年检记录表")
_CLAUSE = re.compile(
    r"^([一二三四五六七八九十]{1,3}、(?!业务种类:)|第[一二三四五六七八九十]{1,3}条|[(（][一二三四五六七八九十]{1,3}[)）])"
)


@dataclass(frozen=True)
class PageClass:
    """``type_name`` is ``None`` where the page itself does not tell; ``score`` is 0-1 and the sum of
    ``evidence``. ``certain``: the page is of that type by itself, and not only beside others that are;
    ``changes``: what heads its record of changes."""

    kind: PageKind
    type_name: str | None
    score: float
    certain: bool
    evidence: Mapping[str, float] = field(default_factory=dict)
    changes: Line | None = None


def classify(
    text: PageText, labels: Sequence[Label], document_type: DocumentType, sites: SiteTable
) -> PageClass:
    """The page's kind if it belongs to ``document_type``, whose ``labels`` and ``sites`` were found on it.

    A main page has the title or several of the type's labels; annex, provisions and inspection
    pages say what they are, or show it by their labels, clauses and columns.
    """
    title = best_title(text, document_type)
    own = [label.box for label in labels if label.spec.name != document_type.identity]
    declared = {page.kind for page in document_type.pages}
    main = {label.spec.name for label in labels if not label.spec.annex}
    annex = {label.spec.name for label in labels if label.spec.annex}
    head = text.rows[: max(6, int(len(text.rows) * HEAD))]
    telling = main - {document_type.identity}
    is_form = bool(annex) or (len(telling) > MAIN_LABELS and _is_titled(text, document_type))
    changes = find_changes(text, own, is_form=is_form) if not sites.rows else None
    kind = _kind(text.rows, head, len(telling), len(annex), document_type)
    if PageKind.ANNEX in declared and _is_list(kind, text.rows, len(main), len(annex), sites):
        kind = PageKind.ANNEX
    known = title >= TITLE / 100 or kind in (PageKind.ANNEX, PageKind.PROVISIONS, PageKind.INSPECTION)
    if kind == PageKind.OTHER and title >= TITLE / 100:
        kind = PageKind.MAIN if len(main) >= 2 or is_bare_main(text.rows, document_type) else kind
    if kind == PageKind.MAIN and title < TITLE / 100 and len(main) < MAIN_LABELS:
        kind = PageKind.OTHER
    evidence = _weigh(text, title, main | annex, document_type)
    score = round(sum(evidence.values()), 4)
    if changes is not None and kind in (PageKind.MAIN, PageKind.ANNEX, PageKind.OTHER):
        certain = _has_own_number(document_type, evidence) and is_record(text.lines, changes)
        return PageClass(
            PageKind.OTHER, document_type.name if certain else None, 0.0, certain, evidence, changes
        )
    if kind == PageKind.OTHER or not (known or len(main) >= MAIN_LABELS):
        return PageClass(PageKind.OTHER if kind == PageKind.MAIN else kind, None, 0.0, False, evidence)
    certain = _is_of_trade(kind, title, text, labels, document_type, evidence)
    return PageClass(kind, document_type.name, score, certain, evidence)


def best_title(text: PageText, document_type: DocumentType) -> float:
    """How surely one of the page's rows is the type's title, 0-1. A title of few characters is a word
    of many pages: there only what is set large is one, and where it is small as all on its page, of which
    boxes are relatively higher, to the letter."""
    long = tuple(title for title in document_type.titles if len(title) > SHORT)
    short = tuple(title for title in document_type.titles if len(title) <= SHORT)
    large = ((title_similarity(row, short), size) for row, size in text.titles if size >= LARGER)
    return max(
        max((title_similarity(row, long) for row in text.headings), default=0.0),
        max((alike for alike, size in large if size >= LARGE or alike == 1.0), default=0.0),
    )


def _is_titled(text: PageText, document_type: DocumentType) -> bool:
    """Whether a row is the type's title, and not that of a record of its changes, which a type may declare
    as its own: 计算机软件著作权变更登记证书."""
    own = any(CHANGE in title for title in document_type.titles)
    rows = (row for row in text.headings if own or CHANGE not in row)
    return any(title_similarity(row, document_type.titles) >= WHOLE for row in rows)


def has_other_title(text: PageText, document_type: DocumentType) -> bool:
    """Whether the page bears a title, and not this type's."""
    named = [row for row, size in text.titles if looks_like_title(row, size) and size >= 1.2]
    return bool(named) and not any(
        title_similarity(row, document_type.titles) >= TITLE / 100 for row in named
    )


def _weigh(text: PageText, title: float, found: set[str], document_type: DocumentType) -> dict[str, float]:
    """The shares of the score."""
    labelled = sum(bool(spec.labels) and spec.kind != FieldKind.NONE for spec in document_type.fields)
    shares = {
        "title": title if title >= TITLE / 100 else 0.0,
        "labels": min(1.0, len(found) / max(3.0, 0.5 * labelled)),
        "number": float(is_numbered(text, document_type)),
        "words": float(any(word in text.whole for word in map(fold, document_type.words))),
        "seal": float(_is_sealed(text, document_type)),
    }
    return {name: round(share * SHARES[name], 4) for name, share in shares.items()}


def is_numbered(text: PageText, document_type: DocumentType) -> bool:
    """Whether a number in a form that only this type has stands on the page."""
    for spec in document_type.fields:
        if spec.grammar is not None and any(find_license_number(row) is not None for row in text.rows):
            return True
        anywhere = spec.pattern is not None and spec.place == Place.ANYWHERE
        if anywhere and any(find_pattern(row, spec.pattern or "") for row in text.rows):
            return True
    return False


def _has_own_number(document_type: DocumentType, evidence: Mapping[str, float]) -> bool:
    """Whether a number of the page is of this type's grammar, and no company's on all its papers."""
    return evidence["number"] > 0 and any(spec.grammar is not None for spec in document_type.fields)


def _is_sealed(text: PageText, document_type: DocumentType) -> bool:
    """Whether a seal is of an authority that issues this type."""
    words = [word for spec in document_type.fields for word in spec.words] + list(document_type.words)
    seals = [fold(seal.text) for seal in text.seals(SealKind.OFFICIAL) if seal.text]
    return any(word in seal for seal in seals for word in words)


def _is_of_trade(
    kind: PageKind,
    title: float,
    text: PageText,
    labels: Sequence[Label],
    document_type: DocumentType,
    evidence: Mapping[str, float],
) -> bool:
    """Whether a page says by itself that it is of this type: many certificates have the same labels
    and clauses.

    A main page by its whole title or a number of the trade's grammar; where it bears no other title
    also by a number of its form (危化经字 stands on 危险化学品经营许可证 too), the label of its services or
    nearly all of its labels; further pages by the trade's words.
    """
    numbered = evidence["number"] > 0
    if kind == PageKind.PROVISIONS:
        return (
            numbered
            or evidence["words"] > 0
            or any(_is_heading(row, kind, document_type) for row in text.rows)
        )
    if kind == PageKind.INSPECTION:
        return numbered or evidence["words"] > 0 or evidence["seal"] > 0 or _is_alone(document_type, kind)
    if kind == PageKind.ANNEX:
        own = any(label.spec.annex for label in labels) or heads_list(text.rows)
        return own or numbered or evidence["words"] > 0
    if numbered or title >= WHOLE or any(label.spec.kind == FieldKind.SERVICES for label in labels):
        own = title >= WHOLE or _has_own_number(document_type, evidence)
        return own or not has_other_title(text, document_type)
    if has_other_title(text, document_type):
        return False
    sealed = evidence["seal"] > 0
    return title >= TITLE / 100 or (_has_most(labels, document_type, sealed=sealed) and evidence["words"] > 0)


def _is_alone(document_type: DocumentType, kind: PageKind) -> bool:
    return any(page.kind == kind for page in document_type.pages)


def _has_most(labels: Sequence[Label], document_type: DocumentType, *, sealed: bool) -> bool:
    """Whether nearly all that the type requires is labelled, as on the inner pages of a booklet whose cover
    has the title. Under the type's seal a date needs no label; a term's label stands for its end's."""
    found = {label.spec.name for label in labels if label.similarity == 1}
    if any(label.spec.kind == FieldKind.PERIOD for label in labels if label.spec.name in found):
        found.add(VALID_UNTIL)
    required = [
        spec
        for spec in document_type.fields
        if spec.required and spec.labels and not (sealed and spec.place == Place.BY_SEAL)
    ]
    return sum(spec.name in found for spec in required) >= SURE_LABELS * len(required) and len(found) >= 5


def _is_heading(row: str, kind: PageKind, document_type: DocumentType) -> bool:
    if title_similarity(row, document_type.titles) >= WHOLE:
        return False
    return any(
        fuzz.ratio(title, row) >= TITLE
        for page in document_type.pages
        if page.kind == kind
        for title in page.titles
    )


def _kind(
    rows: Sequence[str], head: Sequence[str], main: int, annex: int, document_type: DocumentType
) -> PageKind:
    """By its headings, clauses and labels; only of the kinds that the type declares."""
    declared = {page.kind for page in document_type.pages}
    clauses = sum(bool(_CLAUSE.match(row)) for row in rows)
    is_named = PageKind.ANNEX in declared and any(map(names_annex, head))
    is_record = PageKind.INSPECTION in declared and _has_inspection_title(rows, document_type)
    if is_record and main < MAIN_LABELS:
        return PageKind.INSPECTION  # provisions may stand above the grid
    headed = any(_is_heading(ANNEX_MARK.sub("", row), PageKind.PROVISIONS, document_type) for row in head)
    has_clauses = clauses >= CLAUSES and not is_named and main < MAIN_LABELS  # 一、公司名称： is no clause
    if headed or has_clauses:
        return PageKind.PROVISIONS if PageKind.PROVISIONS in declared else PageKind.OTHER
    if PageKind.INSPECTION in declared and any(
        _INSPECTION.search(row) and len(row) < LONGEST for row in head
    ):
        return PageKind.INSPECTION
    whole = main >= MAIN_LABELS if annex == 0 else main > MAIN_LABELS
    captioned = whole and is_captioned(rows, document_type)
    if PageKind.ANNEX in declared and not captioned and is_annex(rows, head, document_type):
        return PageKind.ANNEX
    if main >= 2:
        return PageKind.MAIN
    is_end = annex > main and len(rows) <= FEW
    return PageKind.ANNEX if annex >= 2 or is_end else PageKind.OTHER


def _has_inspection_title(rows: Sequence[str], document_type: DocumentType) -> bool:
    titles = [
        title for page in document_type.pages if page.kind == PageKind.INSPECTION for title in page.titles
    ]
    return any(row in titles for row in rows)


def _is_list(kind: PageKind, rows: Sequence[str], main: int, annex: int, sites: SiteTable) -> bool:
    """Whether sites that are listed make the page an annex, whatever heads it: 附件：特别规定事项（一）."""
    if kind == PageKind.PROVISIONS:
        return not any(map(_CLAUSE.match, rows)) and lists_sites(rows, annex, sites)
    return is_site_annex(kind, sites, is_main=main >= MAIN_LABELS)
