"""The pages and files of a certificate, as its record names them."""

from __future__ import annotations

from extractors.pages.page_facts import PageFacts
from schemas.certificate import CertificatePage, PageKind, Source
from schemas.page import SourcePage


def to_page(page_no: int, page: PageFacts) -> CertificatePage:
    """The page as the certificate's page ``page_no``."""
    return CertificatePage(
        page_no=page_no,
        kind=page.kind if page.type_name else PageKind.OTHER,
        rotation=page.source.page.rotation,
        sha256=page.source.sha256,
        source_page_no=page.source.page.page_no,
    )


def to_source(page: SourcePage) -> Source:
    """The file of a page."""
    return Source(path=page.path, sha256=page.sha256)
