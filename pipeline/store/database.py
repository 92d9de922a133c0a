"""Opens a database: URL, connection settings, schema, and errors in words that say what to do."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from pipeline.store.database_url import parse_url, to_shown
from pipeline.store.read_only import check_readable, is_read_only, only_read
from schemas.errors import StoreAwayError, StoreError
from schemas.tables.schema import REVISION, VERSION_TABLE

_BUSY_TIMEOUT_MS = 30_000
_CONNECT_SECONDS = 10  # for a server that does not even refuse; libpq would wait for ever
_RETRY = 0.02  # seconds
_SQLITE_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_AWAY = (
    "08",
    "57P",
)  # PostgreSQL: classes of states of a lost connection, and of a server that ends or starts
_REFUSED = "42501", "25006"  # PostgreSQL: the user has no right to it, or the server is only to be read
_BEGIN_IMMEDIATE = "licet_begin_immediate"


def open_engine(url: str, *, make: bool = True) -> Engine:
    """An engine on a database whose schema is this program's, migrated if need be; without ``make`` on one
    that is there already, and that only reads where a file is not to be written.

    Raises:
        StoreError: the database can't be reached, is none, is not licet's, is newer, or older and not to be
            written, or is not to be made.
    """
    parsed = parse_url(url)
    read_only = False
    if parsed.get_backend_name() == "sqlite":
        file = Path(str(parsed.database))
        if make:
            _make_folder(file.parent)
        elif not check_readable(file):
            raise _missing(parsed)
        else:
            read_only = is_read_only(file)
    with translated(parsed):
        engine = _create_engine(parsed, read_only=read_only)
        try:
            with (reading if read_only else writing)(engine) as connection:
                present = _revision(connection)
                if present is None and not make:
                    raise _missing(parsed)
                if present != REVISION:
                    _migrate(connection, present)
        except (SQLAlchemyError, StoreError):
            engine.dispose()
            raise
    return engine


def _migrate(connection: Connection, present: str | None) -> None:
    from pipeline.store.migrate import migrate

    try:
        migrate(connection)
    except DBAPIError as error:
        if present is None or not _is_refused(error):
            raise
        raise StoreError(
            f"数据库由较早版本的 licet 写出（{present}），须先升级，而此处无法写入，"
            "请用 --db 指明可写的副本，或由可写入的用户运行 licet status"
            f" / The database {to_shown(connection.engine.url)} was written by an older licet (schema"
            f" {present}) and must be upgraded, but can't be written here. Name a copy that can be written"
            " with --db, or have a user who may write it run `licet status`."
        ) from error


def _revision(connection: Connection) -> str | None:
    """The schema's, where licet made one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: committed at the end, rolled back on any error."""
    with engine.connect().execution_options(**{_BEGIN_IMMEDIATE: True}) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads, and sees the database as it was at its beginning."""
    # SQLite's snapshots are like that always.
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turns errors of SQLAlchemy and the drivers into ``StoreError``."""
    try:
        yield
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            "未安装 PostgreSQL 驱动，请运行 pip install 'licet[postgres]'"
            " / The PostgreSQL driver is not installed. Run: pip install 'licet[postgres]'"
        ) from error
    except DBAPIError as error:
        raise (StoreAwayError if _is_away(url, error) else StoreError)(_message(url, error)) from error
    except SQLAlchemyError as error:
        raise StoreError(
            f"数据库无法使用，请检查 --db / The database {to_shown(url)} could not be used: {error}"
        ) from error


def _is_away(url: URL, error: DBAPIError) -> bool:
    """Whether there was no answer. A connection that cannot be made, or is lost, has no state (libpq)."""
    if url.get_backend_name() == "sqlite":
        return str(error.orig) in _SQLITE_BUSY
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return str(state).startswith(_AWAY)


