"""Counts of areas, and reports of programmes."""

import sqlalchemy as sa
from alembic import op

revision = "a8d7c6e0f876"
down_revision = "f7c6b5d9e765"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DRAFT = sa.text("issued_on IS NULL")


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "area_counts",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("year", ROW, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("count", ROW, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", ROW, nullable=False),
        _points("area_counts", "unit_id", "administrative_units"),
        _points("area_counts", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_counts")),
        sa.UniqueConstraint(
            *("unit_id", "year", "code"), name=op.f("uq_area_counts_unit_id_year_code")
        ),
    )
    op.create_index("ix_area_counts_code_year", "area_counts", ["code", "year"])
    op.create_table(
        "programme_reports",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signer_title", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", ROW, nullable=False),
        _points("programme_reports", "unit_id", "administrative_units"),
        _points("programme_reports", "revision_id", "programme_revisions"),
        _points("programme_reports", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_reports")),
    )
    op.create_index(
        "uq_programme_reports_draft",
        "programme_reports",
        ["unit_id", "programme", "code", "since", "until"],
        unique=True,
        sqlite_where=DRAFT,
        postgresql_where=DRAFT,
    )
    op.create_index("ix_programme_reports_unit", "programme_reports", ["unit_id", "id"])


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    """Without them."""
    op.drop_table("programme_reports")
    op.drop_table("area_counts")
