"""Message templates and broadcasts."""

import sqlalchemy as sa
from alembic import op

revision = "f81931bd0f08"
down_revision = "f70820ac0e07"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
STATES = sa.Enum(
    *("draft", "asked", "sending", "paused", "cancelled", "done"),
    name="state",
    native_enum=False,
    length=64,
)


def upgrade() -> None:
    """Three tables."""
    op.create_table(
        "message_templates",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("title", SHORT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", ROW, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        _points("message_templates", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_templates")),
    )
    op.create_index("ix_message_templates_list", "message_templates", ["unit_id", "id"])
    op.create_table(
        "broadcasts",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("second_id", ROW, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("version", ROW, nullable=False),
        sa.Column("cursor", ROW, nullable=False),
        sa.Column("expected", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        _points("broadcasts", "unit_id", "administrative_units"),
        _points("broadcasts", "officer_id", "officers"),
        _points("broadcasts", "second_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index("ix_broadcasts_list", "broadcasts", ["unit_id", "id"])
    op.create_table(
        "broadcast_recipients",
        sa.Column("broadcast_id", ROW, autoincrement=False, nullable=False),
        sa.Column("contact_id", ROW, autoincrement=False, nullable=False),
        sa.Column("outbox_id", ROW, nullable=False),
        _points("broadcast_recipients", "broadcast_id", "broadcasts"),
        _points("broadcast_recipients", "contact_id", "contacts"),
        sa.PrimaryKeyConstraint(
            "broadcast_id", "contact_id", name=op.f("pk_broadcast_recipients")
        ),
    )


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    """Without them."""
    for table in ("broadcast_recipients", "broadcasts", "message_templates"):
        op.drop_table(table)
