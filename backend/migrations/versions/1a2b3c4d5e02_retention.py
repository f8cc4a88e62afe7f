"""Retention, anonymisation and erasure."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e02"
down_revision = "1a2b3c4d5e01"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NAMES = ("child", "child_written", "head", "head_written")


def upgrade() -> None:
    """When a request was anonymised and a contact erased, the marks of who was served, the batches."""
    for table in ("support_requests", "tickets"):
        op.add_column(table, sa.Column("anonymised_at", MOMENT, nullable=True))
    op.add_column("contacts", sa.Column("erased_at", MOMENT, nullable=True))
    op.create_table(
        "served_marks",
        sa.Column("request_id", ROW, autoincrement=False, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        *(sa.Column(name, sa.LargeBinary(16), nullable=True) for name in NAMES),
        sa.Column("child_birth_year", ROW, nullable=True),
        sa.Column("head_birth_year", ROW, nullable=True),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_requests.id"], name=op.f("fk_served_marks_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["administrative_units.id"], name=op.f("fk_served_marks_unit_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_served_marks")),
    )
    for name in ("child", "head"):
        op.create_index(f"ix_served_marks_{name}", "served_marks", ["unit_id", name])
    op.create_table(
        "retention_runs",
        sa.Column("id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("through", ROW, nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_runs")),
    )
    op.create_index("ix_retention_runs_step", "retention_runs", ["step", "id"])


def downgrade() -> None:
    """Without them. What is anonymised stays so."""
    op.drop_table("retention_runs")
    op.drop_table("served_marks")
    op.drop_column("contacts", "erased_at")
    for table in ("tickets", "support_requests"):
        op.drop_column(table, "anonymised_at")
