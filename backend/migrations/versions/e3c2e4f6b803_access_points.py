"""Public computers with their hours."""

import sqlalchemy as sa
from alembic import op


revision = "e3c2e4f6b803"
down_revision = "e2b1d3e5a702"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "access_points",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=64), nullable=False),
        sa.Column("machines", ROW, nullable=False),
        sa.Column("activities", sa.Text(), nullable=False),
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", ROW, nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["administrative_units.id"],
            name=op.f("fk_access_points_unit_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_points")),
    )
    op.create_index(op.f("ix_access_points_unit_id"), "access_points", ["unit_id"])
    op.create_table(
        "access_point_exceptions",
        sa.Column("id", ROW, nullable=False),
        sa.Column("access_point_id", ROW, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["access_point_id"],
            ["access_points.id"],
            name=op.f("fk_access_point_exceptions_access_point_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_point_exceptions")),
        sa.UniqueConstraint(
            "access_point_id", "day", name=op.f("uq_access_point_exceptions_access_point_id_day")
        ),
    )


def downgrade() -> None:
    op.drop_table("access_point_exceptions")
    op.drop_table("access_points")