def _is_refused(error: DBAPIError) -> bool:
    """Whether the database can be read, or is there at all, but this is not to be done to it."""
    return "readonly" in str(error.orig) or getattr(error.orig, "sqlstate", None) in _REFUSED


def _message(url: URL, error: DBAPIError) -> str:
    cause = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    shown = to_shown(url)
    if url.get_backend_name() != "sqlite":
        if _is_refused(error):
            return (
                "数据库拒绝此用户的操作，请在地址中换用有权限的用户"
                f" / The database {shown} refuses this to its user: {cause}. Name one with the right to it."
            )
        if _is_away(url, error):
            return (
                "数据库无法连接，请检查其是否运行、地址和端口是否正确"
                f" / The database {shown} can't be reached: {cause}. Check that it runs and the URL is right."
            )
        return (
            "数据库无法使用，请检查其是否运行、地址是否正确"
            f" / The database {shown} could not be used: {cause}. Check that it runs and the URL is right."
        )
    if "not a database" in cause or "malformed" in cause:
        return (
            "不是可读取的 SQLite 数据库，请用 --db 另指一个文件"
            f" / {shown} is not a readable SQLite database ({cause}). Name another file with --db."
        )
    if cause in _SQLITE_BUSY:
        return (
            "数据库正被其他程序占用，请待其结束，或改用 PostgreSQL"
            f" / {shown} is held by another program. Wait for it to end, or use PostgreSQL for many writers."
        )
    if "unable to open" in cause:
        return (
            f"数据库无法打开，请检查文件夹及其权限 / {shown} can't be opened ({cause})."
            " Check the folder and its permissions."
        )
    if "readonly" in cause:
        return (
            "数据库无法写入，请检查文件夹及其权限"
            f" / {shown} can't be written ({cause}). Check the folder and its permissions."
        )
    if "disk is full" in cause or "disk I/O" in cause:
        return (
            "数据库未能写入，请腾出磁盘空间后再运行"
            f" / {shown} could not be written ({cause}). Make room on the disk and run again."
        )
    return f"数据库无法使用，请检查 --db / The database {shown} could not be used: {cause}."


def _missing(url: URL) -> StoreError:
    return StoreError(
        "没有此数据库，请检查 --db，licet ingest 读取时会建立"
        f" / There is no database of licet at {to_shown(url)}."
        " Check --db; `licet ingest` makes one as it reads."
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            "数据库所在文件夹无法建立，请用 --db 另指一处"
            f" / The folder {folder} for the database can't be made: {error.strerror}. Name another "
            "with --db."
        ) from error


def _create_engine(url: URL, *, read_only: bool) -> Engine:
    to_json = partial(json.dumps, separators=(",", ":"))
    if url.get_backend_name() != "sqlite":
        wait = {"connect_timeout": _CONNECT_SECONDS} if "connect_timeout" not in url.query else {}
        return create_engine(
            url,
            json_serializer=to_json,
            json_deserializer=from_json,
            pool_pre_ping=True,
            connect_args=wait,
        )
    busy = {"timeout": _BUSY_TIMEOUT_MS / 1000}
    engine = create_engine(url, json_serializer=to_json, json_deserializer=from_json, connect_args=busy)
    event.listen(engine, "connect", _set_up_reader if read_only else _set_up_sqlite)
    if read_only:
        only_read(engine)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_reader(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself: _begin_sqlite does
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")


def _set_up_sqlite(connection: Any, record: Any) -> None:
    _set_up_reader(connection, record)
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may undo the last commits whole
    connection.execute("PRAGMA foreign_keys = ON")


def _use_wal(connection: Any) -> None:
    """Write ahead, and never wait in vain: two programs that make a new database at the same moment
    fail one another at this switch without any wait of SQLite's own."""
    last = time.monotonic() + _BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if str(error) not in _SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(_RETRY)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts as a reader can't wait for its turn: SQLite fails it at once.
    immediate = connection.get_execution_options().get(_BEGIN_IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
