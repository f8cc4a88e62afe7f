"""When an unfinished talk was reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "e6f5b7c9eb06"
down_revision = "e5e4a6b8da05"


def upgrade() -> None:
    """One column."""
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")
