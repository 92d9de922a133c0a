"""What is told of a certificate's pages as a whole, and of those that may be another's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from extractors.issue_messages.messages import carried_to_issues, issue
from extractors.normalize.see_annex import names_annex
from extractors.pages.changes import is_filled
from extractors.pages.group import PageGroup
from extractors.pages.named_company import COMPANY, find_holder_said, has_other_character, is_other_company
from extractors.pages.other_papers import has_title, is_headed_otherwise, tells_void
from extractors.pages.page_facts import PageFacts
from extractors.pages.page_text import PageText
from extractors.pages.parted import may_be_several
from extractors.pages.rivals import find_strangers
from extractors.pages.set_aside import is_aside
from extractors.pages.sharing import is_clear
from extractors.pages.status_marks import find_longer_mark, find_specimen_mark, find_void_mark
from extractors.pages.tabled import tabled_fields
from extractors.record import Record
from schemas.certificate import Classification, PageKind
from schemas.document_type import DocumentType, FieldSpec
from schemas.field import Issue

LONGEST = 2.0  # long to short side of a page; telephones' pictures are up to 1.8


def note_pages(record: Record, group: PageGroup, document_type: DocumentType, why: Classification) -> None:
    """What a person may have to know of the pages as a whole."""
    if not any(page.kind == PageKind.MAIN for page in group.pages):
        record.note([issue("no_main_page")])
    elif not is_clear(why):
        record.note([issue("type_unclear", detail=f"{why.runner_up} {why.runner_up_score:.2f}")])
    record.note(carried_to_issues(page.source.page for page in group.pages))
    long = [f"p{page_no}" for page_no, page in enumerate(group.pages, start=1) if _is_long(page)]
    if long:
        record.note([issue("long_picture", detail=", ".join(long))])
    mixed = [
        f"p{page_no}"
        for page_no, page in enumerate(group.pages, start=1)
        if page.is_list or (page.kind == PageKind.MAIN and _may_be_several(page, document_type))
    ]
    if mixed:
        record.note([issue("several_on_page", detail=", ".join(mixed))])
    _note_marks(record, group)
    _tell_untitled(record, group, document_type)
    _doubt_headed_otherwise(record, group, document_type)
    if not any(page.kind in (PageKind.ANNEX, PageKind.OTHER) for page in group.pages):
        record.note(issue("annex_missing", name) for name in _on_annex(group))
    changed = [f"p{page_no}" for page_no, page in enumerate(group.pages, start=1) if _tells_changes(page)]
    if changed:
        record.note([issue("changes_unread", detail=", ".join(changed))])


def _may_be_several(page: PageFacts, document_type: DocumentType) -> bool:
    headed = [spec.name for spec in tabled_fields(document_type)] if page.granted_rows else []
    return may_be_several(page.text, document_type, headed)


def _tell_untitled(record: Record, group: PageGroup, document_type: DocumentType) -> None:
    """Tell of main pages without a title: tables, letters and screens may have all labels of one. One beside
    the title of its own certificate was set aside, and is told too."""
    mains = [(at, page) for at, page in enumerate(group.pages, start=1) if page.kind == PageKind.MAIN]
    aside = [at for at, page in enumerate(group.pages, start=1) if is_aside(page)]
    if not any(has_title(page.text, document_type) for page in group.pages):
        aside += [at for at, _ in mains]
    if aside:
        record.note([issue("untitled", detail=", ".join(f"p{at}" for at in aside))])


def _doubt_headed_otherwise(record: Record, group: PageGroup, document_type: DocumentType) -> None:
    """Accept nothing from a page that was taken for an annex and is headed as another paper."""
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind == PageKind.ANNEX and is_headed_otherwise(page.text, document_type):
            breach = issue("headed_otherwise", detail=f"p{page_no}")
            record.note([breach])
            _doubt_pages(record, [page_no], breach)


def note_void_papers(record: Record, papers: Iterable[PageText], number: str | None) -> None:
    """Tell of other papers among the pages by which the certificate of this ``number`` is void."""
    for paper in papers:
        if number is not None and tells_void(paper, number):
            place = f"{PurePath(paper.source.path).name} p{paper.source.page.page_no}"
            record.note([issue("void_paper", detail=place)])


def _note_marks(record: Record, group: PageGroup) -> None:
    """Tell of marks upon main pages and annexes: void, a specimen, or longer in force than is printed."""
    marked = [page.text for page in group.pages if page.kind in (PageKind.MAIN, PageKind.ANNEX)]
    for mark in filter(None, map(find_void_mark, marked)):
        record.note([issue("void_mark", detail=mark.replace("\n", " "))])
    for mark in filter(None, map(find_specimen_mark, marked)):
        record.note([issue("specimen_mark", detail=mark)])
    for mark in filter(None, map(find_longer_mark, marked)):
        record.doubt("valid_until", issue("longer_mark", "valid_until", mark.replace("\n", " ")))


def doubt_strange_pages(
    record: Record, group: PageGroup, identity: FieldSpec, disputed: Sequence[int] | None
) -> None:
    """Accept nothing from pages that may be another certificate's: those ``disputed``, of which there may be
    none and it be told so all the same, those of another number and those of another company."""
    if disputed is not None:
        breach = issue("pages_of_either", detail=", ".join(f"p{page_no}" for page_no in disputed))
        record.note([breach])
        _doubt_pages(record, disputed, breach)
    strangers = find_strangers(group)
    _doubt_pages(record, strangers, issue("numbers_differ", identity.name, group.number or ""))
    _tell_other_companies(record, group)


def _tell_other_companies(record: Record, group: PageGroup) -> None:
    """Tell of further pages that are another company's by their own words, and doubt the company where one
    has another character of its name."""
    mains = [page for page in group.pages if page.kind == PageKind.MAIN]
    for page_no, page in enumerate(group.pages, start=1):
        holder = find_holder_said(page)
        if holder is None:
            continue
        breach = issue("company_differs", COMPANY, f"p{page_no} {holder.name}")
        if is_other_company(holder, mains):
            record.note([breach])
            _doubt_pages(record, [page_no], breach)
        if has_other_character(holder, page, mains) and COMPANY in record.fields:
            record.doubt(COMPANY, breach)


def _doubt_pages(record: Record, pages: Sequence[int], breach: Issue) -> None:
    """Accept nothing that was read from pages that may be another certificate's."""
    for name in [name for name, field in record.fields.items() if field.page_no in pages]:
        record.doubt(name, breach)


def _on_annex(group: PageGroup) -> list[str]:
    """The fields whose values the main pages say to be on an annex (见附页), all or a part."""
    said = [found for page in group.pages if page.kind == PageKind.MAIN for found in page.fields]
    referring = (name for name, value in said if value is not None and names_annex(value.raw))
    return list(dict.fromkeys(referring))


def _tells_changes(page: PageFacts) -> bool:
    head = page.found.changes
    return head is not None and (bool(page.seals) or is_filled(page.lines, head))


def _is_long(page: PageFacts) -> bool:
    """Whether no paper is of the page's shape, and it is one paper's."""
    if page.source.is_part:
        return False
    short, long = sorted((page.source.page.width, page.source.page.height))
    return long > LONGEST * short
