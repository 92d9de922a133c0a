"""Source files, the paths they were seen at, and their outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from extractors.pages.series import series_of
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.tables.base import text_to_key
from schemas.tables.files import FileNumber, FileOutcome, OutcomePageFailure, SeenPath, SourceFile

_OUTCOME: Final = ("status", "code", "message", "pages", "certificates", "carried")


def find_files(connection: Connection, sha256s: Iterable[str]) -> dict[str, int]:
    """Ids of the files that are stored, by SHA-256."""
    asked = sorted(set(sha256s))
    if not asked:
        return {}
    query = select(SourceFile.sha256, SourceFile.id).where(SourceFile.sha256.in_(asked))
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


def save_path(connection: Connection, file_id: int, path: str, modified_ns: int | None) -> bool:
    """Notes that the file is what is at ``path`` now, and other files no longer; whether that is new."""
    others = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id != file_id, SeenPath.current
    connection.execute(update(SeenPath).where(*others).values(current=False))
    own = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id == file_id
    row = connection.execute(select(SeenPath).where(*own)).one_or_none()
    if row is None:
        _insert_path(connection, file_id, path, current=True, modified_ns=modified_ns)
        return True
    if not row.current or row.modified_ns != modified_ns:
        change = update(SeenPath).where(SeenPath.id == row.id)
        connection.execute(change.values(current=True, modified_ns=modified_ns))
    return not row.current


def is_noted(connection: Connection, sha256: str, path: str, modified_ns: int | None) -> bool:
    """Whether ``save_path`` would change nothing, and no outcome of the path itself is stored."""
    noted = (
        select(SeenPath.modified_ns)
        .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
        .where(SeenPath.path_key == text_to_key(path), SeenPath.current, SourceFile.sha256 == sha256)
    )
    own = select(FileOutcome.id).where(FileOutcome.path_key == text_to_key(path))
    return connection.scalars(noted).all() == [modified_ns] and connection.scalar(own) is None


def find_unchanged(connection: Connection, files: Mapping[str, tuple[int, int]]) -> dict[str, Outcome]:
    """Of paths with sizes and times of modification (ns): the outcomes of those at which a completely
    read file was last seen with that size and time."""
    keys = {text_to_key(path): path for path in files}
    rows = connection.execute(
        select(
            SeenPath.path_key, SeenPath.modified_ns, SourceFile.size, *(_column(name) for name in _OUTCOME)
        )
        .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
        .join(FileOutcome, FileOutcome.source_file_id == SourceFile.id)
        .where(SeenPath.path_key.in_(sorted(keys)), SeenPath.current)
    )
    found: dict[str, Outcome] = {}
    for row in rows:
        path = keys[row.path_key]
        # Not asked of the database: it would begin at all outcomes that are complete.
        if row.status == OutcomeStatus.COMPLETE and files[path] == (row.size, row.modified_ns):
            found[path] = Outcome.model_validate({name: row._mapping[name] for name in _OUTCOME})
    return found


def _column(name: str) -> ColumnElement[Any]:
    column: ColumnElement[Any] = FileOutcome.__table__.c[name]
    return column


def current_paths(connection: Connection, file_id: int) -> list[str]:
    """Paths at which the file is what is seen now, in order."""
    query = select(SeenPath.path).where(SeenPath.source_file_id == file_id, SeenPath.current)
    return list(connection.scalars(query.order_by(SeenPath.path_key)))


def save_numbers(connection: Connection, file_id: int, numbers: Iterable[str]) -> set[str]:
    """The numbers that the file tells by itself from now on, as keys; those that it told before."""
    before, now = load_numbers(connection, file_id), set(numbers)
    for key in before - now:
        mine = FileNumber.source_file_id == file_id, FileNumber.number_key == key
        connection.execute(delete(FileNumber).where(*mine))
    for key in sorted(now - before):
        connection.execute(insert(FileNumber).values(source_file_id=file_id, number_key=key))
    return before


def save_source_path(connection: Connection, file_id: int, path: str) -> int:
    """The id of a path that the file was seen at some time; says nothing of what is there now."""
    seen = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id == file_id
    path_id = connection.scalars(select(SeenPath.id).where(*seen)).one_or_none()
    return _insert_path(connection, file_id, path, current=False) if path_id is None else path_id


def _insert_path(
    connection: Connection, file_id: int, path: str, *, current: bool, modified_ns: int | None = None
) -> int:
    new = insert(SeenPath).values(
        source_file_id=file_id,
        path=path,
        path_key=text_to_key(path),
        folder_key=folder_to_key(str(PurePath(path).parent)),
        series_key=series_to_key(path),
        current=current,
        modified_ns=modified_ns,
        created_at=datetime.now(UTC),
    )
    return connection.execute(new.returning(SeenPath.id)).scalar_one()


def folder_to_key(folder: str) -> str:
    """The key of a folder's path, the same with and without a last slash."""
    return text_to_key(str(PurePath(folder)))


def load_numbers(connection: Connection, file_id: int) -> set[str]:
    """The numbers that the file tells by itself, as keys."""
    query = select(FileNumber.number_key).where(FileNumber.source_file_id == file_id)
    return set(connection.scalars(query))


def series_to_key(path: str) -> str:
    """The key of the series that a path is one of."""
    return text_to_key(series_of(path))


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
    values = {name: row._mapping[name] for name in _OUTCOME}
    return Outcome.model_validate({**values, "failures": [dict(failure) for failure in failures]})


def save_file_outcome(connection: Connection, file_id: int, reading: FileReading) -> None:
    """The one outcome of the file from now on."""
    connection.execute(delete(FileOutcome).where(FileOutcome.source_file_id == file_id))
    _insert_outcome(connection, reading, source_file_id=file_id)


def save_path_outcome(connection: Connection, reading: FileReading) -> None:
    """The outcome of a path whose bytes could not be had."""
    drop_path_outcome(connection, reading.path)
    _insert_outcome(connection, reading, path=reading.path, path_key=text_to_key(reading.path))


def drop_path_outcome(connection: Connection, path: str) -> None:
    """Removes the outcome of a path whose bytes could not be had, if there is one."""
    connection.execute(delete(FileOutcome).where(FileOutcome.path_key == text_to_key(path)))


def _insert_outcome(connection: Connection, reading: FileReading, **owner: int | str) -> None:
    outcome = reading.outcome
    head = outcome.model_dump(mode="json", exclude={"failures"})
    new = insert(FileOutcome).values(**owner, **head, seconds=reading.seconds, finished_at=datetime.now(UTC))
    outcome_id = connection.execute(new.returning(FileOutcome.id)).scalar_one()
    failures = [
        {"outcome_id": outcome_id, "position": position, **failure.model_dump()}
        for position, failure in enumerate(outcome.failures)
    ]
    if failures:
        connection.execute(insert(OutcomePageFailure), failures)
