"""Pages without a title that quote a certificate whose titled page is at hand: tables, letters, screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.group import page_number
from extractors.pages.other_papers import has_title
from extractors.pages.page_facts import PageFacts
from extractors.tables.site_table import SiteTable
from schemas.certificate import PageKind
from schemas.document_type import DocumentType


def set_aside(pages: Sequence[PageFacts], document_type: DocumentType) -> list[PageFacts]:
    """The pages, those with nothing on them but their number that have a main page's labels and no title,
    and the number of one that has a title: they give no value and are no certificate beside it."""
    mains = [page for page in pages if page.kind == PageKind.MAIN]
    untitled = [page for page in mains if not has_title(page.text, document_type)]
    titled = {page_number(page) for page in mains if not any(page is one for one in untitled)} - {None}
    return [
        _blanked(page) if any(page is one for one in untitled) and page_number(page) in titled else page
        for page in pages
    ]


def is_aside(page: PageFacts) -> bool:
    """Whether the page was set aside."""
    return page.kind == PageKind.OTHER and page.certain and page.found.changes is None


def _blanked(page: PageFacts) -> PageFacts:
    bare = page.source.page.model_copy(update={"lines": (), "seals": (), "rules": (), "qr_payloads": ()})
    source = page.source.model_copy(update={"page": bare})
    return replace(
        page,
        text=replace(page.text, source=source, lines=(), scraps=(), restrictions=(), vertical=(), level=()),
        found=replace(page.found, kind=PageKind.OTHER),
        fields=(),
        site_table=SiteTable(),
        area_rows=(),
        granted_rows=(),
        unlabelled_dates=(),
    )
