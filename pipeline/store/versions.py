"""Which readings of one certificate are one version of it, and which reading replaces another.

Pure, and a function of the set of readings: whatever order files arrive in, the same versions
come out. Two readings differ in version only where both are sure: one key, accepted on both
sides, two values. Everything less is doubt, and doubt never makes a version.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.comparable import text_to_comparable
from pipeline.store.accepted import Accepted, certificate_to_accepted, compare_accepted
from pipeline.store.conflicts import tell_conflicts
from pipeline.store.merge import merge
from schemas.certificate import Certificate
from schemas.field import FieldStatus


@dataclass(frozen=True)
class DecidedVersion:
    """One version: the certificate as its readings together give it.

    ``members`` are indexes into the readings that were given, the most complete reading first.
    """

    certificate: Certificate
    members: tuple[int, ...]


@dataclass(frozen=True)
class Identity:
    """By what a certificate is known: its type and accepted number."""

    document_type: str
    number_key: str


def find_identity(certificate: Certificate) -> Identity | None:
    """``None`` where the number was not read, or is doubtful.

    A paper that bears no number of its own and needs none, as business licenses do, is known by the
    credit code of its holder.
    """
    own = certificate.fields.get("license_number")
    told = any(issue.field == "license_number" for issue in certificate.issues)
    key = "license_number"
    if own is not None and own.status is FieldStatus.ABSENT and not told:
        key = "unified_social_credit_code"
    field = certificate.fields.get(key)
    if field is None or field.status is not FieldStatus.ACCEPTED or not field.value:
        return None
    return Identity(certificate.document_type, text_to_comparable(field.value))


def readings_to_versions(readings: Sequence[Certificate]) -> tuple[DecidedVersion, ...]:
    """The versions that the readings of one certificate amount to.

    Readings are placed from the most to the least complete, each with the version that it
    contradicts nowhere and agrees with most, or with a new one.
    """
    if len(readings) == 1:  # most certificates: nothing is compared
        return (DecidedVersion(readings[0], (0,)),)
    accepted = [certificate_to_accepted(reading) for reading in readings]
    order = sorted(range(len(readings)), key=lambda index: _standing(readings[index], accepted[index]))
    groups: list[list[int]] = []
    for index in order:
        best: list[int] | None = None
        most = -1
        for group in groups:
            agreeing = [_agreement(accepted[member], accepted[index]) for member in group]
            if None in agreeing:
                continue
            agreement = max(count for count in agreeing if count is not None)
            if agreement > most:
                best, most = group, agreement
        if best is None:
            groups.append([index])
        else:
            best.append(index)
    merged = tell_conflicts([merge([readings[index] for index in group]) for group in groups])
    return tuple(map(DecidedVersion, merged, map(tuple, groups)))


def find_current(versions: Sequence[Certificate]) -> int | None:
    """Index of the version in force: the latest accepted issue date, then the latest accepted end of
    validity, then the most complete. A doubtful date does not decide, nor does the order of arrival.
    """
    if len(versions) < 2:
        return 0 if versions else None
    return max(range(len(versions)), key=lambda index: _force(versions[index]))


def is_superseded(stored: Certificate, new: Certificate) -> bool:
    """Whether ``new`` is the same papers as ``stored``, read more completely.

    True where every page of ``stored`` is a page of ``new``, and ``stored`` is either a record
    without a number or has the number of ``new``. A certificate with another number on the same
    page is another certificate. Of the same files seen in two folders, the first by path counts.
    """
    identity, other = find_identity(stored), find_identity(new)
    if identity is not None and identity != other:
        return False
    pages, more = certificate_to_pages(stored), certificate_to_pages(new)
    if pages == more and identity == other and _paths(stored) < _paths(new):
        return False
    return bool(pages) and pages <= more


def certificate_to_pages(certificate: Certificate) -> frozenset[tuple[str, int]]:
    """(SHA-256, page number in the file) of each page; page 0 of its files if it names none."""
    pages = frozenset((page.sha256, page.source_page_no) for page in certificate.pages)
    return pages or frozenset((source.sha256, 0) for source in certificate.sources)


def _paths(certificate: Certificate) -> list[str]:
    return sorted(source.path for source in certificate.sources)


def _agreement(one: Accepted, other: Accepted) -> int | None:
    """Number of keys with one value on both sides; ``None`` when some key has two, or where each has a
    service, an annex, a site or a domain that the other lacks."""
    compared = compare_accepted(one, other)
    if compared.apart or compared.differing():
        return None
    return len(compared.own.keys() & compared.theirs.keys())


def _standing(certificate: Certificate, accepted: Accepted) -> tuple[int, int, str]:
    """Sorts the most complete reading first; ties by content, so that arrival never counts."""
    content = json.dumps(certificate.model_dump(), sort_keys=True)
    return (-len(accepted.values), -len(certificate.pages), content)


def _force(certificate: Certificate) -> tuple[str, str, int, str]:
    dates = (_accepted_date(certificate, "issue_date"), _accepted_date(certificate, "valid_until"))
    content = json.dumps(certificate.model_dump(), sort_keys=True)
    return (*dates, len(certificate_to_accepted(certificate).values), content)


def _accepted_date(certificate: Certificate, key: str) -> str:
    field = certificate.fields.get(key)
    if field is None or field.status is not FieldStatus.ACCEPTED:
        return ""
    return field.value or ""
