"""Where a database is: its URL or path, understood, and shown without its password."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from schemas.errors import StoreError

_SQLITE: Final = "sqlite:///licet.db"
_POSTGRES: Final = "postgresql+psycopg://user:password@host/name"
_SCHEMES: Final = ("postgres:", "postgresql:", "postgresql+psycopg:", "sqlite:")
"""A slash too few after one of these makes a path, and the database would be in a folder of such a name."""
_NO_FILE: Final = (None, "", ":memory:")
"""What SQLite takes for a database in memory, of which every process would have its own, gone at its end."""


def parse_url(url: str) -> URL:
    """A database URL or the path of an SQLite file to a URL with a driver.

    Raises:
        StoreError: it is neither, names no file, or is of a database that licet does not write.
    """
    if url in _NO_FILE:
        raise _no_file(url)
    if "://" not in url and not url.startswith(_SCHEMES):
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            f"不是数据库地址，请写文件路径、{_SQLITE} 或 {_POSTGRES}"
            f" / That is not a database URL. Write {_SQLITE}, the path of a file, or {_POSTGRES}."
        ) from error
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite":
            if parsed.host or parsed.database in _NO_FILE:
                raise _no_file(url)
            return parsed.set(drivername="sqlite")
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(
        f"只支持 SQLite 和 PostgreSQL，请写 {_SQLITE} 或 {_POSTGRES}"
        f" / licet writes SQLite and PostgreSQL, not {parsed.drivername}. Write {_SQLITE} or {_POSTGRES}."
    )


def files_of(url: str) -> frozenset[Path]:
    """The absolute paths of an SQLite database and of what it keeps beside it; none of another one.

    Raises:
        StoreError: as ``parse_url``.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return frozenset()
    file = Path(str(parsed.database)).absolute()
    return frozenset(file.with_name(file.name + end) for end in ("", "-wal", "-shm", "-journal"))


def _no_file(url: str) -> StoreError:
    return StoreError(
        f"数据库地址未指明文件，请写文件路径、{_SQLITE} 或 {_POSTGRES}"
        f" / The database URL {url!r} names no file. Write {_SQLITE}, the path of a file, or {_POSTGRES}."
    )


def to_shown(url: URL) -> str:
    """For a person's eyes."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)
