"""What pages look like, what they are found by, and which are scans of one paper

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BANDS = ("band_1", "band_2", "band_3", "band_4")


def upgrade() -> None:
    op.add_column("pages", sa.Column("picture_hash", sa.String(length=16), nullable=True))
    for band in _BANDS:
        op.add_column("pages", sa.Column(band, sa.BigInteger(), nullable=True))
        op.create_index(op.f(f"ix_pages_{band}"), "pages", [band], unique=False)
    op.create_table(
        "near_pages",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_near_pages_page_id_pages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["pages.id"], name=op.f("fk_near_pages_other_id_pages"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", "other_id", name=op.f("pk_near_pages")),
    )
    op.create_index(op.f("ix_near_pages_other_id"), "near_pages", ["other_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_near_pages_other_id"), table_name="near_pages")
    op.drop_table("near_pages")
    for band in _BANDS:
        op.drop_index(op.f(f"ix_pages_{band}"), table_name="pages")
        op.drop_column("pages", band)  # in place: a copied table's rows would take theirs with them
    op.drop_column("pages", "picture_hash")
