"""The values of the main page, checked against what the other pages say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extractors.candidates import Candidate
from extractors.confidence import candidate_to_evidence, evidence_to_confidence
from extractors.group import PageGroup, page_number
from extractors.layout import join
from extractors.messages import issue
from extractors.normalize.dates import normalize_period
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_facts import PageFacts
from extractors.record import Record
from schemas.calibration import calibration
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind, FieldSpec

NUMBER = "license_number"
BESIDE_MAIN = (NUMBER, "issuer")  # read from more than the main page
USUAL_YEARS = 5


def read_number(record: Record, group: PageGroup) -> str | None:
    """The license number: it stands on every page, so the pages vote and disagreement is told."""
    readings: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for page_no, page in enumerate(group.pages, start=1):
        candidates = [*_labelled(page, NUMBER), *page.numbers]
        best = page_number(page)
        for candidate in candidates:
            if candidate.value is not None and candidate.value == best:
                readings[candidate.value].append((page_no, candidate))
                break
    if not readings:
        return _unread_number(record, group)
    votes = {value: sum(_sureness(found) for _, found in seen) for value, seen in readings.items()}
    chosen = max(votes, key=lambda value: votes[value])
    page_no, candidate = max(readings[chosen], key=lambda seen: _sureness(seen[1]))
    differing = sum(len(seen) for value, seen in readings.items() if value != chosen)
    if differing:
        others = ", ".join(value for value in readings if value != chosen)
        record.note([issue("numbers_differ", NUMBER, others)])
    return record.put(NUMBER, candidate, page_no, agreeing=len(readings[chosen]) - 1, differing=differing)


def _unread_number(record: Record, group: PageGroup) -> str | None:
    for page_no, page in enumerate(group.pages, start=1):
        for candidate in _labelled(page, NUMBER):
            return record.put(NUMBER, candidate, page_no)
    record.leave_out(NUMBER, required=True, labelled=False)
    return None


def read_main(record: Record, group: PageGroup, document_type: DocumentType) -> dict[str, str | None]:
    """Values by field name, as far as the certificate has a main page."""
    values: dict[str, str | None] = {}
    mains = [
        (page_no, page) for page_no, page in enumerate(group.pages, start=1) if page.kind == PageKind.MAIN
    ]
    for spec in document_type.fields:
        if spec.annex or spec.kind == FieldKind.NONE or spec.name in BESIDE_MAIN:
            continue
        if spec.kind == FieldKind.DATE_RANGE:
            _read_period(record, mains, spec, values)
        else:
            values[spec.name] = _read_field(record, group, mains, spec)
    _fill_unlabelled_issue_date(record, mains, values)
    _leave_out_rest(record, mains, document_type, values)
    _check_dates(record, values)
    return values


def _labelled(page: PageFacts, name: str) -> Iterator[Candidate]:
    return (candidate for field, candidate in page.fields if field == name and candidate is not None)


def _sureness(candidate: Candidate) -> float:
    return evidence_to_confidence(candidate_to_evidence(candidate), calibration())


def _read_field(
    record: Record, group: PageGroup, mains: list[tuple[int, PageFacts]], spec: FieldSpec
) -> str | None:
    """The surest reading of the main pages."""
    seen = [(page_no, candidate) for page_no, page in mains for candidate in _labelled(page, spec.name)]
    if not seen:
        return None
    page_no, candidate = max(seen, key=lambda reading: _sureness(reading[1]))
    agreeing = 0
    if spec.kind == FieldKind.COMPANY and candidate.value is not None:
        agreeing = _pages_naming(fold(candidate.value), group, page_no)
    return record.put(spec.name, candidate, page_no, agreeing=agreeing)


def _pages_naming(company: str, group: PageGroup, own_page: int) -> int:
    """How many other pages hold the company's name verbatim."""
    return sum(
        company in fold("".join(line.text for line in page.lines))
        for page_no, page in enumerate(group.pages, start=1)
        if page_no != own_page
    )


def _read_period(
    record: Record, mains: list[tuple[int, PageFacts]], spec: FieldSpec, values: dict[str, str | None]
) -> None:
    """自…至…: gives ``valid_from`` and ``valid_until`` where no label of their own does."""
    for page_no, page in mains:
        for candidate in _labelled(page, spec.name):
            text = "自" + join(candidate.lines).text if "自" not in candidate.raw else candidate.raw
            period = normalize_period(text)
            for name, normal in (("valid_from", period.start), ("valid_until", period.end)):
                if values.get(name) is None and (normal.value is not None or normal.failed):
                    values[name] = record.put(name, replace(candidate, normal=normal), page_no)


def _fill_unlabelled_issue_date(
    record: Record, mains: list[tuple[int, PageFacts]], values: dict[str, str | None]
) -> None:
    """The date that stands alone, by the seal, where the form has no label for it."""
    if values.get("issue_date") is not None or "issue_date" in record.fields:
        return
    for page_no, page in mains:
        labelled = {candidate.value for _, candidate in page.fields if candidate is not None}
        free = [
            date
            for date in page.unlabelled_dates
            if date.value not in labelled or len(page.unlabelled_dates) == 1
        ]
        by_seal = [date for date in free if _by_seal(date, page)]
        if len(by_seal) == 1 or (not by_seal and len(free) == 1):
            values["issue_date"] = record.put("issue_date", (by_seal or free)[0], page_no)
            return


def _by_seal(candidate: Candidate, page: PageFacts) -> bool:
    box = candidate.quad.bbox
    return any(
        seal.quad.bbox.left < box.right
        and box.left < seal.quad.bbox.right
        and seal.quad.bbox.top - 2 * box.height < box.center[1] < seal.quad.bbox.bottom + 2 * box.height
        for seal in page.seals
    )


def _leave_out_rest(
    record: Record,
    mains: list[tuple[int, PageFacts]],
    document_type: DocumentType,
    values: dict[str, str | None],
) -> None:
    """Absent and illegible fields are entered as such: emptiness has a reason."""
    labelled = {name for _, page in mains for name, _ in page.fields}
    for spec in document_type.fields:
        skipped = (
            spec.annex or spec.kind in (FieldKind.NONE, FieldKind.DATE_RANGE) or spec.name in BESIDE_MAIN
        )
        if skipped or spec.name in record.fields:
            continue
        record.leave_out(spec.name, required=spec.required and bool(mains), labelled=spec.name in labelled)
        values.setdefault(spec.name, None)


def _check_dates(record: Record, values: dict[str, str | None]) -> None:
    """A period of the usual length speaks for both its ends; of another, one may have lost a digit."""
    start, end = values.get("valid_from") or values.get("issue_date"), values.get("valid_until")
    if not start or not end or not start[:4].isdigit() or not end[:4].isdigit():
        return
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    usual = abs((last - first).days - USUAL_YEARS * 365.25) <= 3
    if last <= first:
        record.note([issue(Check.PERIOD_ORDER.value, "valid_until", f"{start} … {end}")])
    elif not usual:
        record.note([issue("period_length", "valid_until", f"{start} … {end}")])
    for name in ("issue_date", "valid_from", "valid_until"):
        record.weigh(name, agreeing=int(usual), differing=int(not usual))
