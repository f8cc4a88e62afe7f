"""Whose contact was joined to another is found without reading all contacts."""

from alembic import op

revision = "1a2b3c4d5e11"
down_revision = "1a2b3c4d5e10"


def upgrade() -> None:
    """By the contact that it was joined to."""
    op.create_index("ix_contacts_joined_to_id", "contacts", ["joined_to_id"])


def downgrade() -> None:
    """Reads all of them again."""
    op.drop_index("ix_contacts_joined_to_id", "contacts")
