"""The certificates of one file's reading, set against what is stored of the same papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from sqlalchemy import ColumnElement, Connection, insert, select, update

from pipeline.store.derive import DerivedVersion, derive_versions
from pipeline.store.documents import write_file_documents
from pipeline.store.file_rows import find_files, folder_to_key
from pipeline.store.join import Assemble
from pipeline.store.locks import lock
from pipeline.store.readings import (
    Content,
    StoredReading,
    delete_readings,
    find_readings_of_files,
    insert_reading,
    with_versions_now,
)
from pipeline.store.register import refresh_register
from pipeline.store.saved import Change, SavedCertificate
from pipeline.store.series import FolderFile, load_source_pages
from pipeline.store.versions import Identity, certificate_to_pages, find_identity, is_superseded
from pipeline.store.write_version import save_names
from schemas.certificate import Certificate
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateRow


@dataclass(frozen=True)
class Scope:
    """What is put together anew: everything that was read from ``sha256`` before where ``anew``, and
    the records that hold no other files than ``files`` (SHA-256) and saw them in ``folder_key``."""

    sha256: str
    anew: bool
    files: frozenset[str] = frozenset()
    folder_key: str | None = None

    def covers(self, certificate: Certificate) -> bool:
        """Whether the record goes, unless it comes out again."""
        files = certificate_to_files(certificate)
        if self.anew and self.sha256 in files:
            return True
        return files <= self.files and all(
            folder_to_key(str(PurePath(source.path).parent)) == self.folder_key
            for source in certificate.sources
        )


@dataclass(frozen=True)
class _Placed:
    """A new certificate and the record that it belongs to."""

    certificate: Certificate
    content: Content
    record_id: int
    is_new_record: bool

    @property
    def key(self) -> tuple[int, str]:
        """What readings of one record that say the same have in common."""
        return self.record_id, self.content.digest


def save_certificates(
    connection: Connection,
    scope: Scope,
    certificates: Sequence[Certificate],
    assemble: Assemble | None,
) -> tuple[SavedCertificate, ...]:
    """The certificates in place of all that ``scope`` covers, and of the partial records that they
    complete; every other record stays. One that is a part of what stays is not saved.

    Where a file of another folder loses a record that it had with one of these, ``assemble`` gives
    what it tells by itself. Returned is where those went that ``scope.sha256`` has a part in.
    """
    decision = _decide(connection, scope, certificates, assemble)
    touched = [*decision.certificates, *(old.certificate for old in decision.stored)]
    files = {scope.sha256}.union(*(certificate_to_files(certificate) for certificate in touched))
    file_ids = find_files(connection, files)
    save_names(connection, decision.certificates)
    lock(connection, (identity_to_lock(find_identity(new)) for new in decision.certificates))
    placed = _place(connection, scope.sha256, decision.certificates)
    kept = {new.key for new in placed}
    replaced = [old for old in decision.superseded if (old.certificate_id, old.digest) not in kept]
    lock(connection, (identity_to_lock(find_identity(old.certificate)) for old in replaced))
    replaced = with_versions_now(connection, replaced)
    delete_readings(connection, (old.id for old in replaced))
    ids = {(old.certificate_id, old.digest): old.id for old in decision.stored}
    fresh: set[int] = set()
    for new in placed:
        if new.key not in ids:
            own = [file_ids[name] for name in certificate_to_files(new.certificate) if name in file_ids]
            heir = _find_version(new, replaced)
            ids[new.key] = insert_reading(connection, new.record_id, new.content, own, heir)
            fresh.add(ids[new.key])
    stale = {old.version_id for old in replaced if old.version_id is not None}
    records = {new.record_id for new in placed} | {old.certificate_id for old in replaced}
    derived = {record: derive_versions(connection, record, fresh, stale) for record in sorted(records)}
    written = {own.id: own.written for each in derived.values() for own in each if own.written is not None}
    refresh_register(connection, records, written)
    write_file_documents(connection, file_ids.values())
    return tuple(
        _saved(new, derived[new.record_id], ids[new.key])
        for new in placed
        if scope.sha256 in certificate_to_files(new.certificate)
    )


@dataclass(frozen=True)
class _Decision:
    """``certificates`` are to be stored, ``superseded`` go unless they come out again; ``stored`` is all
    that was read from the files that these are made from."""

    certificates: list[Certificate]
    superseded: list[StoredReading]
    stored: list[StoredReading]


def _decide(
    connection: Connection, scope: Scope, certificates: Sequence[Certificate], assemble: Assemble | None
) -> _Decision:
    involved = {scope.sha256, *scope.files}.union(*(certificate_to_files(new) for new in certificates))
    stored = find_readings_of_files(connection, find_files(connection, involved).values())
    superseded = [
        old
        for old in stored
        if scope.covers(old.certificate) or any(is_superseded(old.certificate, new) for new in certificates)
    ]
    gone = {old.id for old in superseded}
    staying = [old for old in stored if old.id not in gone]
    found = list(certificates)
    if assemble is not None:
        held = set[tuple[str, int]]().union(
            *(certificate_to_pages(new) for new in certificates),
            *(certificate_to_pages(old.certificate) for old in staying),
        )
        found += _left_alone(connection, scope, superseded, held, assemble)
    return _Decision([new for new in found if not _is_part(new, staying)], superseded, stored)


def _saved(new: _Placed, versions: Sequence[DerivedVersion], reading_id: int) -> SavedCertificate:
    version = next(version for version in versions if reading_id in version.reading_ids)
    if version.is_new:
        change = Change.NEW if new.is_new_record else Change.NEW_VERSION
    else:
        change = Change.UPDATED if version.is_changed else Change.UNCHANGED
    return SavedCertificate(new.record_id, version.number, change)


def _is_part(new: Certificate, staying: Sequence[StoredReading]) -> bool:
    """Whether a record that stays holds all of ``new`` and more."""
    larger = [old for old in staying if is_superseded(new, old.certificate)]
    return bool(larger) and any(old.digest != Content.of(new).digest for old in larger)


def _left_alone(
    connection: Connection,
    scope: Scope,
    superseded: Sequence[StoredReading],
    held: set[tuple[str, int]],
    assemble: Assemble,
) -> list[Certificate]:
    """What files outside of ``scope`` give by themselves whose record goes, of pages that are not ``held``
    by another."""
    losing: dict[str, str] = {}
    for old in superseded:
        loose = {sha256 for sha256, _ in certificate_to_pages(old.certificate) - held}
        losing |= {
            source.sha256: source.path
            for source in old.certificate.sources
            if source.sha256 in loose - scope.files - {scope.sha256}
        }
    ids = find_files(connection, losing)
    found: list[Certificate] = []
    for sha256, path in sorted(losing.items()):
        file = FolderFile(ids[sha256], sha256, path)
        found += assemble(load_source_pages(connection, [file]))
    return [new for new in found if not certificate_to_pages(new) & held]


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
        placed.append(_Placed(certificate, Content.of(certificate), record_id, is_new))
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
