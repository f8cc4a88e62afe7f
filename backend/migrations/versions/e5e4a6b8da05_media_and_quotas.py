"""Photos that were sent, and messages counted by month."""

import sqlalchemy as sa
from alembic import op

revision = "e5e4a6b8da05"
down_revision = "e4d3f5a7c904"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = ("waiting", "stored", "failed", "purged")


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "media_files",
        sa.Column("id", ROW, nullable=False),
        sa.Column("contact_id", ROW, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, native_enum=False, length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_type", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_media_files_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_files")),
    )
    op.create_index(op.f("ix_media_files_contact_id"), "media_files", ["contact_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_media_files_waiting",
        "media_files",
        ["due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "channel_months",
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("pieces", ROW, nullable=False),
        sa.Column("quota", ROW, nullable=True),
        sa.Column("warned_at", ROW, nullable=False),
        sa.PrimaryKeyConstraint("channel", "month", name=op.f("pk_channel_months")),
    )


def downgrade() -> None:
    """Neither."""
    op.drop_table("channel_months")
    op.drop_table("media_files")
