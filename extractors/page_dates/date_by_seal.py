"""The date of issue that stands by the seal and has no label."""

from __future__ import annotations

from dataclasses import replace

from extractors.authorities.own_seals import is_own_seal
from extractors.candidates import Candidate
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.page_dates.free_dates import is_bare, near_seal
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from schemas.document_type import FieldSpec


def fill_date_by_seal(
    record: Record, mains: list[tuple[int, PageFacts]], spec: FieldSpec, values: dict[str, str | None]
) -> None:
    """The date that stands alone, by the seal, where the form has no label for it. Where it has one, whose
    own date was not read, that date may be another's; so may one that stands elsewhere (a telefax's, an
    archive's) or with words (a note's), unless the period begins on it."""
    if values.get(spec.name) is not None or spec.name in record.fields:
        _doubt_labelled_date(record, mains, spec, values)
        return
    for page_no, page in mains:
        labelled = {candidate.value for _, candidate in page.fields if candidate is not None}
        free = [
            date
            for date in page.unlabelled_dates
            if date.value is None or date.value not in labelled or len(page.unlabelled_dates) == 1
        ]
        by_seal = [date for date in free if _by_seal(date, page, values.get("company"))]
        whole = [date for date in by_seal if date.value is not None] or by_seal
        if len(whole) == 1 or (not whole and len(free) == 1):
            chosen = (whole or free)[0]
            if chosen.value is not None and chosen.value == values.get("valid_from"):
                values[spec.name] = record.put(spec.name, _in_place(chosen), page_no)
                return
            values[spec.name] = record.put(spec.name, chosen, page_no)
            is_labelled = any(name == spec.name for _, other in mains for name, _ in other.fields)
            if is_labelled or chosen not in by_seal:
                record.doubt(spec.name, issue("place", spec.name, chosen.raw))
            return


def _in_place(date: Candidate) -> Candidate:
    """The date that the period begins on is no other's, and has lost no digit with its mark."""
    failed = tuple(check for check in date.failed if check != Check.PLACE)
    return replace(date, misplaced=0.0, normal=replace(date.normal, failed=failed))


def _doubt_labelled_date(
    record: Record, mains: list[tuple[int, PageFacts]], spec: FieldSpec, values: dict[str, str | None]
) -> None:
    """Where a form without a label for it has its date by the seal, one under a label is a note's."""
    known = {candidate.value for _, page in mains for _, candidate in page.fields if candidate is not None}
    others = [
        date.value
        for _, page in mains
        for date in page.unlabelled_dates
        if date.value not in (None, *known) and _by_seal(date, page, values.get("company"))
    ]
    if others and values.get(spec.name) is not None:
        detail = f"{values[spec.name]} / {others[0]}"
        record.doubt(spec.name, issue(Check.DATE_AMBIGUOUS, spec.name, detail))


def _by_seal(candidate: Candidate, page: PageFacts, holder: str | None) -> bool:
    """Whether it stands by a seal and alone; the seal is not the holder's own on a copy (与原件一致)."""
    return any(
        near_seal(candidate.quad.bbox, seal.quad.bbox) and is_bare(candidate, seal.text or "")
        for seal in page.seals
        if not is_own_seal(seal.text or "", holder)
    )
