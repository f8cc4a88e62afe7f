"""The queue knows the step at which a request waits, and the day of handing over: what waits for whom
and what was given is counted in its rows alone."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e08"
down_revision = "1a2b3c4d5e07"

_BEFORE = (
    *("unit_id", "status", "request_id"),
    *("programme", "circumstance", "verdict", "entered", "due_on", "supplemented", "sent_on"),
)
_NEW = ("handed_over_on", "revision_id", "step")
_ENTRIES = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Fills the new columns from the requests and from what was given for them."""
    op.drop_index("ix_queue_entries_status", "queue_entries")
    op.add_column("queue_entries", sa.Column("handed_over_on", sa.Date(), nullable=True))
    for name, type_ in _OF_REQUEST.items():
        op.add_column("queue_entries", sa.Column(name, type_, nullable=True))
    op.execute(_FILL)
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        for name, type_ in _OF_REQUEST.items():
            batch.alter_column(name, existing_type=type_, nullable=False)
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE, *_NEW])


def downgrade() -> None:
    """Back to what the requests say."""
    op.drop_index("ix_queue_entries_status", "queue_entries")
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        for name in _NEW:
            batch.drop_column(name)
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE])


_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_REQUEST = {"revision_id": _NUMBER, "step": _NUMBER}
_FILL = """
UPDATE queue_entries SET
    revision_id = (SELECT revision_id FROM support_requests WHERE id = request_id),
    step = (SELECT step FROM support_requests WHERE id = request_id),
    handed_over_on = CASE WHEN status IN ('handed_over', 'not_received', 'received') THEN (
        SELECT handed_over_on FROM deliveries
        WHERE deliveries.request_id = queue_entries.request_id AND returned_on IS NULL
    ) END
"""
