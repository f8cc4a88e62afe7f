"""What an officer handed over last is found without walking through all deliveries."""

from alembic import op

revision = "1a2b3c4d5e06"
down_revision = "1a2b3c4d5e05"


def upgrade() -> None:
    op.create_index("ix_deliveries_of_officer", "deliveries", ["officer_id", "id"])


def downgrade() -> None:
    """Back to walking."""
    op.drop_index("ix_deliveries_of_officer", "deliveries")
