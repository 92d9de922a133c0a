"""Files, paths, outcomes, pages and what was seen on them

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_source_files_sha256")),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("path_key", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("certificates", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(source_file_id IS NULL) <> (path_key IS NULL)", name=op.f("ck_outcomes_of_file_or_path")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_outcomes_source_file_id_source_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("path_key", name=op.f("uq_outcomes_path_key")),
        sa.UniqueConstraint("source_file_id", name=op.f("uq_outcomes_source_file_id")),
    )
    op.create_index(op.f("ix_outcomes_status_code"), "outcomes", ["status", "code"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.Column("transform", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_pages_source_file_id_source_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("source_file_id", "page_no", name=op.f("uq_pages_source_file_id_page_no")),
    )
    op.create_table(
        "seen_paths",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("path_key", sa.String(length=200), nullable=False),
        sa.Column("folder_key", sa.String(length=200), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_seen_paths_source_file_id_source_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_paths")),
        sa.UniqueConstraint("path_key", "source_file_id", name=op.f("uq_seen_paths_path_key_source_file_id")),
    )
    op.create_index(
        op.f("ix_seen_paths_folder_key_current"), "seen_paths", ["folder_key", "current"], unique=False
    )
    op.create_index(op.f("ix_seen_paths_source_file_id"), "seen_paths", ["source_file_id"], unique=False)
    op.create_table(
        "page_failures",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["outcomes.id"],
            name=op.f("fk_page_failures_outcome_id_outcomes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("outcome_id", "position", name=op.f("pk_page_failures")),
    )
    op.create_table(
        "page_qr_payloads",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_page_qr_payloads_page_id_pages"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", "position", name=op.f("pk_page_qr_payloads")),
    )
    op.create_table(
        "page_seals",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("quad", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_confidence", sa.Double(), nullable=False),
        sa.Column("inner_text", sa.Text(), nullable=True),
        sa.Column("inner_confidence", sa.Double(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_page_seals_page_id_pages"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", "position", name=op.f("pk_page_seals")),
    )
    op.create_table(
        "text_lines",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quad", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("layer", sa.String(length=64), nullable=False),
        sa.Column("char_positions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("char_confidences", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_text_lines_page_id_pages"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", "position", name=op.f("pk_text_lines")),
    )


def downgrade() -> None:
    op.drop_table("text_lines")
    op.drop_table("page_seals")
    op.drop_table("page_qr_payloads")
    op.drop_table("page_failures")
    op.drop_index(op.f("ix_seen_paths_source_file_id"), table_name="seen_paths")
    op.drop_index(op.f("ix_seen_paths_folder_key_current"), table_name="seen_paths")
    op.drop_table("seen_paths")
    op.drop_table("pages")
    op.drop_index(op.f("ix_outcomes_status_code"), table_name="outcomes")
    op.drop_table("outcomes")
    op.drop_table("source_files")
