"""The values of the main page, checked against what the other pages say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.candidates import Candidate
from extractors.confidence import candidate_to_evidence, evidence_to_confidence
from extractors.issue_messages.messages import issue
from extractors.normalize.dates import find_dates, normalize_period
from extractors.normalize.normal import Check, Normal
from extractors.normalize.see_annex import refers_to_annex
from extractors.normalize.text import fold
from extractors.page_dates.date_by_seal import fill_date_by_seal
from extractors.page_lines.layout import join
from extractors.pages.group import PageGroup, page_number
from extractors.pages.holder import find_holder
from extractors.pages.named_company import COMPANY
from extractors.pages.own_numbers import find_rivals, is_cut
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from extractors.site_domains.domain_values import candidate_to_domains
from schemas.calibration import calibration
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind, FieldSpec, Place

_SPAN = re.compile(r"(?<=日)\s*[-—–－~～一]+\s*(?=[0-9二])")  # a dash between two dates
_PLAIN_SPAN = re.compile(
    r"(?P<start>[0-9]{4}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{1,2})\s*[-—–－~～]+\s*(?=[12][0-9]{3}[./-])"
)
_HAS_START = re.compile("^自|自.*[0-9].*至", re.DOTALL)  # of a period that is printed whole
# What engines read for www., for li, and for the dot of an i or j that stands off: www.ling.jing.tv.
_ALIKE = re.compile(r"^ww?\.|ii|(?<!www)(?<=[a-z0-9])\.[ij][^.]*\.")
_INDEX = re.compile(r" ?[(（][0-9]+[-/][0-9]+[)）]")  # of a copy of several, behind its number
MISREAD = 80.0  # likeness (0-100) of two readings of one value
DERIVED = (FieldKind.NONE, FieldKind.PERIOD)  # kinds that give no value under their own name


def read_number(record: Record, group: PageGroup, spec: FieldSpec) -> str | None:
    """The number that the certificate is known by: it may stand on every page, so the pages vote and
    disagreement is told."""
    readings: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for page_no, page in enumerate(group.pages, start=1):
        candidates = [*_labelled(page, spec.name), *page.numbers]
        best = page_number(page)
        for candidate in candidates:
            if candidate.value is not None and candidate.value == best:
                readings[candidate.value].append((page_no, candidate))
                break
    if not readings:
        return _unread_number(record, group, spec)
    votes = {value: sum(_sureness(found) for _, found in seen) for value, seen in readings.items()}
    whole = [
        value
        for value, seen in readings.items()
        if any(group.pages[page_no - 1].kind == PageKind.MAIN for page_no, _ in seen)
    ]
    chosen = max(votes, key=lambda value: _votes_for(value, votes, is_whole=value in whole))
    page_no, candidate = max(readings[chosen], key=lambda seen: _sureness(seen[1]))
    others = [
        value
        for value, seen in readings.items()
        if value != chosen and not (is_cut(value, chosen) and (len(readings[chosen]) > 1 or _tell_cut(seen)))
    ]
    differing = sum(len(readings[value]) for value in others)
    rivals = find_rivals(group.pages[page_no - 1].numbers, chosen)
    breach = issue("numbers_differ", spec.name, ", ".join(dict.fromkeys([*others, *rivals])))
    if differing or rivals:
        record.note([breach])
    agreeing = len(readings[chosen])
    candidate = _with_index(candidate, _labelled(group.pages[page_no - 1], spec.name))
    value = record.put(spec.name, candidate, page_no, agreeing=agreeing - 1, differing=differing)
    if differing >= agreeing or rivals:  # as many pages, or lines of its own, speak against it
        record.doubt(spec.name, breach)
    return value


def _tell_cut(seen: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether readings show themselves that they lack what stands before them: 吉B.B2-20212090."""
    return all(Check.NUMBER_PREFIX in found.failed for _, found in seen)


def _votes_for(number: str, votes: Mapping[str, float], *, is_whole: bool) -> float:
    """A number that a main page reads has the votes of its own beginnings and ends on other pages too."""
    cut = (own for other, own in votes.items() if other != number and is_cut(other, number))
    return votes[number] + (sum(cut) if is_whole else 0.0)


def _with_index(number: Candidate, labelled: Iterable[Candidate]) -> Candidate:
    """The number with the index of the copy, (1-1), that stands apart from it in the row of its label."""
    longer = (one for one in labelled if one.value is not None and not one.failed)
    return next((one for one in longer if _INDEX.fullmatch(_behind(one, number))), number)


