"""A child's name is looked for among an officer's communes, and not in the whole country."""

from alembic import op

revision = "1a2b3c4d5e09"
down_revision = "1a2b3c4d5e08"


def upgrade() -> None:
    """By the name and the commune."""
    op.create_index("ix_support_requests_child", "support_requests", ["child_key", "unit_id"])
    op.drop_index("ix_support_requests_child_key", "support_requests")


def downgrade() -> None:
    """By the name alone."""
    op.create_index("ix_support_requests_child_key", "support_requests", ["child_key"])
    op.drop_index("ix_support_requests_child", "support_requests")
