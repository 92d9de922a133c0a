"""A certificate of no known type: its labels and values as printed, for a person."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.candidates import Candidate
from extractors.copies import read_restrictions, read_seals
from extractors.issue_messages.messages import carried_to_issues, issue
from extractors.normalize.text import fold
from extractors.page_dates.free_dates import find_free_dates
from extractors.pages.certificate_pages import to_page, to_source
from extractors.pages.classify import PageClass
from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.pages.page_text import PageText
from extractors.pages.pairs import find_free_numbers, find_pairs
from extractors.pages.unknown_page import page_title
from extractors.record import Record
from extractors.tables.site_table import SiteTable
from schemas.certificate import Certificate, Classification, PageKind, Pair
from schemas.document_type import DocumentType

UNKNOWN = "unknown"


def page_to_unknown(text: PageText, document_types: Sequence[DocumentType], accept: float) -> Certificate:
    """The record of a page that is a certificate of none of the types, always for review."""
    facts = PageFacts(text, PageClass(PageKind.MAIN, UNKNOWN, 0.0, False), (), (), SiteTable(), (), ())
    record = Record(accept, [facts.quality])
    group = PageGroup((facts,), None)
    pairs = _read_pairs(record, text, document_types)
    record.note([issue("unknown_type", detail=page_title(text) or "")])
    record.note(carried_to_issues([text.source.page]))
    return Certificate(
        document_type=UNKNOWN,
        pairs=tuple(pairs),
        use_restrictions=read_restrictions(record, group),
        seals=read_seals(record, group, {}),
        pages=(to_page(1, facts),),
        classification=Classification(score=0.0, margin=0.0),
        qr_payloads=text.source.page.qr_payloads,
        fields=record.fields,
        issues=tuple(record.issues),
        needs_review=True,
        sources=(to_source(text.source),),
    )


def _read_pairs(record: Record, text: PageText, document_types: Sequence[DocumentType]) -> list[Pair]:
    """Every pair with its provenance; then the numbers and dates that no label announces."""
    found: list[tuple[str | None, Candidate | None]] = [
        (pair.text, pair.candidate) for pair in find_pairs(text, document_types)
    ]
    held = [candidate for _, candidate in found if candidate is not None]
    whole = "\n".join(fold(candidate.raw) for candidate in held)
    found += [(None, number) for number in find_free_numbers(text) if fold(number.raw) not in whole]
    found += [(None, date) for date in find_free_dates(text, text.lines, ()) if not _is_held(date, held)]
    pairs: list[Pair] = []
    for label, candidate in found:
        key = f"pairs.{len(pairs)}.value"
        if candidate is None:
            record.leave_out(key, required=False, labelled=True)
        value = None if candidate is None else record.put(key, candidate, 1)
        pairs.append(Pair(page_no=1, label=label, value=value))
    return pairs


def _is_held(date: Candidate, held: Sequence[Candidate]) -> bool:
    """Whether the date stands within a pair's own label or value."""
    x, y = date.quad.bbox.center
    boxes = [line.quad.bbox for candidate in held for line in candidate.lines]
    return any(box.left < x < box.right and box.top < y < box.bottom for box in boxes)
