"""Versions of one certificate that may be one paper, of which one scan was misread for sure. Pure.

An archive holds a license twice: where both scans are read for sure and say two things, one of them may be a
silent error, or the license was changed. Nothing in the readings tells which, so a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from pipeline.store.accepted import Compared, certificate_to_accepted, compare_accepted
from schemas.certificate import Certificate
from schemas.field import FieldStatus, FieldValue, Issue, Severity

CONFLICT = "version_differs"
_ISSUED = "issue_date"


def tell_conflicts(versions: Sequence[Certificate]) -> list[Certificate]:
    """The versions, what is contested among those that may be one paper in doubt."""
    told = list(versions)
    accepted = [certificate_to_accepted(version) for version in versions] if len(versions) > 1 else []
    for at, other in permutations(range(len(versions)), 2):
        contested = _find_contested(compare_accepted(accepted[at], accepted[other]))
        if _may_be_one_paper(versions[at], versions[other], contested):
            told[at] = _doubted(told[at], contested)
    return told


def _find_contested(compared: Compared) -> dict[str, str]:
    """The keys of the first that the second says otherwise for sure, with what it says: nothing of an
    entry that it lacks where it has another."""
    lacking = compared.own.keys() - compared.theirs.keys()
    entries = (key for key in lacking if _is_in(key, compared.apart))
    return {**compared.differing(), **dict.fromkeys(entries, "")}


def _is_in(key: str, paths: Iterable[str]) -> bool:
    return any(key.startswith(f"{path}.") for path in paths)


def _may_be_one_paper(one: Certificate, other: Certificate, contested: dict[str, str]) -> bool:
    """A renewed or changed license is issued on another day and says something else besides."""
    dates = [certificate.fields.get(_ISSUED) for certificate in (one, other)]
    sure = [date.value for date in dates if date is not None and date.status is FieldStatus.ACCEPTED]
    return len(set(sure)) < 2 or contested.keys() == {_ISSUED}


def _doubted(certificate: Certificate, contested: dict[str, str]) -> Certificate:
    fields: dict[str, FieldValue] = dict(certificate.fields)
    issues: list[Issue] = []
    for key in sorted(contested):
        fields[key] = fields[key].model_copy(update={"status": FieldStatus.REVIEW})
        message = (
            "同一编号的另一份扫描件读法不同，请对照 / another scan with this number, read as surely, says"
            f" otherwise: “{contested[key] or '—'}”"
        )
        issues.append(Issue(code=CONFLICT, severity=Severity.WARNING, field=key, message=message))
    told = (*certificate.issues, *(issue for issue in issues if issue not in certificate.issues))
    return certificate.model_copy(update={"fields": fields, "issues": told, "needs_review": True})