def _behind(longer: Candidate, number: Candidate) -> str:
    return (longer.value or "").removeprefix(number.value or "")


def _unread_number(record: Record, group: PageGroup, spec: FieldSpec) -> str | None:
    for page_no, page in enumerate(group.pages, start=1):
        for candidate in _labelled(page, spec.name):
            value = record.put(spec.name, candidate, page_no)
            if spec.required:
                record.demand(spec.name)
            return value
    labelled = any(name == spec.name for page in group.pages for name, _ in page.fields)
    record.leave_out(spec.name, required=spec.required, labelled=labelled and not spec.required)
    return None


def read_main(record: Record, group: PageGroup, document_type: DocumentType) -> dict[str, str | None]:
    """Values by field name, as far as the certificate has a main page; number and issuer are read
    from more than that."""
    values: dict[str, str | None] = {}
    mains = [
        (page_no, page) for page_no, page in enumerate(group.pages, start=1) if page.kind == PageKind.MAIN
    ]
    specs = [
        spec for spec in document_type.fields if not spec.annex and not _is_beside_main(spec, document_type)
    ]
    for spec in specs:
        if spec.kind not in DERIVED:
            pages = _telling(mains, group, spec)
            values[spec.name] = _read_field(record, pages, spec)
            if pages is not mains:
                _tell_several(record, pages, spec)
        if spec.name == COMPANY and not mains:
            values[COMPANY] = _read_holder(record, group)
    for spec in specs:
        if spec.kind == FieldKind.PERIOD:
            _read_period(record, mains, spec, values)
    for spec in specs:
        if spec.place == Place.BY_SEAL:
            fill_date_by_seal(record, mains, spec, values)
    _leave_out_rest(record, mains, specs, values)
    return values


def _is_beside_main(spec: FieldSpec, document_type: DocumentType) -> bool:
    return spec.name == document_type.identity or spec.kind == FieldKind.AUTHORITY


def _labelled(page: PageFacts, name: str) -> Iterator[Candidate]:
    return (candidate for field, candidate in page.fields if field == name and candidate is not None)


def _sureness(candidate: Candidate) -> float:
    return evidence_to_confidence(candidate_to_evidence(candidate), calibration())


def _read_field(record: Record, mains: list[tuple[int, PageFacts]], spec: FieldSpec) -> str | None:
    """The surest reading of the main pages; one with a value before one without."""
    seen = [(page_no, candidate) for page_no, page in mains for candidate in _labelled(page, spec.name)]
    if not seen:
        return None
    page_no, candidate = max(seen, key=lambda reading: (reading[1].value is not None, _sureness(reading[1])))
    if spec.kind == FieldKind.DOMAIN and not candidate.is_blank:
        candidate = _as_domains(candidate)
    value = record.put(spec.name, candidate, page_no)
    others = [one.value for number, one in seen if _is_rival(one, candidate, same_page=number == page_no)]
    if others:  # each as sure as the other
        check = Check.DATE_AMBIGUOUS if spec.kind == FieldKind.DATE else Check.PLACE
        record.doubt(spec.name, issue(check, spec.name, f"{value} / {others[0]}"))
    if spec.required:
        record.demand(spec.name)
    return value


def _read_holder(record: Record, group: PageGroup) -> str | None:
    """The company that the first page which names its holder says."""
    found = ((page_no, find_holder(page)) for page_no, page in enumerate(group.pages, start=1))
    page_no, candidate = next((seen for seen in found if seen[1] is not None), (0, None))
    return None if candidate is None else record.put(COMPANY, candidate, page_no)


def _is_rival(one: Candidate, chosen: Candidate, *, same_page: bool) -> bool:
    """Whether it says under its label what the chosen one does not: a note's, or that of another sheet. Of
    another copy of the page, what is no more than a misreading is none."""
    if one.value is None or chosen.value is None or one.failed or one.kind == FieldKind.DOMAIN:
        return False
    value, other = fold(one.value), fold(chosen.value)
    return value != other and (same_page or one.kind == FieldKind.DATE or fuzz.ratio(value, other) < MISREAD)


