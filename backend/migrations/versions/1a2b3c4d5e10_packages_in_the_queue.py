"""The queue knows for whom a data package is there or ordered: what is owed is counted in its rows alone."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e10"
down_revision = "1a2b3c4d5e09"

_BEFORE = (
    *("unit_id", "status", "request_id"),
    *("programme", "circumstance", "verdict", "entered", "due_on", "supplemented", "sent_on"),
    *("handed_over_on", "revision_id", "step"),
)
_ENTRIES = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Fills the new column from the packages and the orders."""
    op.drop_index("ix_queue_entries_status", "queue_entries")
    op.add_column("queue_entries", sa.Column("has_package", sa.Boolean(), nullable=True))
    op.execute(_FILL)
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        batch.alter_column("has_package", existing_type=sa.Boolean(), nullable=False)
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE, "has_package"])


def downgrade() -> None:
    """Back to what packages and orders say."""
    op.drop_index("ix_queue_entries_status", "queue_entries")
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        batch.drop_column("has_package")
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE])


_FILL = """
UPDATE queue_entries SET has_package =
    status IN ('handed_over', 'not_received', 'received') AND (
        EXISTS (SELECT 1 FROM data_packages WHERE request_id = queue_entries.request_id)
        OR EXISTS (
            SELECT 1 FROM package_order_lines
            WHERE request_id = queue_entries.request_id AND is_open
        )
    )
"""
