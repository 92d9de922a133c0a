"""Uploads that are read in the background, and the keys that keep one from being taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from pipeline.store.locks import lock
from pipeline.store.moments import aware
from schemas.errors import LicetError
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateReading, ReadingFile
from schemas.tables.desk import IdempotencyKey, Job
from schemas.tables.files import SourceFile

_LATEST = 50  # jobs in a list


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class KeyReusedError(LicetError):
    """The idempotency key was used for another file."""

    code = "idempotency_key_reused"


@dataclass(frozen=True)
class StoredJob:
    """``code`` and ``message`` are the outcome's, once there is one."""

    id: str
    user_id: int
    state: JobState
    file_name: str
    path: str
    sha256: str
    code: str | None
    message: str | None
    certificate_ids: Sequence[int]
    created_at: datetime
    finished_at: datetime | None


def find_repeated(connection: Connection, user_id: int, key: str, sha256: str) -> StoredJob | None:
    """The job that this user asked for under this key before.

    Raises:
        KeyReusedError: it was for another file.
    """
    lock(connection, [f"idempotency {user_id} {key}"])
    mine = IdempotencyKey.user_id == user_id, IdempotencyKey.key == text_to_key(key)
    row = connection.execute(select(IdempotencyKey).where(*mine)).one_or_none()
    if row is None:
        return None
    if row.sha256 != sha256:
        raise KeyReusedError("此幂等键已用于另一文件 / the idempotency key was used for another file")
    return find_job(connection, row.job_id)


def add_job(
    connection: Connection,
    *,
    job_id: str,
    user_id: int,
    file_name: str,
    path: str,
    sha256: str,
    key: str | None = None,
) -> StoredJob:
    """A new upload, to be read."""
    now = datetime.now(UTC)
    values = {"id": job_id, "user_id": user_id, "file_name": file_name, "path": path, "sha256": sha256}
    connection.execute(
        insert(Job).values(**values, state=JobState.QUEUED.value, certificate_ids=[], created_at=now)
    )
    if key is not None:
        told = {"user_id": user_id, "key": text_to_key(key), "sha256": sha256, "job_id": job_id}
        connection.execute(insert(IdempotencyKey).values(**told, created_at=now))
    return StoredJob(job_id, user_id, JobState.QUEUED, file_name, path, sha256, None, None, (), now, None)


def find_job(connection: Connection, job_id: str) -> StoredJob | None:
    """The job with this id."""
    row = connection.execute(select(Job).where(Job.id == job_id)).one_or_none()
    return None if row is None else _job(row)


def list_jobs(connection: Connection, user_id: int | None) -> list[StoredJob]:
    """The latest jobs, of one user or of all."""
    query = select(Job).order_by(Job.created_at.desc()).limit(_LATEST)
    if user_id is not None:
        query = query.where(Job.user_id == user_id)
    return [_job(row) for row in connection.execute(query)]


def take_job(connection: Connection) -> StoredJob | None:
    """The oldest job that waits: it is running from now on."""
    lock(connection, ["desk jobs"])
    waiting = select(Job).where(Job.state == JobState.QUEUED.value).order_by(Job.created_at).limit(1)
    row = connection.execute(waiting).one_or_none()
    if row is None:
        return None
    connection.execute(update(Job).where(Job.id == row.id).values(state=JobState.RUNNING.value))
    return _job(row)


def requeue_jobs(connection: Connection) -> None:
    """Jobs that were running when the desk ended wait again: reading a file twice stores it once."""
    running = Job.state == JobState.RUNNING.value
    connection.execute(update(Job).where(running).values(state=JobState.QUEUED.value))


def finish_job(
    connection: Connection, job_id: str, state: JobState, code: str, message: str, ids: Sequence[int]
) -> None:
    """What became of it."""
    values = {"state": state.value, "code": code, "message": message, "certificate_ids": list(ids)}
    connection.execute(update(Job).where(Job.id == job_id).values(**values, finished_at=datetime.now(UTC)))


def certificates_of_file(connection: Connection, sha256: str) -> list[int]:
    """Ids of the certificates that the file was read for."""
    query = (
        select(CertificateReading.certificate_id)
        .join(ReadingFile, ReadingFile.reading_id == CertificateReading.id)
        .join(SourceFile, SourceFile.id == ReadingFile.source_file_id)
        .where(SourceFile.sha256 == sha256)
    )
    return sorted(set(connection.scalars(query)))


def _job(row: Row[*tuple[Any, ...]]) -> StoredJob:
    values = dict(row._mapping)
    values["state"] = JobState(values["state"])
    for name in ("created_at", "finished_at"):
        values[name] = None if values[name] is None else aware(values[name])
    return StoredJob(**values)
