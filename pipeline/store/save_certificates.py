"""The certificates of one file's reading, set against what is stored of the same papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, insert, select, update

from pipeline.store.derive import derive_versions
from pipeline.store.documents import write_file_documents
from pipeline.store.file_rows import find_files
from pipeline.store.locks import lock
from pipeline.store.readings import (
    StoredReading,
    certificate_to_content,
    delete_readings,
    find_readings_of_files,
    insert_reading,
)
from pipeline.store.register import refresh_register
from pipeline.store.versions import Identity, certificate_to_pages, find_identity, is_superseded
from pipeline.store.write_version import save_names
from schemas.certificate import Certificate
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateRow


class Change(StrEnum):
    NEW = "new"
    NEW_VERSION = "new_version"  # of a certificate that was there
    UPDATED = "updated"  # one more source, more values, or read again
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class SavedCertificate:
    """Where one certificate of a reading went: ``id`` of the certificate, number of its version."""

    id: int
    version: int
    change: Change


@dataclass(frozen=True)
class _Placed:
    """A new certificate and the record that it belongs to."""

    certificate: Certificate
    digest: str
    record_id: int
    is_new_record: bool


def save_certificates(
    connection: Connection, sha256: str, certificates: Sequence[Certificate]
) -> tuple[SavedCertificate, ...]:
    """Replaces what the file with ``sha256`` gave before, and the partial records that the
    certificates complete; every other record stays."""
    save_names(connection, certificates)
    involved = {sha256}.union(*(certificate_to_files(certificate) for certificate in certificates))
    file_ids = find_files(connection, involved)
    stored = find_readings_of_files(connection, file_ids.values())
    placed = _place(connection, sha256, certificates)
    kept = {(new.record_id, new.digest) for new in placed}
    replaced = [
        old
        for old in stored
        if (old.certificate_id, old.digest) not in kept
        and (
            sha256 in certificate_to_files(old.certificate)
            or any(is_superseded(old.certificate, new.certificate) for new in placed)
        )
    ]
    lock(connection, (identity_to_lock(find_identity(old.certificate)) for old in replaced))
    delete_readings(connection, (old.id for old in replaced))
    ids = {(old.certificate_id, old.digest): old.id for old in stored}
    fresh: set[int] = set()
    for new in placed:
        key = (new.record_id, new.digest)
        if key not in ids:
            files = [file_ids[sha] for sha in certificate_to_files(new.certificate) if sha in file_ids]
            heir = _find_version(new, replaced)
            ids[key] = insert_reading(connection, new.record_id, new.certificate, files, heir)
            fresh.add(ids[key])
    stale = {old.version_id for old in replaced if old.version_id is not None}
    records = {new.record_id for new in placed} | {old.certificate_id for old in replaced}
    derived = {record: derive_versions(connection, record, fresh, stale) for record in sorted(records)}
    refresh_register(connection, records)
    write_file_documents(connection, file_ids.values())
    saved: list[SavedCertificate] = []
    for new in placed:
        reading_id = ids[(new.record_id, new.digest)]
        version = next(v for v in derived[new.record_id] if reading_id in v.reading_ids)
        if version.is_new:
            change = Change.NEW if new.is_new_record else Change.NEW_VERSION
        else:
            change = Change.UPDATED if version.is_changed else Change.UNCHANGED
        saved.append(SavedCertificate(new.record_id, version.number, change))
    return tuple(saved)


def certificate_to_files(certificate: Certificate) -> set[str]:
    """SHA-256 of every file that the certificate was read from."""
    pages = {page.sha256 for page in certificate.pages}
    return pages | {source.sha256 for source in certificate.sources}


def identity_to_lock(identity: Identity | None) -> str:
    """The name to lock a certificate by; records without a number are guarded by their files."""
    return "" if identity is None else f"certificate {identity.document_type} {identity.number_key}"


def _place(connection: Connection, sha256: str, certificates: Sequence[Certificate]) -> list[_Placed]:
    placed: list[_Placed] = []
    unnumbered: Counter[tuple[str, int]] = Counter()
    for certificate in certificates:
        identity = find_identity(certificate)
        if identity is None:
            first = min(certificate_to_pages(certificate), default=(sha256, 0))
            own_key = f"{first[0]}:{first[1]}:{unnumbered[first]}"
            unnumbered[first] += 1
            record_id, is_new = _save_own_record(connection, certificate.document_type, own_key)
        else:
            record_id, is_new = _save_numbered_record(connection, identity)
        digest, _ = certificate_to_content(certificate)
        placed.append(_Placed(certificate, digest, record_id, is_new))
    return placed


def _save_numbered_record(connection: Connection, identity: Identity) -> tuple[int, bool]:
    """Id of the certificate, and whether it is new."""
    key = text_to_key(identity.number_key)
    known = _find_record(
        connection,
        CertificateRow.document_type == identity.document_type,
        CertificateRow.number_key == key,
    )
    if known is not None:
        return known, False
    return _insert_record(connection, identity.document_type, number_key=key), True


def _save_own_record(connection: Connection, document_type: str, own_key: str) -> tuple[int, bool]:
    known = _find_record(connection, CertificateRow.own_key == own_key)
    if known is None:
        return _insert_record(connection, document_type, own_key=own_key), True
    change = update(CertificateRow).where(CertificateRow.id == known)
    connection.execute(change.values(document_type=document_type))
    return known, False


def _find_record(connection: Connection, *conditions: ColumnElement[bool]) -> int | None:
    return connection.scalars(select(CertificateRow.id).where(*conditions)).one_or_none()


def _insert_record(connection: Connection, document_type: str, **key: str) -> int:
    new = insert(CertificateRow).values(document_type=document_type, created_at=datetime.now(UTC), **key)
    return connection.execute(new.returning(CertificateRow.id)).scalar_one()


def _find_version(new: _Placed, replaced: Iterable[StoredReading]) -> int | None:
    """The version of the reading that ``new`` takes the place of."""
    pages = certificate_to_pages(new.certificate)
    for old in replaced:
        if old.certificate_id == new.record_id and pages & certificate_to_pages(old.certificate):
            return old.version_id
    return None
