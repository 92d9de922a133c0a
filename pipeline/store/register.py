"""The register: one line a certificate as it stands now, kept in step with readings and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, insert, select, update

from extractors.doubtful import is_doubtful
from extractors.normalize.license_number import find_license_number
from extractors.telecom_lists.issuers import issuer_to_province, to_one_mark
from pipeline.store.apply import UNTOUCHED, ReviewState, Standing, apply_standing, content_digest
from pipeline.store.corrections import load_standings, note_event
from pipeline.store.documents import drop_documents, write_documents
from pipeline.store.load_versions import load_versions
from schemas.certificate import Certificate
from schemas.field import FieldStatus, Severity
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateRow, CertificateVersion
from schemas.tables.desk import CertificateState, RegisterEntry, SearchDocument

_BATCH = 200
NO_DOUBT = 3
_NONE: Final[Mapping[int, Certificate]] = {}
_IDENTITY = frozenset({"license_number", "valid_until"})


def refresh_register(
    connection: Connection, certificate_ids: Iterable[int], written: Mapping[int, Certificate] = _NONE
) -> None:
    """Writes the lines of these certificates anew; those that are no more leave register and index.

    ``written`` are versions whose rows this transaction wrote, by their ids: they need not be loaded.
    """
    ids = sorted(set(certificate_ids))
    for start in range(0, len(ids), _BATCH):
        _refresh(connection, ids[start : start + _BATCH], written)


def fill_register(connection: Connection) -> int:
    """Adds some certificates that were stored before there was a register; how many, 0 at the end."""
    missing = ~exists().where(RegisterEntry.certificate_id == CertificateRow.id)
    ids = list(connection.scalars(select(CertificateRow.id).where(missing).limit(_BATCH)))
    _refresh(connection, ids, _NONE)
    return len(ids)


def _refresh(connection: Connection, ids: Sequence[int], written: Mapping[int, Certificate]) -> None:
    if not ids:
        return
    query = select(CertificateVersion.id, CertificateVersion.certificate_id, CertificateVersion.saved_at)
    rows = connection.execute(
        query.where(CertificateVersion.certificate_id.in_(ids), CertificateVersion.is_current)
    )
    current = {row.certificate_id: row for row in rows}
    stored = _load(connection, {at: row.id for at, row in current.items()}, written)
    gone = sorted(set(ids) - set(current))
    if gone:
        drop_documents(connection, SearchDocument.certificate_id.in_(gone))
    connection.execute(delete(RegisterEntry).where(RegisterEntry.certificate_id.in_(ids)))
    lines = []
    for at, certificate, standing in stored:
        digest = content_digest(certificate)
        row = current[at]
        own = {"certificate_id": at, "version_id": row.id, "read_at": row.saved_at, "digest": digest}
        lines.append({**own, **_line(certificate, _settled(connection, at, standing, digest))})
    if lines:
        connection.execute(insert(RegisterEntry), lines)
    write_documents(connection, [(at, current[at].id, certificate) for at, certificate, _ in stored])


def _load(
    connection: Connection, versions: Mapping[int, int], written: Mapping[int, Certificate]
) -> list[tuple[int, Certificate, Standing]]:
    """Certificates (id, what it says now, what people said of it) by the ids of their ``versions``."""
    own = {at: written[version] for at, version in versions.items() if version in written}
    others = [version for at, version in versions.items() if at not in own]
    papers = {at: [(page.sha256, page.source_page_no) for page in told.pages] for at, told in own.items()}
    standings = load_standings(connection, papers) if own else {}
    found = []
    for at, as_read in own.items():
        standing = standings.get(at, UNTOUCHED)
        found.append((at, apply_standing(as_read, standing), standing))
    loaded = load_versions(connection, others) if others else []
    return [*found, *((entry.id, entry.certificate, entry.standing) for entry in loaded)]


def _settled(connection: Connection, at: int, standing: Standing, digest: str) -> Standing:
    """A decision holds for what was decided on: other content is for people to look at anew."""
    if standing.digest is None or standing.digest == digest:
        return standing
    note_event(connection, at, "content_changed", None)
    reopened = {"state": ReviewState.READ.value, "digest": None, "revision": standing.revision + 1}
    connection.execute(
        update(CertificateState).where(CertificateState.certificate_id == at).values(**reopened)
    )
    return Standing(state=ReviewState.READ, assignee_id=standing.assignee_id)


def _line(certificate: Certificate, standing: Standing) -> dict[str, Any]:
    ends = [entry.valid_until for entry in certificate.use_restrictions if entry.valid_until]
    first = certificate.sources[0].path if certificate.sources else ""
    decided = standing.state in (ReviewState.VERIFIED, ReviewState.REJECTED)
    doubtful = [key for key, value in certificate.fields.items() if is_doubtful(key, value)]
    return {
        "document_type": certificate.document_type,
        "license_number": certificate.license_number,
        "company": certificate.company,
        "legal_representative": certificate.legal_representative,
        "issuer": None if certificate.issuer is None else text_to_key(certificate.issuer),
        "province": _province(certificate),
        "issue_date": _day(certificate.issue_date),
        "valid_until": _day(certificate.valid_until),
        "copy_until": _day(min(ends, default=None)),
        "folder": text_to_key(str(PurePath(first).parent) if first else ""),
        "doubtful": len(doubtful),
        "urgency": _urgency(certificate, doubtful),
        "open": certificate.needs_review and not decided,
        "state": standing.state.value,
        "assignee_id": standing.assignee_id,
    }


def _province(certificate: Certificate) -> str | None:
    if certificate.license_number is not None:
        number = find_license_number(certificate.license_number)
        if number is not None and number.province is not None:
            return to_one_mark(number.province)
    return None if certificate.issuer is None else issuer_to_province(certificate.issuer)


def _day(value: str | None) -> str | None:
    """A date is ten characters; what else stands there (长期) is kept if it is short."""
    return None if value is None else value[:64]


def _urgency(certificate: Certificate, doubtful: Sequence[str]) -> int:
    """See ``RegisterEntry``."""
    illegible = any(certificate.fields[key].status is FieldStatus.ILLEGIBLE for key in doubtful)
    if illegible or any(issue.severity is Severity.ERROR for issue in certificate.issues):
        return 0
    if _IDENTITY.intersection(doubtful):
        return 1
    return 2 if certificate.needs_review else NO_DOUBT
