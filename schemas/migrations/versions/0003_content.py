"""What a version of a certificate holds

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annexes",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("server_location", sa.Text(), nullable=True),
        sa.Column("access_provider", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_annexes_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_annexes")),
    )
    op.create_table(
        "business_items",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_business_items_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_business_items")),
    )
    op.create_table(
        "certificate_qr_payloads",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_certificate_qr_payloads_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_certificate_qr_payloads")),
    )
    op.create_table(
        "certificate_seals",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("inner_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_certificate_seals_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_certificate_seals")),
    )
    op.create_table(
        "inspections",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("year", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_inspections_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_inspections")),
    )
    op.create_table(
        "use_restrictions",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("copy_rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["certificate_versions.id"],
            name=op.f("fk_use_restrictions_version_id_certificate_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_use_restrictions")),
    )
    op.create_table(
        "business_item_terms",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("item_position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id", "item_position"],
            ["business_items.version_id", "business_items.position"],
            name=op.f("fk_business_item_terms_version_id_business_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "item_position", "kind", "position", name=op.f("pk_business_item_terms")
        ),
    )
    op.create_table(
        "websites",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("annex_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("services", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id", "annex_position"],
            ["annexes.version_id", "annexes.position"],
            name=op.f("fk_websites_version_id_annexes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "annex_position", "position", name=op.f("pk_websites")),
    )
    op.create_table(
        "website_domains",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("annex_position", sa.Integer(), nullable=False),
        sa.Column("website_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id", "annex_position", "website_position"],
            ["websites.version_id", "websites.annex_position", "websites.position"],
            name=op.f("fk_website_domains_version_id_websites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "annex_position", "website_position", "position", name=op.f("pk_website_domains")
        ),
    )


def downgrade() -> None:
    op.drop_table("website_domains")
    op.drop_table("websites")
    op.drop_table("business_item_terms")
    op.drop_table("use_restrictions")
    op.drop_table("inspections")
    op.drop_table("certificate_seals")
    op.drop_table("certificate_qr_payloads")
    op.drop_table("business_items")
    op.drop_table("annexes")
