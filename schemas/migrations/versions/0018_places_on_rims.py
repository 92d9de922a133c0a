"""How many characters the rim of a seal has

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page_seals", sa.Column("rim_places", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("page_seals", "rim_places")
