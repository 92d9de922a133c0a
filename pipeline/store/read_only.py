"""An SQLite file that may be read and not written: for its permissions, its folder's, or its disk's.

SQLite reads a database of licet through files that it makes beside it (WAL). Where it cannot make them the
database is opened as one that nobody changes, and what is read of it then counts if nobody did.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

from schemas.errors import StoreError

_WAL, _SHARED, _JOURNAL = "-wal", "-shm", "-journal"
_STATE: Final = "licet_state"


def check_readable(file: Path) -> bool:
    """Whether the file is there.

    Raises:
        StoreError: it is not to be read, or nobody may know whether it is there.
    """
    try:
        file.stat()
    except PermissionError as error:
        raise _unreadable(file) from error
    except OSError:
        return False
    if not os.access(file, os.R_OK):
        raise _unreadable(file)
    return True


def is_read_only(file: Path) -> bool:
    """Whether no writer could open it, which needs two more files beside it."""
    real = file.resolve()
    return not all(map(_may_write, (real, _with(real, _WAL), _with(real, _SHARED))))


def _may_write(file: Path) -> bool:
    return os.access(file if file.exists() else file.parent, os.W_OK)


def only_read(engine: Engine) -> None:
    """Let the engine read its file, and put nothing beside it where no other program has."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "commit", _check_unchanged)
    event.listen(engine, "rollback", _check_unchanged)  # what was read may have made no sense


def _connect(_dialect: Any, record: Any, arguments: list[Any], parameters: dict[str, Any]) -> None:
    file = Path(arguments[0]).resolve()
    parameters["uri"] = True
    arguments[0] = f"{file.as_uri()}?mode=ro"
    if _is_in_use(file):
        _check_joined(file)
    else:
        record.info[_STATE] = file, _state(file)
        arguments[0] += "&immutable=1"


def _is_in_use(file: Path) -> bool:
    """Whether a program has it open, or was ended while it had."""
    wal = _with(file, _WAL)
    left_empty = wal.exists() and not wal.stat().st_size and not _with(file, _SHARED).exists()
    return (wal.exists() and not left_empty) or _with(file, _JOURNAL).exists()


def _check_joined(file: Path) -> None:
    """SQLite finds what is in the WAL by a third file."""
    wal, shared = _with(file, _WAL), _with(file, _SHARED)
    if wal.exists() and not (os.access(shared, os.R_OK) or os.access(file.parent, os.W_OK)):
        raise StoreError(
            f"数据库的最后改动在 {wal.name} 中，此处无法并入，请把两个文件一起复制到可写的文件夹"
            f" / The last changes of {file} are in {wal.name}, and can't be joined to it here. Copy both"
            " files to a folder that can be written."
        )


def _check_unchanged(connection: Connection) -> None:
    file, state = connection.info.get(_STATE, (None, None))
    if file is not None and _state(file) != state:
        raise StoreError(
            "数据库在读取时被改动，请再运行一次"
            f" / {file} was written by another program while it was read. Run again."
        )


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        now = file.stat()
    except OSError:  # another disk is in its place
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns


def _with(file: Path, end: str) -> Path:
    return file.with_name(file.name + end)


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        "没有读取数据库的权限，请修改其权限"
        f" / No permission to read the database {file}. Change its permissions."
    )
