"""Uploads: to a folder of their own, within limits, and read one after the other in the background."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Event as Signal
from threading import Thread
from typing import BinaryIO

from pipeline.options import Options
from pipeline.review.engines import EngineChoice, kept_engine
from pipeline.review.settings import Settings
from pipeline.review.worker import Worker
from pipeline.run import ingest_file
from pipeline.store.audit import Actor, audit
from pipeline.store.desk import Desk
from pipeline.store.jobs import (
    JobState,
    StoredJob,
    add_job,
    certificates_of_file,
    find_repeated,
    finish_job,
    requeue_jobs,
    take_job,
)
from pipeline.store.store import open_store
from pipeline.store.users import Account
from pipeline.store.webhooks import Event, announce
from schemas.errors import FileTooLargeError, LicetError, StoreError
from schemas.outcome import OutcomeStatus

SECONDS = 1800.0  # for one file
_PAUSE = 1.0
_TRIES = 6  # of a file while the database is away: a minute in all
_CHUNK = 1024 * 1024
_NAME = re.compile(r"[^\w.()（）-]")


class UploadFolderError(LicetError):
    """What is uploaded cannot be kept."""

    code = "upload_folder"


@dataclass(frozen=True)
class Read:
    """What became of an uploaded file."""

    status: OutcomeStatus
    code: str
    message: str
    certificate_ids: Sequence[int]


def read_upload(path: str, db: str, engine: EngineChoice, options: Options) -> Read:
    """The worker's task: one file into the database.

    Raises:
        StoreError, EngineMissingError: as ``ingest_file`` and ``kept_engine``.
    """
    reader = kept_engine(engine)
    with open_store(db) as store:
        done = ingest_file(Path(path), reader, store, options)
    ids = [entry.id for entry in done.saved.certificates] if done.saved is not None else []
    return Read(done.outcome.status, done.outcome.code, done.outcome.message, ids)


def upload_folder(settings: Settings) -> Path:
    """A new folder for what is sent together: its files are pages of one another's certificates, as those
    of a folder are that ``licet ingest`` reads, and a batch of the queue. Named by the time, so that
    people know it."""
    return settings.uploads / f"{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(4)}"


def keep_upload(
    desk: Desk,
    folder: Path,
    most: int,
    account: Account,
    actor: Actor,
    name: str,
    stream: BinaryIO,
    key: str | None,
) -> StoredJob:
    """Stores the file (at most ``most`` bytes) and asks for it to be read; the same request again gives the
    same job.

    Raises:
        FileTooLargeError: more bytes than the limit.
        KeyReusedError: the idempotency key was used for another file.
        UploadFolderError: the folder cannot be written.
    """
    job_id = secrets.token_urlsafe(16)
    path = folder / _safe(name)
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        if path.exists():
            path = folder / f"{job_id}-{path.name}"
        sha256 = _copy(stream, path, most)
        with desk.writing() as connection:
            known = None if key is None else find_repeated(connection, account.id, key, sha256)
            if known is None:
                audit(connection, actor, "upload", detail={"job": job_id, "sha256": sha256})
                return add_job(
                    connection, job_id=job_id, user_id=account.id, file_name=name[:200], path=str(path),
                    sha256=sha256, key=key,
                )  # fmt: skip
    except OSError as error:
        _drop(path)
        raise UploadFolderError(
            f"上传文件夹不可写 ({error.strerror}) / the upload folder cannot be written ({error.strerror})"
        ) from error
    except LicetError:
        _drop(path)
        raise
    _drop(path)
    return known


def _copy(stream: BinaryIO, path: Path, most: int) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise FileTooLargeError(f"文件超过 {most:,} 字节 / the file has more than {most:,} bytes")
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)
    with suppress(OSError):  # it was not made, or others lie in it
        path.parent.rmdir()


def _safe(name: str) -> str:
    """A file name of letters and digits: what a browser sends may be a path, or steer a terminal."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return _NAME.sub("_", last)[-80:].lstrip(".-") or "upload"


class UploadReader:
    """A thread that reads uploads, each in the worker's process."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._settings = desk, settings
        self._worker = Worker(SECONDS)
        self._ended = Signal()
        self._thread = Thread(target=self._run, name="uploads", daemon=True)

    def start(self) -> None:
        """Begins; what was cut off last time is read first."""
        with self._desk.writing() as connection:
            requeue_jobs(connection)
        self._thread.start()

    def close(self) -> None:
        """Ends after the file at hand, or in the middle of it: it is read again next time."""
        self._ended.set()
        self._worker.close()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                with self._desk.writing() as connection:
                    job = take_job(connection)
                if job is not None:
                    self._read(job)
                    continue
            except StoreError:
                pass  # the database is away or held: the job waits in it
            self._ended.wait(_PAUSE)

    def _read(self, job: StoredJob) -> None:
        read = self._outcome(job)
        if read is None:
            return
        while not self._note(job, read) and not self._ended.wait(_PAUSE):
            pass  # nobody else would ever say what became of it

    def _outcome(self, job: StoredJob) -> Read | None:
        """What reading gives; ``None`` where the desk ends meanwhile, and the job is for next time."""
        settings = self._settings
        last: LicetError | None = None
        for attempt in range(_TRIES):
            try:
                return self._worker.run(read_upload, job.path, settings.db, settings.engine, settings.options)
            except StoreError as error:  # the database is away, which says nothing of the file
                last = error
                if self._ended.wait(_PAUSE * 2**attempt):
                    return None
            except LicetError as error:
                last = error
                break
        if self._ended.is_set() or last is None:
            return None
        return Read(OutcomeStatus.FAILED, last.code, str(last), ())

    def _note(self, job: StoredJob, read: Read) -> bool:
        """Says what became of the job; false while the database is away."""
        state = JobState.FAILED if read.status is OutcomeStatus.FAILED else JobState.DONE
        try:
            with self._desk.writing() as connection:
                ids = read.certificate_ids or certificates_of_file(connection, job.sha256)
                finish_job(connection, job.id, state, read.code, read.message, ids)
                told = {"job": job.id, "state": state.value, "code": read.code, "certificates": list(ids)}
                announce(connection, Event.UPLOAD_DONE, told)
        except StoreError:
            return False
        return True
