"""Readings of certificates: the facts that versions are derived from."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from schemas.certificate import Certificate
from schemas.tables.certificates import CertificateReading, ReadingFile


@dataclass(frozen=True)
class StoredReading:
    """``version_id`` is the version that it was last counted to."""

    id: int
    certificate_id: int
    version_id: int | None
    digest: str
    certificate: Certificate


@dataclass(frozen=True)
class Content:
    """A certificate as it is stored: JSON in ASCII, so that any string survives."""

    text: bytes

    @classmethod
    def of(cls, certificate: Certificate) -> Self:
        return cls(json.dumps(certificate.model_dump(), separators=(",", ":")).encode("ascii"))

    @cached_property
    def digest(self) -> str:
        """Its SHA-256."""
        return hashlib.sha256(self.text).hexdigest()


def find_readings_of_files(connection: Connection, file_ids: Iterable[int]) -> list[StoredReading]:
    """Every reading that was made from one of the files, oldest first."""
    touching = select(ReadingFile.reading_id).where(ReadingFile.source_file_id.in_(sorted(file_ids)))
    return _load(connection, CertificateReading.id.in_(touching))


def find_readings_of_certificate(connection: Connection, certificate_id: int) -> list[StoredReading]:
    """Every reading of the certificate, oldest first."""
    return _load(connection, CertificateReading.certificate_id == certificate_id)


def with_versions_now(connection: Connection, readings: Iterable[StoredReading]) -> list[StoredReading]:
    """The readings with the versions that they are counted to now: another writer may have derived these anew
    since they were loaded. To be called once their certificates are locked."""
    held = {reading.id: reading for reading in readings}
    if not held:
        return []
    row = CertificateReading.id, CertificateReading.version_id
    now = {found.id: found.version_id for found in connection.execute(select(*row).where(row[0].in_(held)))}
    return [replace(reading, version_id=now.get(at)) for at, reading in held.items()]


def insert_reading(
    connection: Connection,
    certificate_id: int,
    content: Content,
    file_ids: Iterable[int],
    version_id: int | None,
) -> int:
    """The id of the new reading. ``version_id`` is that of the reading it replaces: the version
    of papers that are read again keeps its number."""
    new = insert(CertificateReading).values(
        certificate_id=certificate_id,
        version_id=version_id,
        digest=content.digest,
        content=zlib.compress(content.text),
    )
    reading_id = connection.execute(new.returning(CertificateReading.id)).scalar_one()
    files = [{"reading_id": reading_id, "source_file_id": file_id} for file_id in sorted(set(file_ids))]
    if files:
        connection.execute(insert(ReadingFile), files)
    return reading_id


def delete_readings(connection: Connection, ids: Iterable[int]) -> None:
    """Removes the readings with these ids and what tells which files they were made from."""
    gone = sorted(ids)
    if gone:
        connection.execute(delete(CertificateReading).where(CertificateReading.id.in_(gone)))


def _load(connection: Connection, condition: ColumnElement[bool]) -> list[StoredReading]:
    query = select(CertificateReading).where(condition).order_by(CertificateReading.id)
    return [
        StoredReading(
            id=row.id,
            certificate_id=row.certificate_id,
            version_id=row.version_id,
            digest=row.digest,
            certificate=Certificate.model_validate(json.loads(zlib.decompress(row.content))),
        )
        for row in connection.execute(query)
    ]
