"""Schools and their sites."""

import sqlalchemy as sa
from alembic import op

revision = "fa3b53df200a"
down_revision = "f92a42ce1009"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LEVELS = sa.Enum(
    *("preschool", "primary", "lower_secondary", "upper_secondary", "combined", "continuing"),
    name="schoollevel",
    native_enum=False,
    length=64,
)
INTERNET = sa.Enum("yes", "weak", "no", name="internet", native_enum=False, length=64)


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "schools",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("level", LEVELS, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("other_names", sa.JSON(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", ROW, nullable=False),
        _points("schools", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("unit_id", "key", name=op.f("uq_schools_unit_id_key")),
    )
    op.create_index("ix_schools_list", "schools", ["key", "id"])
    op.create_table(
        "school_sites",
        sa.Column("id", ROW, nullable=False),
        sa.Column("school_id", ROW, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("hamlet_id", ROW, nullable=True),
        sa.Column("internet", INTERNET, nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        _points("school_sites", "school_id", "schools"),
        _points("school_sites", "hamlet_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_sites")),
        sa.UniqueConstraint("school_id", "key", name=op.f("uq_school_sites_school_id_key")),
    )


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    """Without them."""
    op.drop_table("school_sites")
    op.drop_table("schools")
