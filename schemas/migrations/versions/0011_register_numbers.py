"""An index for looking a certificate up by its number as a person corrected it

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEX = "ix_register_entries_license_number"


def upgrade() -> None:
    # What was read as a number can be of any length, and only a hash index of PostgreSQL takes that.
    op.create_index(_INDEX, "register_entries", ["license_number"], postgresql_using="hash")


def downgrade() -> None:
    op.drop_index(_INDEX, "register_entries")