def _telling(
    mains: list[tuple[int, PageFacts]], group: PageGroup, spec: FieldSpec
) -> list[tuple[int, PageFacts]]:
    """The main pages, or the annexes that have the field under its label where the main ones refer to them
    for it (见附页)."""
    said = [candidate for _, page in mains for candidate in _labelled(page, spec.name)]
    if not said or not all(refers_to_annex(candidate.raw) for candidate in said):
        return mains
    annexes = [
        (page_no, page)
        for page_no, page in enumerate(group.pages, start=1)
        if page.kind == PageKind.ANNEX and any(map(_tells, _labelled(page, spec.name)))
    ]
    return annexes or mains


def _tell_several(record: Record, annexes: list[tuple[int, PageFacts]], spec: FieldSpec) -> None:
    """Doubt a value where annexes have others under the same label: one a service, each with its own."""
    said = {candidate.raw: None for _, page in annexes for candidate in _labelled(page, spec.name)}
    if len(said) > 1:
        record.doubt(spec.name, issue(Check.PLACE, spec.name, " / ".join(said)))


def _tells(candidate: Candidate) -> bool:
    return candidate.value is not None and not refers_to_annex(candidate.raw)


def _as_domains(candidate: Candidate) -> Candidate:
    """All domains of the value as one text, with the doubts of each."""
    found = [domain.normal for domain in candidate_to_domains(candidate)]
    values = [normal.value for normal in found if normal.value is not None]
    checks = [check for normal in found for check in normal.failed]
    checks += [Check.CONFUSABLE_DOMAIN for value in values if _ALIKE.search(value)]
    failed = tuple(dict.fromkeys(checks))
    repairs = tuple(dict.fromkeys(repair for normal in found for repair in normal.repairs))
    return replace(candidate, normal=Normal("、".join(values) or None, repairs=repairs, failed=failed))


def _read_period(
    record: Record, mains: list[tuple[int, PageFacts]], spec: FieldSpec, values: dict[str, str | None]
) -> None:
    """自…至…: gives ``valid_from`` and ``valid_until`` where no label of their own does."""
    for page_no, page in mains:
        for candidate in _labelled(page, spec.name):
            if candidate.is_blank:
                for name in {"valid_from", "valid_until"} - record.fields.keys():
                    record.put(name, candidate, page_no)
                continue
            period = normalize_period(_period_text(candidate, spec))
            for name, normal in (("valid_from", period.start), ("valid_until", period.end)):
                known = values.get(name)
                if known is None and (normal.value is not None or normal.failed):
                    values[name] = record.put(name, replace(candidate, normal=normal), page_no)
                elif normal.value not in (None, known):  # one of the two may be a stamp's
                    record.doubt(name, issue("period_differs", name, f"{known} … {normal.value}"))
            if "valid_from" not in record.fields and _HAS_START.search(candidate.raw):
                record.leave_out("valid_from", required=True, labelled=True)
            if "valid_until" not in record.fields:  # a period that does not end was read in part
                record.leave_out("valid_until", required=True, labelled=True)
    told = record.fields.keys() & {"valid_from", "valid_until"}
    if not told and any(name == spec.name for _, page in mains for name, _ in page.fields):
        record.leave_out("valid_until", required=True, labelled=True)  # its label stands there


def _period_text(candidate: Candidate, spec: FieldSpec) -> str:
    """The text with the word that its label may hold: 有效期自. One date after 有效期 alone is its end."""
    text = candidate.raw if "自" in candidate.raw else join(candidate.lines).text
    text = _PLAIN_SPAN.sub(r"\g<start>至", _SPAN.sub("至", text))
    if "自" in text:
        return text
    single = sum(found.normal.value is not None for found in find_dates(text)) == 1
    open_end = re.search("[至到止起始]|长期|永久", fold(text)) is not None
    starts = any(fold(label).endswith("自") for label in spec.labels) and not spec.wraps
    return f"至{text}" if single and not open_end and not starts else f"自{text}"


def _leave_out_rest(
    record: Record,
    mains: list[tuple[int, PageFacts]],
    specs: list[FieldSpec],
    values: dict[str, str | None],
) -> None:
    """Absent and illegible fields are entered as such: emptiness has a reason."""
    labelled = {name for _, page in mains for name, _ in page.fields}
    for spec in specs:
        if spec.kind in DERIVED or spec.name in record.fields:
            continue
        record.leave_out(spec.name, required=spec.required and bool(mains), labelled=spec.name in labelled)
        values.setdefault(spec.name, None)
