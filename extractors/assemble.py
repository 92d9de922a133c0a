"""Pages to certificates: the one entry of this package."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annexes import read_annexes
from extractors.business_items import read_business_items
from extractors.copies import read_restrictions, read_seals
from extractors.group import PageGroup, group_pages
from extractors.inspections import read_inspections
from extractors.issuer import read_issuer
from extractors.main_page import read_main, read_number
from extractors.messages import issue
from extractors.normalize.money import normalize_money
from extractors.page_facts import PageFacts, read_facts
from extractors.provision_pages import read_provisions
from extractors.record import Record
from schemas.certificate import Certificate, CertificatePage, PageKind, Source
from schemas.document_type import DocumentType
from schemas.page import SourcePage

LONGEST = 2.0  # long to short side of a page; telephones' pictures are up to 1.8


def pages_to_certificates(
    pages: Sequence[SourcePage], document_types: Sequence[DocumentType], accept: float
) -> list[Certificate]:
    """The certificates that ``pages`` (of one file, or of several that belong together) make up.

    ``accept`` (0-1) is the confidence from which a value is accepted. Pages of no known type
    make no certificate.
    """
    certificates = []
    for document_type in document_types:
        facts = [read_facts(page, document_type) for page in pages]
        if not any(page.certain for page in facts):
            continue
        for group in group_pages(facts):
            if any(page.certain for page in group.pages):
                certificates.append(group_to_certificate(group, document_type, accept))
    return certificates


def group_to_certificate(group: PageGroup, document_type: DocumentType, accept: float) -> Certificate:
    """One certificate from its pages, each value by the evidence of all pages."""
    record = Record(accept, [page.quality for page in group.pages])
    number = read_number(record, group)
    values = read_main(record, group, document_type)
    issuer = read_issuer(record, group, number)
    items = read_business_items(record, group)
    annexes = read_annexes(record, group)
    restrictions = read_restrictions(record, group)
    provisions = read_provisions(record, group)
    inspections = read_inspections(record, group)
    seals = read_seals(record, group)
    if not any(page.kind == PageKind.MAIN for page in group.pages):
        record.note([issue("no_main_page")])
    long = [f"p{page_no}" for page_no, page in enumerate(group.pages, start=1) if _is_long(page)]
    if long:
        record.note([issue("long_picture", detail=", ".join(long))])
    return Certificate(
        document_type=document_type.name,
        license_number=number,
        company=values.get("company"),
        legal_representative=values.get("legal_representative"),
        scope=values.get("scope"),
        coverage=values.get("coverage"),
        registered_capital=values.get("registered_capital"),
        address=values.get("address"),
        issuer=issuer,
        issue_date=values.get("issue_date"),
        valid_from=values.get("valid_from"),
        valid_until=values.get("valid_until"),
        business_items=items,
        annexes=annexes,
        use_restrictions=restrictions,
        seals=seals,
        provisions=provisions,
        inspections=inspections,
        pages=tuple(_page(page_no, page) for page_no, page in enumerate(group.pages, start=1)),
        further=_further(values),
        qr_payloads=tuple(payload for page in group.pages for payload in page.source.page.qr_payloads),
        fields=record.fields,
        issues=tuple(record.issues),
        needs_review=record.needs_review,
        sources=_sources(group.pages),
    )


def _is_long(page: PageFacts) -> bool:
    """Whether no paper is of the page's shape."""
    short, long = sorted((page.source.page.width, page.source.page.height))
    return long > LONGEST * short


def _further(values: dict[str, str | None]) -> dict[str, str | None]:
    """What is worked out of a printed value and stands beside it."""
    capital = values.get("registered_capital")
    return {} if capital is None else {"registered_capital_amount": normalize_money(capital).value}


def _page(page_no: int, page: PageFacts) -> CertificatePage:
    return CertificatePage(
        page_no=page_no,
        kind=page.kind if page.type_name else PageKind.OTHER,
        rotation=page.source.page.rotation,
        sha256=page.source.sha256,
        source_page_no=page.source.page.page_no,
    )


def _sources(pages: Sequence[PageFacts]) -> tuple[Source, ...]:
    paths = dict.fromkeys((page.source.path, page.source.sha256) for page in pages)
    return tuple(Source(path=path, sha256=sha256) for path, sha256 in paths)
