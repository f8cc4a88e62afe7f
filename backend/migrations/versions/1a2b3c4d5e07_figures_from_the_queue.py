"""The queue knows the day of sending, so that figures need nothing else; "this unit and below" is a
range of an index."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e07"
down_revision = "1a2b3c4d5e06"

_BEFORE = (
    *("unit_id", "status", "request_id"),
    *("programme", "circumstance", "verdict", "entered", "due_on", "supplemented"),
)
_ENTRIES = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Fills the new column from the requests."""
    op.drop_index("ix_queue_entries_status", "queue_entries")
    op.add_column("queue_entries", sa.Column("sent_on", sa.Date(), nullable=True))
    op.execute(_sent_on(op.get_bind().dialect.name))
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        batch.alter_column("sent_on", existing_type=sa.Date(), nullable=False)
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE, "sent_on"])
    _compare_paths('COLLATE "C"', None)


def downgrade() -> None:
    """Back to what the requests say."""
    _compare_paths("", {"path": "text_pattern_ops"})
    op.drop_index("ix_queue_entries_status", "queue_entries")
    with op.batch_alter_table("queue_entries", table_kwargs=_ENTRIES) as batch:
        batch.drop_column("sent_on")
    op.create_index("ix_queue_entries_status", "queue_entries", [*_BEFORE])


def _sent_on(dialect: str) -> str:
    """The day in Việt Nam on which a request was made."""
    days = {
        "sqlite": "date(created_at, '+7 hours')",
        "postgresql": "(created_at AT TIME ZONE INTERVAL '07:00')::date",
    }
    of_request = f"SELECT {days[dialect]} FROM support_requests WHERE id = request_id"  # noqa: S608
    return f"UPDATE queue_entries SET sent_on = ({of_request})"  # noqa: S608 - ours


def _compare_paths(collation: str, operators: dict[str, str] | None) -> None:
    if op.get_bind().dialect.name == "sqlite":  # which compares bytes anyway
        return
    op.drop_index("ix_administrative_units_path", "administrative_units")
    op.execute(f"ALTER TABLE administrative_units ALTER COLUMN path TYPE TEXT {collation}")
    op.create_index(
        "ix_administrative_units_path",
        "administrative_units",
        ["path"],
        postgresql_ops=operators or {},
    )
