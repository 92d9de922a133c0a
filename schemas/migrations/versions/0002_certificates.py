"""Certificates, their versions, and the readings they rest on

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("number_key", sa.String(length=200), nullable=True),
        sa.Column("own_key", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(number_key IS NULL) <> (own_key IS NULL)", name=op.f("ck_certificates_numbered_or_own")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "document_type", "number_key", name=op.f("uq_certificates_document_type_number_key")
        ),
        sa.UniqueConstraint("own_key", name=op.f("uq_certificates_own_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("name_key", name=op.f("uq_companies_name_key")),
    )
    op.create_table(
        "issuers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuers")),
        sa.UniqueConstraint("name_key", name=op.f("uq_issuers_name_key")),
    )
    op.create_table(
        "certificate_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("license_number", sa.Text(), nullable=True),
        sa.Column("number_key", sa.String(length=200), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("legal_representative", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("coverage", sa.Text(), nullable=True),
        sa.Column("registered_capital", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("issue_date", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_certificate_versions_certificate_id_certificates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_certificate_versions_company_id_companies")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuers.id"], name=op.f("fk_certificate_versions_issuer_id_issuers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_versions")),
        sa.UniqueConstraint(
            "certificate_id", "number", name=op.f("uq_certificate_versions_certificate_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_certificate_versions_company_id"), "certificate_versions", ["company_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_versions_issuer_id"), "certificate_versions", ["issuer_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_versions_number_key"), "certificate_versions", ["number_key"], unique=False
    )
    op.create_index(
        "uq_certificate_versions_current",
        "certificate_versions",
        ["certificate_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "certificate_pages",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_certificate_pages_page_id_pages")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_certificate_pages_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_certificate_pages")),
    )
    op.create_index(op.f("ix_certificate_pages_page_id"), "certificate_pages", ["page_id"], unique=False)
    op.create_table(
        "certificate_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_certificate_readings_certificate_id_certificates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_certificate_readings_version_id_certificate_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_readings")),
        sa.UniqueConstraint(
            "certificate_id", "digest", name=op.f("uq_certificate_readings_certificate_id_digest")
        ),
    )
    op.create_index(
        op.f("ix_certificate_readings_version_id"), "certificate_readings", ["version_id"], unique=False
    )
    op.create_table(
        "certificate_sources",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seen_path_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seen_path_id"], ["seen_paths.id"], name=op.f("fk_certificate_sources_seen_path_id_seen_paths")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_certificate_sources_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_certificate_sources")),
    )
    op.create_index(
        op.f("ix_certificate_sources_seen_path_id"), "certificate_sources", ["seen_path_id"], unique=False
    )
    op.create_table(
        "certificate_reading_files",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["certificate_readings.id"],
            name=op.f("fk_certificate_reading_files_reading_id_certificate_readings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_certificate_reading_files_source_file_id_source_files"),
        ),
        sa.PrimaryKeyConstraint("reading_id", "source_file_id", name=op.f("pk_certificate_reading_files")),
    )
    op.create_index(
        op.f("ix_certificate_reading_files_source_file_id"),
        "certificate_reading_files",
        ["source_file_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_certificate_reading_files_source_file_id"), table_name="certificate_reading_files")
    op.drop_table("certificate_reading_files")
    op.drop_index(op.f("ix_certificate_sources_seen_path_id"), table_name="certificate_sources")
    op.drop_table("certificate_sources")
    op.drop_index(op.f("ix_certificate_readings_version_id"), table_name="certificate_readings")
    op.drop_table("certificate_readings")
    op.drop_index(op.f("ix_certificate_pages_page_id"), table_name="certificate_pages")
    op.drop_table("certificate_pages")
    op.drop_index(
        "uq_certificate_versions_current",
        table_name="certificate_versions",
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.drop_index(op.f("ix_certificate_versions_number_key"), table_name="certificate_versions")
    op.drop_index(op.f("ix_certificate_versions_issuer_id"), table_name="certificate_versions")
    op.drop_index(op.f("ix_certificate_versions_company_id"), table_name="certificate_versions")
    op.drop_table("certificate_versions")
    op.drop_table("issuers")
    op.drop_table("companies")
    op.drop_table("certificates")
