"""Everything that one file gave, into the database; runs inside one transaction of the caller."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from pipeline.store.file_rows import (
    drop_path_outcome,
    find_files,
    find_outcome,
    save_file,
    save_file_outcome,
    save_path,
    save_path_outcome,
)
from pipeline.store.locks import lock
from pipeline.store.page_rows import count_pages, drop_other_pages, save_pages
from pipeline.store.save_certificates import (
    Change,
    SavedCertificate,
    certificate_to_files,
    identity_to_lock,
    save_certificates,
)
from pipeline.store.versions import find_identity
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.tables.certificates import CertificateReading, CertificateVersion, ReadingFile

_WORTH = {OutcomeStatus.FAILED: 0, OutcomeStatus.PARTIAL: 1, OutcomeStatus.COMPLETE: 2}


@dataclass(frozen=True)
class Saved:
    """What saving a file did: ``change`` to the file's own record, and to each certificate."""

    change: Change
    certificates: tuple[SavedCertificate, ...] = ()


def save_reading(connection: Connection, reading: FileReading, *, replace: bool) -> Saved:
    """See ``Store.save``."""
    lock(connection, _lock_names(reading))
    if reading.sha256 is None:
        save_path_outcome(connection, reading.path, reading.outcome)
        return Saved(Change.NEW)
    file_id = save_file(connection, reading, reading.sha256)
    save_path(connection, file_id, reading.path)
    drop_path_outcome(connection, reading.path)
    before = find_outcome(connection, file_id)
    if before is not None and _keeps(connection, file_id, before, reading, replace=replace):
        return Saved(Change.UNCHANGED, _find_saved(connection, file_id))
    save_pages(connection, file_id, reading.pages)
    certificates = save_certificates(connection, reading.sha256, reading.certificates)
    drop_other_pages(connection, file_id, reading.pages)
    save_file_outcome(connection, file_id, reading.outcome)
    return Saved(Change.NEW if before is None else Change.UPDATED, certificates)


def note_path(connection: Connection, sha256: str, path: str) -> bool:
    """See ``Store.note_path``."""
    lock(connection, [f"path {path}", f"file {sha256}"])
    file_id = find_files(connection, [sha256]).get(sha256)
    if file_id is None:
        return False
    save_path(connection, file_id, path)
    drop_path_outcome(connection, path)
    return True


def _keeps(
    connection: Connection, file_id: int, before: Outcome, reading: FileReading, *, replace: bool
) -> bool:
    """Whether what is stored of the file stays: it was read completely, or better than now."""
    if before.status is OutcomeStatus.COMPLETE and not replace:
        return True
    worth_before = (_WORTH[before.status], count_pages(connection, file_id))
    return (_WORTH[reading.outcome.status], len(reading.pages)) < worth_before


def _lock_names(reading: FileReading) -> set[str]:
    names = {f"path {reading.path}", f"file {reading.sha256}"}
    for certificate in reading.certificates:
        names |= {f"file {sha256}" for sha256 in certificate_to_files(certificate)}
        names.add(identity_to_lock(find_identity(certificate)))
    return names


def _find_saved(connection: Connection, file_id: int) -> tuple[SavedCertificate, ...]:
    query = (
        select(CertificateVersion.certificate_id, CertificateVersion.number)
        .join(CertificateReading, CertificateReading.version_id == CertificateVersion.id)
        .join(ReadingFile, ReadingFile.reading_id == CertificateReading.id)
        .where(ReadingFile.source_file_id == file_id)
        .distinct()
        .order_by(CertificateVersion.certificate_id, CertificateVersion.number)
    )
    rows = connection.execute(query)
    return tuple(SavedCertificate(row.certificate_id, row.number, Change.UNCHANGED) for row in rows)
