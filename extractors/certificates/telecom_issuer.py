"""Who issued the certificate: in most layouts only the round seal tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.authorities.authority_names import STATE
from extractors.authorities.own_seals import is_own_seal
from extractors.authorities.seal_fits import with_known_texts
from extractors.candidates import Candidate
from extractors.issue_messages.messages import issue
from extractors.normalize.license_number import find_license_number
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from extractors.record import Record
from extractors.telecom_lists.issuers import (
    FORMER_MINISTRY,
    FORMER_UNTIL,
    MINISTRY,
    IssuerMatch,
    province_to_issuer,
    resolve_issuer,
)
from schemas.certificate import PageKind
from schemas.geometry import Quad
from schemas.page import SealKind

KNOWN = 0.6  # similarity from which a text names an authority of the list
CLEAR = 0.11  # lead over the second that a name needs: one character of eight, or with one too many
CERTAIN = 0.9  # similarity from which a text names one and no other
NUMBER = "license_number"
KEY = "issuer"


@dataclass(frozen=True)
class _Reading:
    raw: str
    match: IssuerMatch | None
    confidence: float
    page_no: int
    quad: Quad
    engine: str


def read_issuer(record: Record, group: PageGroup, number: str | None) -> str | None:
    """The issuer from the official seals and the printed value; the number's province bears it out.

    A seal that names no authority of the list gives its text as read, for review; that of the license's own
    company, on its copy, is no issuer's.
    """
    expected = expected_issuer(number)
    company = record.fields.get("company")
    holder = company.value if company is not None else None
    seals = [one for one in _from_seals(group, expected) if not is_own_seal(one.raw, holder)]
    readings = [*seals, *_printed(group), *_signed(group, expected)]
    if expected == MINISTRY and _may_be_former(number):
        surest = max(readings, key=lambda reading: _sureness(reading, None), default=None)
        former = surest is not None and surest.match is not None and surest.match.name == FORMER_MINISTRY
        expected = FORMER_MINISTRY if former else MINISTRY
    if not readings:
        mains = any(page.kind == PageKind.MAIN for page in group.pages)
        record.leave_out(KEY, required=mains, labelled=False)
        return None
    best = max(readings, key=lambda reading: _sureness(reading, expected))
    if best.match is None or best.match.score < KNOWN:
        record.note([issue("issuer_unknown", KEY, best.raw)])
        return _enter(record, best, best.raw, min(best.confidence, 0.5), sound=False)
    confidence = _sureness(best, expected)
    sound = best.match.margin >= CLEAR or (best.match.name == expected and _tells_region(best))
    if not sound:
        record.note([issue("issuer_unclear", KEY, best.raw)])
    rivals = _others_on_main(readings, best.match.name, group)
    if rivals:  # the seal is another's, or the printed name is that of a forerunner
        record.note([issue("seal_differs", KEY, " / ".join([best.match.name, *rivals]))])
        sound = False
    if expected is not None and best.match.name != expected:
        record.note([issue("issuer_number", KEY, f"{best.match.name} ≠ {expected}")])
        if sound:  # the number may have lost its province
            record.doubt(NUMBER, issue("issuer_number", NUMBER, f"{best.match.name} ≠ {expected}"))
        sound = False
    return _enter(record, best, best.match.name, confidence, sound=sound)


def expected_issuer(number: str | None) -> str | None:
    """Who issues the license number; ``None`` where it is none."""
    found = find_license_number(number) if number else None
    return province_to_issuer(found.province) if found is not None else None


def _tells_region(reading: _Reading) -> bool:
    """Whether a character of the authority's region was read; of those that fit then the number tells one."""
    name = "" if reading.match is None else reading.match.name
    return bool(({*name.removesuffix("通信管理局")} - {*"省市自治区"}) & {*fold(reading.raw)})


def _others_on_main(readings: Sequence[_Reading], name: str, group: PageGroup) -> list[str]:
    """Other authorities that main pages name as clearly: one in print, the other in the seal."""
    others = {
        one.match.name: None
        for one in readings
        if one.match is not None and one.match.score >= CERTAIN and one.match.margin >= CLEAR
        if group.pages[one.page_no - 1].kind == PageKind.MAIN and one.match.name != name
    }
    return list(others)


def _may_be_former(number: str | None) -> bool:
    """Whether the number is so old that the ministry's forerunner may have issued the license."""
    found = find_license_number(number) if number else None
    return found is not None and found.year <= FORMER_UNTIL


def _sureness(reading: _Reading, expected: str | None) -> float:
    """The similarity and its margin, and whether the number's province agrees."""
    if reading.match is None:
        return 0.0
    score = reading.match.score * min(1.0, 0.6 + reading.match.margin)
    if expected is not None and reading.match.name == expected:
        return 1 - (1 - score) * 0.1
    return min(score, reading.confidence)


def _from_seals(group: PageGroup, expected: str | None) -> list[_Reading]:
    return [
        _Reading(
            seal.text or known.text,
            resolve_issuer(known.text, expected),
            known.text_confidence,
            page_no,
            seal.quad,
            seal.engine,
        )
        for page_no, page in enumerate(group.pages, start=1)
        for seal in page.seals
        for known in [with_known_texts(seal)]
        if seal.kind == SealKind.OFFICIAL and known.text
    ]


def _printed(group: PageGroup) -> list[_Reading]:
    def reading(page_no: int, found: Candidate) -> _Reading:
        weakest = min(found.scores, default=0.0)
        return _Reading(
            found.raw, resolve_issuer(found.raw), weakest, page_no, found.quad, found.lines[0].engine
        )

    return [
        reading(page_no, candidate)
        for page_no, page in enumerate(group.pages, start=1)
        for name, candidate in page.fields
        if name == KEY and candidate is not None and resolve_issuer(candidate.raw) is not None
    ]


def _signed(group: PageGroup, expected: str | None) -> list[_Reading]:
    """Rows of main pages that are the name of the number's own authority and nothing else, as it signs above
    a date; no label says what another's would be there for."""
    return [
        _Reading(line.text, resolve_issuer(line.text), min(line.scores), page_no, line.quad, line.engine)
        for page_no, page in enumerate(group.pages, start=1)
        for line in page.lines
        if page.kind == PageKind.MAIN
        and expected is not None
        and fold(line.text).removeprefix(STATE) == expected
    ]


def _enter(record: Record, reading: _Reading, value: str, confidence: float, *, sound: bool) -> str:
    record.enter(
        KEY,
        raw=reading.raw,
        value=value,
        confidence=round(confidence, 4),
        page_no=reading.page_no,
        quad=reading.quad,
        engine=reading.engine,
        sound=sound,
    )
    return value
