"""What the ledger says of files, to be checked against the files themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, text, update

from schemas.tables.base import text_to_key
from schemas.tables.files import FileOutcome, SeenPath, SourceFile

_BATCH = 500


@dataclass(frozen=True)
class LedgerFile:
    """A stored file: ``paths`` are those where no other file was seen since; ``status`` is that of
    its outcome, ``None`` where there is none."""

    sha256: str
    size: int | None
    paths: tuple[str, ...]
    status: str | None


def find_ledger_files(connection: Connection) -> Iterator[LedgerFile]:
    """All files in the order they came, some hundred in memory at once."""
    last = 0
    query = (
        select(SourceFile.id, SourceFile.sha256, SourceFile.size, FileOutcome.status)
        .outerjoin(FileOutcome, FileOutcome.source_file_id == SourceFile.id)
        .order_by(SourceFile.id)
        .limit(_BATCH)
    )
    while rows := connection.execute(query.where(SourceFile.id > last)).all():
        last = rows[-1].id
        seen = select(SeenPath.source_file_id, SeenPath.path).where(
            SeenPath.source_file_id.in_([row.id for row in rows]), SeenPath.current
        )
        paths: dict[int, list[str]] = {}
        for file_id, path in connection.execute(seen.order_by(SeenPath.id)):
            paths.setdefault(file_id, []).append(path)
        for row in rows:
            yield LedgerFile(row.sha256, row.size, tuple(paths.get(row.id, ())), row.status)


def drop_path(connection: Connection, sha256: str, path: str) -> None:
    """Note that the file is at ``path`` no longer."""
    file_id = select(SourceFile.id).where(SourceFile.sha256 == sha256).scalar_subquery()
    mine = SeenPath.path_key == text_to_key(path), SeenPath.source_file_id == file_id
    connection.execute(update(SeenPath).where(*mine).values(current=False))


def find_damage(connection: Connection) -> list[str]:
    """What the database finds wrong with itself (SQLite; PostgreSQL checks as it goes)."""
    if connection.dialect.name != "sqlite":
        return []
    damage = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(20)"))]
    loose = [
        f"{row[0]}: row {row[1]} belongs to nothing"
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
    return [line for line in damage if line != "ok"] + loose[:20]
