"""Foreign keys of what is derived: a line of the register to its version, a search document to its owner

Deferred: in one transaction a version is replaced first, and then the line that names it. Not cascading: the
full-text index of SQLite has to be told what a document held, and a lost line would be a certificate that
no list shows.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KEYS = {
    "register_entries": {"version_id": "certificate_versions"},
    "search_documents": {"certificate_id": "certificates", "source_file_id": "source_files"},
}
_INDEX = "ix_register_entries_version_id"


def upgrade() -> None:
    _drop_orphans()
    for table, keys in _KEYS.items():
        with _altered(table) as altered:
            for column, parent in keys.items():
                altered.create_foreign_key(
                    _name(table, column, parent), parent, [column], ["id"],
                    deferrable=True, initially="DEFERRED",
                )  # fmt: skip
    op.create_index(_INDEX, "register_entries", ["version_id"])


def downgrade() -> None:
    op.drop_index(_INDEX, "register_entries")
    for table, keys in _KEYS.items():
        with _altered(table) as altered:
            for column, parent in keys.items():
                altered.drop_constraint(_name(table, column, parent), type_="foreignkey")


def _drop_orphans() -> None:
    """Rows without an owner, which no licet leaves: the register is filled anew when the desk starts."""
    for table, keys in _KEYS.items():
        for column, parent in keys.items():
            op.execute(
                f"DELETE FROM {table} WHERE {column} IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {table}.{column})"
            )


def _name(table: str, column: str, parent: str) -> str:
    return f"fk_{table}_{column}_{parent}"


def _altered(table: str) -> AbstractContextManager[BatchOperations]:
    """SQLite makes a table anew, from what can be read of it, which is not all of search documents."""
    if table != "search_documents" or op.get_bind().dialect.name != "sqlite":
        return op.batch_alter_table(table)
    present = {key["name"] for key in sa.inspect(op.get_bind()).get_foreign_keys(table)}
    keys = (
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=_name(table, column, parent))
        for column, parent in _KEYS[table].items()
        if _name(table, column, parent) in present
    )
    whole = sa.Table(
        table,
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("source_file_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "(certificate_id IS NULL) <> (source_file_id IS NULL)", name=op.f("ck_search_documents_of_one")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_search_documents_certificate_id")),
        sa.UniqueConstraint("source_file_id", name=op.f("uq_search_documents_source_file_id")),
        *keys,
        sqlite_autoincrement=True,
    )
    return op.batch_alter_table(table, copy_from=whole)
