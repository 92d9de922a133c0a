"""What archives need: series of paths, when files were modified, their own numbers, time taken

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import hashlib
import re

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BATCH = 1000


def upgrade() -> None:
    with op.batch_alter_table("seen_paths") as table:
        table.add_column(sa.Column("series_key", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("modified_ns", sa.BigInteger(), nullable=True))
    _fill_series()
    if op.get_bind().dialect.name != "sqlite":  # which would copy the table, and other tables' rows hold it
        op.alter_column("seen_paths", "series_key", server_default=None)
    op.create_index(
        op.f("ix_seen_paths_series_key_current_path_key"),
        "seen_paths",
        ["series_key", "current", "path_key"],
        unique=False,
    )
    op.create_table(
        "file_numbers",
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("number_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_file_numbers_source_file_id_source_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_file_id", "number_key", name=op.f("pk_file_numbers")),
    )
    op.create_index(op.f("ix_file_numbers_number_key"), "file_numbers", ["number_key"], unique=False)
    # What a file told by itself was not kept before: what was read from it stands in.
    op.execute(
        "INSERT INTO file_numbers (source_file_id, number_key)"
        " SELECT DISTINCT f.source_file_id, v.number_key FROM certificate_reading_files f"
        " JOIN certificate_readings r ON r.id = f.reading_id"
        " JOIN certificate_versions v ON v.id = r.version_id WHERE v.number_key IS NOT NULL"
    )
    with op.batch_alter_table("outcomes") as table:
        table.add_column(sa.Column("seconds", sa.Double(), nullable=True))
    op.create_index(op.f("ix_outcomes_seconds"), "outcomes", ["seconds"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_outcomes_seconds"), table_name="outcomes")
    op.drop_column("outcomes", "seconds")
    op.drop_index(op.f("ix_file_numbers_number_key"), table_name="file_numbers")
    op.drop_table("file_numbers")
    op.drop_index(op.f("ix_seen_paths_series_key_current_path_key"), table_name="seen_paths")
    op.drop_column("seen_paths", "modified_ns")  # in place: a copied table's rows would take theirs with them
    op.drop_column("seen_paths", "series_key")


def _fill_series() -> None:
    """As ``series`` of extractors and ``tables.base.text_to_key`` were when this was written: each number
    in the file's name is a NUL, so the key is a digest unless the name has none."""
    connection = op.get_bind()
    paths = sa.table("seen_paths", sa.column("id"), sa.column("path"), sa.column("series_key"))
    last = 0
    while rows := connection.execute(
        sa.select(paths.c.id, paths.c.path).where(paths.c.id > last).order_by(paths.c.id).limit(_BATCH)
    ).all():
        connection.execute(
            sa.update(paths).where(paths.c.id == sa.bindparam("row")).values(series_key=sa.bindparam("key")),
            [{"row": row.id, "key": _path_to_key(row.path)} for row in rows],
        )
        last = rows[-1].id


def _path_to_key(stored: str) -> str:
    path = re.sub("\ufdd0([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), stored)
    cut = max(path.rfind("/"), path.rfind("\\")) + 1
    series = path[:cut] + re.sub(r"\d+", "\0", path[cut:])
    if len(series) <= 200 and not re.search("[\x00\ud800-\udfff\ufdd0]", series):
        return series
    return "sha256:" + hashlib.sha256(series.encode("utf-8", "surrogatepass")).hexdigest()
