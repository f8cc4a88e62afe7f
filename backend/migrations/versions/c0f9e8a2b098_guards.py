"""Browsers that an officer signed in with before, and tries by address."""

import sqlalchemy as sa
from alembic import op

revision = "c0f9e8a2b098"
down_revision = "b9e8d7f1a987"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One table, one index."""
    op.create_table(
        "known_browsers",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name="fk_known_browsers_officer_id"
        ),
        sa.PrimaryKeyConstraint("token_hash", "officer_id", name="pk_known_browsers"),
    )
    op.create_index("ix_known_browsers_officer_id", "known_browsers", ["officer_id"])
    op.create_index("ix_sign_in_failures_address", "sign_in_failures", ["address"])


def downgrade() -> None:
    """Without them."""
    op.drop_index("ix_sign_in_failures_address", "sign_in_failures")
    op.drop_table("known_browsers")
