"""Pages to certificates: the one entry of this package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from extractors.authorities.authority import read_authority
from extractors.authorities.joint_issuers import JOINT
from extractors.certificates.peculiar import find_peculiar
from extractors.clauses.provision_pages import read_provisions
from extractors.copies import read_restrictions, read_seals
from extractors.doubtful import needs_review
from extractors.main_page import read_main, read_number
from extractors.normalize.money import normalize_money
from extractors.page_dates.partial_dates import complete_dates
from extractors.page_issues import doubt_strange_pages, note_pages, note_void_papers
from extractors.pages.carried_sites import carry_heads
from extractors.pages.certificate_pages import to_page, to_source
from extractors.pages.group import PageGroup, group_pages
from extractors.pages.page_text import PageText
from extractors.pages.parted import judge_page
from extractors.pages.rivals import find_disputed
from extractors.pages.set_aside import set_aside
from extractors.pages.sharing import Judged, share_pages, stands_alone, to_classification
from extractors.qr_values import weigh_codes
from extractors.record import Record
from extractors.rules import check_rules
from extractors.unknown_types.unknown import page_to_unknown
from extractors.use_restrictions.mixed_values import doubt_mixed_values
from extractors.yearly_inspections.inspections import read_inspections
from schemas.certificate import Certificate, Classification, PageKind
from schemas.document_type import DocumentType, FieldKind
from schemas.field import FieldValue
from schemas.page import SourcePage

KEPT: Final = 128  # pages of which is kept what they are, the latest: 150 kB each


def pages_to_certificates(
    pages: Sequence[SourcePage], document_types: Sequence[DocumentType], accept: float
) -> list[Certificate]:
    """The certificates that ``pages`` (of one file, or of several that belong together) make up.

    ``accept`` (0-1) is the confidence from which a value is accepted. A page that is a certificate
    of no known type makes one of type ``unknown``; other papers make none.
    """
    judged = [one for page in pages for one in _judge(page, tuple(document_types))]
    papers = [one.text for one in judged if one.is_about]
    certificates: list[Certificate] = []
    for document_type, shared in share_pages(judged):
        kept = set_aside([facts for _, facts in shared], document_type)
        origin = {id(facts): page for facts, (page, _) in zip(kept, shared, strict=True)}
        groups = group_pages(kept)
        disputed = find_disputed(groups)
        for index, group in enumerate(groups):
            if any(page.certain for page in group.pages):
                held = [origin[id(facts)] for facts in group.pages]
                why = _classification(held, group, document_type)
                rivalled = disputed.get(index)
                certificates.append(group_to_certificate(group, document_type, why, accept, rivalled, papers))
    certificates += [
        page_to_unknown(page.text, document_types, accept)
        for index, page in enumerate(judged)
        if stands_alone(judged, index)
    ]
    return certificates


@lru_cache(maxsize=KEPT)
def _judge(page: SourcePage, document_types: tuple[DocumentType, ...]) -> tuple[Judged, ...]:
    """As ``judge_page``; the pages of a folder are put together anew with each file that joins them."""
    return tuple(judge_page(page, document_types))


def _classification(held: Sequence[Judged], group: PageGroup, document_type: DocumentType) -> Classification:
    """Of the page that tells the type: the first main one, else the first."""
    mains = [page for page, facts in zip(held, group.pages, strict=True) if facts.kind == PageKind.MAIN]
    return to_classification((mains or list(held))[0], document_type)


def group_to_certificate(
    group: PageGroup,
    document_type: DocumentType,
    why: Classification,
    accept: float,
    disputed: Sequence[int] | None = None,
    papers: Sequence[PageText] = (),
) -> Certificate:
    """One certificate from its pages, each value by the evidence of all pages; ``disputed`` are numbers of
    those that may be another's, which may have none of them and be told so all the same; ``papers`` lie
    beside it and tell of certificates."""
    group = carry_heads(group)
    record = Record(accept, [page.quality for page in group.pages])
    peculiar = find_peculiar(document_type.peculiar)
    identity = document_type.field(document_type.identity)
    number = read_number(record, group, identity)
    values = {identity.name: number, **read_main(record, group, document_type)}
    for spec in document_type.fields:
        if spec.kind == FieldKind.AUTHORITY:
            known = peculiar.read_issuer(record, group, number) if peculiar is not None else None
            values[spec.name] = known if peculiar is not None else read_authority(record, group, spec)
    weigh_codes(record, group, document_type, values)
    completed = complete_dates(record, document_type, values)
    check_rules(record, group, document_type, values)  # what follows from a date does not bear it out
    values |= completed
    nested = dict(peculiar.read_nested(record, group)) if peculiar is not None else {}
    titles = {page.kind: page.titles for page in document_type.pages}
    if PageKind.PROVISIONS in titles:
        nested["provisions"] = read_provisions(record, group, titles[PageKind.PROVISIONS])
    if PageKind.INSPECTION in titles:
        nested["inspections"] = read_inspections(record, group)
    nested["use_restrictions"] = read_restrictions(record, group)
    doubt_mixed_values(record, nested["use_restrictions"])
    closed = document_type.peculiar is not None
    nested["seals"] = read_seals(record, group, _known_rims(record, document_type), closed=closed)
    note_pages(record, group, document_type, why)
    note_void_papers(record, papers, number)
    doubt_strange_pages(record, group, identity, disputed)
    plain: dict[str, Any] = {
        name: value for name, value in values.items() if name in Certificate.model_fields
    }
    return Certificate(
        document_type=document_type.name,
        **plain,
        **nested,
        pages=tuple(to_page(page_no, page) for page_no, page in enumerate(group.pages, start=1)),
        classification=why,
        further=_further(values),
        qr_payloads=tuple(payload for page in group.pages for payload in page.source.page.qr_payloads),
        fields=record.fields,
        issues=tuple(record.issues),
        needs_review=needs_review(record.fields, record.issues),
        sources=tuple(dict.fromkeys(to_source(page.source) for page in group.pages)),
    )


def _known_rims(record: Record, document_type: DocumentType) -> dict[str, FieldValue]:
    """Issuers by what they were read from; a closed list of issuers has seals of its own."""
    if document_type.peculiar is not None:
        return {}
    issuers = [
        record.fields.get(spec.name) for spec in document_type.fields if spec.kind == FieldKind.AUTHORITY
    ]
    return {
        field.raw: field
        for field in issuers
        if field is not None and field.raw and field.value and JOINT not in field.value
    }


def _further(values: dict[str, str | None]) -> dict[str, str | None]:
    """The type's own keys, and what is worked out of a printed value and stands beside it."""
    further = {name: value for name, value in values.items() if name not in Certificate.model_fields}
    capital = values.get("registered_capital")
    if capital is not None:
        further["registered_capital_amount"] = normalize_money(capital).value
    return further
