"""What a running installation knows of itself: which processes live, which message is answered."""

import sqlalchemy as sa
from alembic import op

revision = "d1a0f9b3c109"
down_revision = "c0f9e8a2b098"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One table, and one column that old messages leave empty."""
    op.create_table(
        "processes_seen",
        sa.Column("part", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_processes_seen")),
    )
    op.add_column("outbox_messages", sa.Column("inbox_id", ROW, nullable=True))


def downgrade() -> None:
    """Without them."""
    op.drop_column("outbox_messages", "inbox_id")
    op.drop_table("processes_seen")
