"""What networks tell of the texts of seals that lie under print

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COLUMNS = ("rim_shares", "line_shares")


def upgrade() -> None:
    for name in _COLUMNS:
        column = sa.Column(name, sa.JSON(none_as_null=True), server_default="[]", nullable=False)
        op.add_column("page_seals", column)


def downgrade() -> None:
    for name in reversed(_COLUMNS):
        op.drop_column("page_seals", name)
