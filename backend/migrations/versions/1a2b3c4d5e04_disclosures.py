"""Disclosures to others, and breaches."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e04"
down_revision = "1a2b3c4d5e03"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
# Up to now only orders to operators were noted.
FORMER = {"receiver_kind": "operator", "basis": "consent", "programme": "", "paper": "order"}


def _points(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Everything that was noted until now are orders, whose lines say of whom."""
    with op.batch_alter_table("disclosures") as batch:
        for name, value in FORMER.items():
            batch.add_column(sa.Column(name, SHORT, server_default=value, nullable=False))
        batch.add_column(sa.Column("note", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("once", SHORT, nullable=True))
        batch.create_unique_constraint(op.f("uq_disclosures_once"), ["once"])
    with op.batch_alter_table("disclosures") as batch:
        for name in FORMER:
            batch.alter_column(name, existing_type=SHORT, server_default=None)
    op.create_table(
        "disclosed_requests",
        sa.Column("disclosure_id", ROW, autoincrement=False, nullable=False),
        sa.Column("request_id", ROW, autoincrement=False, nullable=False),
        _points("disclosed_requests", "disclosure_id", "disclosures"),
        _points("disclosed_requests", "request_id", "support_requests", "CASCADE"),
        sa.PrimaryKeyConstraint("disclosure_id", "request_id", name=op.f("pk_disclosed_requests")),
    )
    op.create_index(op.f("ix_disclosed_requests_request_id"), "disclosed_requests", ["request_id"])
    op.execute(
        "INSERT INTO disclosed_requests (disclosure_id, request_id) "
        "SELECT DISTINCT disclosures.id, package_order_lines.request_id "
        "FROM disclosures JOIN package_order_lines ON package_order_lines.order_id = "
        "disclosures.subject_id WHERE disclosures.subject = 'package_orders'"
    )
    op.create_table(
        "export_requests",
        sa.Column("export_id", ROW, autoincrement=False, nullable=False),
        sa.Column("request_id", ROW, autoincrement=False, nullable=False),
        _points("export_requests", "export_id", "exports", "CASCADE"),
        _points("export_requests", "request_id", "support_requests", "CASCADE"),
        sa.PrimaryKeyConstraint("export_id", "request_id", name=op.f("pk_export_requests")),
    )
    op.create_index(op.f("ix_export_requests_request_id"), "export_requests", ["request_id"])
    _breaches()


def _breaches() -> None:
    op.create_table(
        "breaches",
        sa.Column("id", ROW, nullable=False),
        sa.Column("code", SHORT, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("lessons", sa.LargeBinary(), nullable=False),
        sa.Column("once", SHORT, nullable=False),
        sa.Column("version", ROW, nullable=False),
        _points("breaches", "unit_id", "administrative_units"),
        _points("breaches", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaches")),
        sa.UniqueConstraint("code", name=op.f("uq_breaches_code")),
        sa.UniqueConstraint("once", name=op.f("uq_breaches_once")),
    )
    op.create_index("ix_breaches_list", "breaches", ["unit_id", "id"])
    op.create_table(
        "breach_accounts",
        sa.Column("id", ROW, nullable=False),
        sa.Column("breach_id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("found_by", sa.LargeBinary(), nullable=False),
        sa.Column("happened", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("people", ROW, nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("consequences", sa.LargeBinary(), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=False),
        sa.Column("via_zalo", sa.Boolean(), nullable=False),
        _points("breach_accounts", "breach_id", "breaches"),
        _points("breach_accounts", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_accounts")),
    )
    op.create_index("ix_breach_accounts_breach", "breach_accounts", ["breach_id", "id"])
    op.create_table(
        "breach_notices",
        sa.Column("id", ROW, nullable=False),
        sa.Column("breach_id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("receiver", SHORT, nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        _points("breach_notices", "breach_id", "breaches"),
        _points("breach_notices", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_notices")),
    )
    op.create_index("ix_breach_notices_breach", "breach_notices", ["breach_id", "id"])


def downgrade() -> None:
    """The register of orders stays."""
    for table in ("breach_notices", "breach_accounts", "breaches", "export_requests"):
        op.drop_table(table)
    op.drop_table("disclosed_requests")
    with op.batch_alter_table("disclosures") as batch:
        batch.drop_constraint(op.f("uq_disclosures_once"), type_="unique")
        for name in ("once", "note", *FORMER):
            batch.drop_column(name)
