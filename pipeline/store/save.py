"""Everything that one file gave, into the database; runs inside one transaction of the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from pipeline.store.file_rows import (
    current_paths,
    drop_path_outcome,
    find_files,
    find_outcome,
    load_numbers,
    save_file,
    save_file_outcome,
    save_numbers,
    save_path,
    save_path_outcome,
)
from pipeline.store.join import Assemble, join_files, number_to_key
from pipeline.store.locks import lock
from pipeline.store.moved import find_as_elsewhere
from pipeline.store.near_pages import link_near_pages
from pipeline.store.page_rows import count_pages, drop_other_pages, save_pages
from pipeline.store.save_certificates import (
    Scope,
    certificate_to_files,
    identity_to_lock,
    save_certificates,
)
from pipeline.store.saved import Change, Saved, SavedCertificate
from pipeline.store.series import find_affected
from pipeline.store.versions import find_identity
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.page import Page
from schemas.tables.certificates import CertificateReading, CertificateVersion, ReadingFile

_WORTH = {OutcomeStatus.FAILED: 0, OutcomeStatus.PARTIAL: 1, OutcomeStatus.COMPLETE: 2}


def save_reading(
    connection: Connection, reading: FileReading, *, anew: bool, assemble: Assemble | None
) -> Saved:
    """See ``Store.save``."""
    lock(connection, _lock_names(reading))
    if reading.sha256 is None:
        save_path_outcome(connection, reading)
        return Saved(Change.NEW)
    file_id = save_file(connection, reading, reading.sha256)
    is_new_path = save_path(connection, file_id, reading.path, reading.modified_ns)
    drop_path_outcome(connection, reading.path)
    before = find_outcome(connection, file_id)
    if before is not None and _keeps(connection, file_id, before, reading, anew=anew):
        if is_new_path and assemble is not None:
            _join_at(connection, file_id, reading.sha256, reading.path, assemble)
        return Saved(Change.UNCHANGED, _find_saved(connection, file_id))
    save_pages(connection, file_id, reading.pages)
    numbers = {key for own in reading.certificates if (key := number_to_key(own)) is not None}
    numbers_before = save_numbers(connection, file_id, numbers)
    certificates = _save_certificates(connection, file_id, reading, numbers_before, assemble)
    drop_other_pages(connection, file_id, reading.pages)
    link_near_pages(connection, file_id, reading.pages)
    save_file_outcome(connection, file_id, reading)
    return Saved(Change.NEW if before is None else Change.UPDATED, certificates)


def note_path(
    connection: Connection, sha256: str, path: str, modified_ns: int | None, assemble: Assemble | None
) -> bool:
    """See ``Store.note_path``."""
    lock(connection, [f"path {path}", f"file {sha256}"])
    file_id = find_files(connection, [sha256]).get(sha256)
    if file_id is None:
        return False
    is_new_path = save_path(connection, file_id, path, modified_ns)
    drop_path_outcome(connection, path)
    if is_new_path and assemble is not None:
        _join_at(connection, file_id, sha256, path, assemble)
    return True


def _save_certificates(
    connection: Connection,
    file_id: int,
    reading: FileReading,
    numbers_before: set[str],
    assemble: Assemble | None,
) -> tuple[SavedCertificate, ...]:
    """What was read goes where it belongs, in each folder that the file lies in."""
    sha256 = reading.sha256 or ""
    if assemble is None:
        return save_certificates(connection, Scope(sha256, anew=True), reading.certificates, None)
    saved: dict[SavedCertificate, None] = {}
    fresh = _Fresh(reading.pages, numbers_before)
    for path in current_paths(connection, file_id):
        saved |= dict.fromkeys(_join_at(connection, file_id, sha256, path, assemble, fresh))
        fresh = replace(fresh, anew=False)
    return tuple(saved)


@dataclass(frozen=True)
class _Fresh:
    """A file's pages as they were just read, and the numbers that it told before. ``anew`` while what
    was read from it before is still stored."""

    pages: Sequence[Page]
    numbers_before: set[str]
    anew: bool = True


def _join_at(
    connection: Connection,
    file_id: int,
    sha256: str,
    path: str,
    assemble: Assemble,
    fresh: _Fresh | None = None,
) -> tuple[SavedCertificate, ...]:
    """The certificates of the file's series and of its numbers, as its folder holds them now."""
    numbers = load_numbers(connection, file_id)
    affected = find_affected(connection, file_id, path, fresh.numbers_before if fresh else set(), numbers)
    joined = None
    if fresh is None and len(affected.files) == 1:
        joined = find_as_elsewhere(connection, affected.files[file_id])
    if joined is None:
        joined = join_files(connection, affected, {file_id: fresh.pages} if fresh else {}, assemble)
    files = frozenset(file.sha256 for file in affected.files.values())
    scope = Scope(sha256, fresh is not None and fresh.anew, files, affected.folder_key)
    return save_certificates(connection, scope, joined, assemble)


def _keeps(
    connection: Connection, file_id: int, before: Outcome, reading: FileReading, *, anew: bool
) -> bool:
    """Whether what is stored of the file stays: it was read completely, or better than now."""
    if before.status is OutcomeStatus.COMPLETE and not anew:
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
