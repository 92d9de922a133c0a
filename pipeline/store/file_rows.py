"""Source files, the paths they were seen at, and their outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import PurePath

from sqlalchemy import Connection, delete, insert, select, update

from schemas.outcome import FileReading, Outcome
from schemas.tables.base import text_to_key
from schemas.tables.files import FileOutcome, OutcomePageFailure, SeenPath, SourceFile


def find_files(connection: Connection, sha256s: Iterable[str]) -> dict[str, int]:
    """Ids of the files that are stored, by SHA-256."""
    query = select(SourceFile.sha256, SourceFile.id).where(SourceFile.sha256.in_(sorted(set(sha256s))))
    return {row.sha256: row.id for row in connection.execute(query)}


def save_file(connection: Connection, reading: FileReading, sha256: str) -> int:
    """The id of the file, whose row is written if it is new or tells less."""
    known = {"size": reading.size, "media_type": reading.media_type}
    row = connection.execute(select(SourceFile).where(SourceFile.sha256 == sha256)).one_or_none()
    if row is None:
        new = insert(SourceFile).values(sha256=sha256, created_at=datetime.now(UTC), **known)
        return connection.execute(new.returning(SourceFile.id)).scalar_one()
    told = {name: value for name, value in known.items() if value is not None and row._mapping[name] != value}
    if told:
        connection.execute(update(SourceFile).where(SourceFile.id == row.id).values(**told))
    return int(row.id)


def save_path(connection: Connection, file_id: int, path: str) -> int:
    """The id of the path, at which the file is what is seen now, and other files no longer."""
    others = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id != file_id, SeenPath.current
    connection.execute(update(SeenPath).where(*others).values(current=False))
    path_id = _find_path(connection, file_id, path)
    if path_id is None:
        return _insert_path(connection, file_id, path, current=True)
    mine = SeenPath.id == path_id, SeenPath.current.is_(False)
    connection.execute(update(SeenPath).where(*mine).values(current=True))
    return path_id


def save_source_path(connection: Connection, file_id: int, path: str) -> int:
    """The id of a path that the file was seen at some time; says nothing of what is there now."""
    path_id = _find_path(connection, file_id, path)
    return _insert_path(connection, file_id, path, current=False) if path_id is None else path_id


def _find_path(connection: Connection, file_id: int, path: str) -> int | None:
    seen = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id == file_id
    return connection.scalars(select(SeenPath.id).where(*seen)).one_or_none()


def _insert_path(connection: Connection, file_id: int, path: str, *, current: bool) -> int:
    new = insert(SeenPath).values(
        source_file_id=file_id,
        path=path,
        path_key=text_to_key(path),
        folder_key=folder_to_key(str(PurePath(path).parent)),
        current=current,
        created_at=datetime.now(UTC),
    )
    return connection.execute(new.returning(SeenPath.id)).scalar_one()


def folder_to_key(folder: str) -> str:
    """The key of a folder's path, the same with and without a last slash."""
    return text_to_key(str(PurePath(folder)))


def find_outcome(connection: Connection, file_id: int) -> Outcome | None:
    """The outcome of the file, its page failures in order; ``None`` when none is stored."""
    row = connection.execute(select(FileOutcome).where(FileOutcome.source_file_id == file_id)).one_or_none()
    if row is None:
        return None
    failures = connection.execute(
        select(OutcomePageFailure.page_no, OutcomePageFailure.code, OutcomePageFailure.message)
        .where(OutcomePageFailure.outcome_id == row.id)
        .order_by(OutcomePageFailure.position)
    ).mappings()
    names = ("status", "code", "message", "pages", "certificates")
    values = {name: row._mapping[name] for name in names}
    return Outcome.model_validate({**values, "failures": [dict(failure) for failure in failures]})


def save_file_outcome(connection: Connection, file_id: int, outcome: Outcome) -> None:
    """The one outcome of the file from now on."""
    connection.execute(delete(FileOutcome).where(FileOutcome.source_file_id == file_id))
    _insert_outcome(connection, outcome, source_file_id=file_id)


def save_path_outcome(connection: Connection, path: str, outcome: Outcome) -> None:
    """The outcome of a path whose bytes could not be had."""
    drop_path_outcome(connection, path)
    _insert_outcome(connection, outcome, path=path, path_key=text_to_key(path))


def drop_path_outcome(connection: Connection, path: str) -> None:
    """Removes the outcome of a path whose bytes could not be had, if there is one."""
    connection.execute(delete(FileOutcome).where(FileOutcome.path_key == text_to_key(path)))


def _insert_outcome(connection: Connection, outcome: Outcome, **owner: int | str) -> None:
    head = outcome.model_dump(mode="json", exclude={"failures"})
    new = insert(FileOutcome).values(**owner, **head, finished_at=datetime.now(UTC))
    outcome_id = connection.execute(new.returning(FileOutcome.id)).scalar_one()
    failures = [
        {"outcome_id": outcome_id, "position": position, **failure.model_dump()}
        for position, failure in enumerate(outcome.failures)
    ]
    if failures:
        connection.execute(insert(OutcomePageFailure), failures)
