"""Provisions with their citations; what is known about each value

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "field_values",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=True),
        sa.Column("quad", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("engine", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_field_values_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_field_values")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_field_values_version_id_key")),
    )
    op.create_table(
        "further_values",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_further_values_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_further_values")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_further_values_version_id_key")),
    )
    op.create_table(
        "issues",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_issues_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_issues")),
    )
    op.create_index(op.f("ix_issues_code"), "issues", ["code"], unique=False)
    op.create_table(
        "provisions",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_provisions_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_provisions")),
    )
    op.create_table(
        "provision_citations",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("provision_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("decree", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id", "provision_position"],
            ["provisions.version_id", "provisions.position"],
            name=op.f("fk_provision_citations_version_id_provisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "provision_position", "position", name=op.f("pk_provision_citations")
        ),
    )
    op.create_table(
        "provision_items",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("provision_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id", "provision_position"],
            ["provisions.version_id", "provisions.position"],
            name=op.f("fk_provision_items_version_id_provisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "provision_position", "position", name=op.f("pk_provision_items")
        ),
    )
    op.create_table(
        "provision_item_citations",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("provision_position", sa.Integer(), nullable=False),
        sa.Column("item_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("decree", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id", "provision_position", "item_position"],
            ["provision_items.version_id", "provision_items.provision_position", "provision_items.position"],
            name=op.f("fk_provision_item_citations_version_id_provision_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "version_id",
            "provision_position",
            "item_position",
            "position",
            name=op.f("pk_provision_item_citations"),
        ),
    )


def downgrade() -> None:
    op.drop_table("provision_item_citations")
    op.drop_table("provision_items")
    op.drop_table("provision_citations")
    op.drop_table("provisions")
    op.drop_index(op.f("ix_issues_code"), table_name="issues")
    op.drop_table("issues")
    op.drop_table("further_values")
    op.drop_table("field_values")
