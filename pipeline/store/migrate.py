"""Brings a database's schema to this program's, or back.

Apart from ``database``, which needs it for a database of another schema only: importing Alembic and its
migrations takes longer than all else of opening one.
"""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from pipeline.store.database_url import to_shown
from schemas.errors import StoreError
from schemas.tables.schema import METADATA, VERSION_TABLE

_MIGRATION_LOCK = 0x6C69636574  # "licet"


def migrate(connection: Connection, revision: str = "head") -> None:
    """Brings the schema up to ``head``, or down to an older ``revision`` (``base``: no tables),
    inside the connection's transaction.

    Raises:
        StoreError: the tables there are not licet's, or of a newer licet.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    present, script = context.get_current_revision(), _migrations()
    if present is None:
        _check_free(connection)
    elif present not in {known.revision for known in script.walk_revisions()}:
        raise StoreError(
            f"数据库由较新版本的 licet 写出（{present}），请升级 licet，或用 --db 另指数据库"
            f" / The database {to_shown(connection.engine.url)} was written by a newer licet (schema"
            f" {present}). Upgrade licet, or name another database with --db."
        )
    if revision == "head" and present == script.get_current_head():
        return
    config = _config()
    config.attributes["connection"] = connection
    (command.upgrade if revision == "head" else command.downgrade)(config, revision)


@cache
def _migrations() -> ScriptDirectory:
    """Each is a file: loading them takes longer than all else of opening a database."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "schemas:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _check_free(connection: Connection) -> None:
    """No tables of others: a mistyped ``--db`` must not write into a stranger's file."""
    present = set(inspect(connection).get_table_names())
    foreign = present if connection.dialect.name == "sqlite" else present & set(METADATA.tables)
    if foreign - {VERSION_TABLE}:
        raise StoreError(
            "数据库中有其他程序的表，请用 --db 另指数据库"
            f" / The database {to_shown(connection.engine.url)} holds tables of another program"
            f" ({', '.join(sorted(foreign)[:3])}). Name another with --db."
        )
