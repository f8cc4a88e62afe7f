"""Papers: tables that an officer asked for as a file."""

import sqlalchemy as sa
from alembic import op

revision = "f6f7193b0d06"
down_revision = "f5e6082a0c05"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "exports",
        sa.Column("id", ROW, nullable=False),
        sa.Column("noun", SHORT, nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("reason", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("job_id", ROW, nullable=True),
        sa.Column("rows", ROW, nullable=True),
        sa.Column("size", ROW, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_exports_officer_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["administrative_units.id"], name=op.f("fk_exports_unit_id")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_exports_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index("ix_exports_officer", "exports", ["officer_id", "id"])
    op.create_index("ix_exports_expires", "exports", ["expires_at"])
    op.create_table(
        "export_pieces",
        sa.Column("export_id", ROW, nullable=False),
        sa.Column("number", ROW, nullable=False, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"],
            ["exports.id"],
            name=op.f("fk_export_pieces_export_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("export_id", "number", name=op.f("pk_export_pieces")),
    )


def downgrade() -> None:
    """Neither."""
    op.drop_table("export_pieces")
    op.drop_table("exports")
