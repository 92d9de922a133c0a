"""How well the texts of the closed lists fit a seal that is read unsurely

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_COLUMNS = ("rim_fits", "line_fits")


def upgrade() -> None:
    for name in _COLUMNS:
        column = sa.Column(name, sa.JSON(none_as_null=True), server_default="[]", nullable=False)
        op.add_column("page_seals", column)


def downgrade() -> None:
    for name in reversed(_COLUMNS):
        op.drop_column("page_seals", name)
