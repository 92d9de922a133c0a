"""What a file carries beside its pages: scripts, attachments, signatures

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLES = ("pages", "outcomes")


def upgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("carried", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
            )


def downgrade() -> None:
    for name in _TABLES:
        op.drop_column(name, "carried")  # in place: a copied table's rows would take theirs with them
