"""Orders to operators and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "f5e6082a0c05"
down_revision = "f4d5f7190b04"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("is_open")


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Every package that there is was registered by hand: it runs, or its operator is waited for."""
    _packages()
    op.create_table(
        "package_orders",
        sa.Column("id", ROW, nullable=False),
        sa.Column("code", SHORT, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("operator", SHORT, nullable=False),
        sa.Column("state", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("version", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("sent_by_id", ROW, nullable=True),
        _points("package_orders", "unit_id", "administrative_units"),
        _points("package_orders", "officer_id", "officers"),
        _points("package_orders", "sent_by_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_orders")),
        sa.UniqueConstraint("code", name=op.f("uq_package_orders_code")),
    )
    op.create_index("ix_package_orders_list", "package_orders", ["unit_id", "id"])
    op.create_table(
        "package_order_lines",
        sa.Column("id", ROW, nullable=False),
        sa.Column("order_id", ROW, nullable=False),
        sa.Column("request_id", ROW, nullable=False),
        sa.Column("package_id", ROW, nullable=True),
        sa.Column("phone", SHORT, nullable=False),
        sa.Column("sim_serial", SHORT, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        _points("package_order_lines", "order_id", "package_orders"),
        _points("package_order_lines", "request_id", "support_requests"),
        _points("package_order_lines", "package_id", "data_packages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_order_lines")),
    )
    op.create_index("ix_package_order_lines_list", "package_order_lines", ["order_id", "id"])
    op.create_index(
        op.f("ix_package_order_lines_package_id"), "package_order_lines", ["package_id"]
    )
    op.create_index(
        "ix_package_order_lines_open",
        "package_order_lines",
        ["request_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "disclosures",
        sa.Column("id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("receiver", SHORT, nullable=False),
        sa.Column("purpose", SHORT, nullable=False),
        sa.Column("subject", SHORT, nullable=False),
        sa.Column("subject_id", ROW, nullable=False),
        sa.Column("people", ROW, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        _points("disclosures", "officer_id", "officers"),
        _points("disclosures", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    op.create_index("ix_disclosures_list", "disclosures", ["unit_id", "id"])
    op.create_index("ix_disclosures_subject", "disclosures", ["subject", "subject_id"])
    _reconciliations()


def _packages() -> None:
    with op.batch_alter_table("data_packages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", ROW, nullable=True))
        batch_op.add_column(sa.Column("state", SHORT, server_default="ordered", nullable=False))
        batch_op.add_column(sa.Column("refusal", SHORT, nullable=True))
        for name in ("operator_words", "note"):
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("term", ROW, server_default="1", nullable=False))
        batch_op.add_column(sa.Column("warned_days", ROW, nullable=True))
    op.execute(
        "UPDATE data_packages SET unit_id = (SELECT r.unit_id FROM support_requests r"
        " WHERE r.id = data_packages.request_id)"
    )
    op.execute("UPDATE data_packages SET state = 'active' WHERE activated_on IS NOT NULL")
    with op.batch_alter_table("data_packages", schema=None) as batch_op:
        batch_op.alter_column("unit_id", existing_type=ROW, nullable=False)
        batch_op.alter_column("state", existing_type=SHORT, server_default=None)
        for name in ("operator_words", "note"):
            batch_op.alter_column(name, existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("term", existing_type=ROW, server_default=None)
        batch_op.create_foreign_key(
            batch_op.f("fk_data_packages_unit_id"), "administrative_units", ["unit_id"], ["id"]
        )
    op.create_index("ix_data_packages_list", "data_packages", ["unit_id", "state", "id"])
    op.create_index("ix_data_packages_ending", "data_packages", ["state", "expires_on"])
    op.create_index(op.f("ix_data_packages_phone"), "data_packages", ["phone"])


def _reconciliations() -> None:
    op.create_table(
        "package_reconciliations",
        sa.Column("id", ROW, nullable=False),
        sa.Column("order_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("applied_at", MOMENT, nullable=True),
        _points("package_reconciliations", "order_id", "package_orders"),
        _points("package_reconciliations", "unit_id", "administrative_units"),
        _points("package_reconciliations", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_reconciliations")),
        sa.UniqueConstraint(
            "unit_id", "file_hash", name=op.f("uq_package_reconciliations_unit_id_file_hash")
        ),
    )
    op.create_index(
        op.f("ix_package_reconciliations_order_id"), "package_reconciliations", ["order_id"]
    )
    op.create_table(
        "package_answer_rows",
        sa.Column("id", ROW, nullable=False),
        sa.Column("reconciliation_id", ROW, nullable=False),
        sa.Column("number", ROW, nullable=False),
        sa.Column("phone", SHORT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("verdict", SHORT, nullable=False),
        sa.Column("reason", SHORT, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("package_id", ROW, nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        _points("package_answer_rows", "reconciliation_id", "package_reconciliations"),
        _points("package_answer_rows", "package_id", "data_packages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_answer_rows")),
    )
    op.create_index(
        "ix_package_answer_rows_figure",
        "package_answer_rows",
        ["reconciliation_id", "verdict", "id"],
    )
    op.create_index(
        "ix_package_answer_rows_to_do",
        "package_answer_rows",
        ["reconciliation_id", "is_done", "id"],
    )
    op.create_index(
        op.f("ix_package_answer_rows_package_id"), "package_answer_rows", ["package_id"]
    )


def downgrade() -> None:
    """Back to packages alone; orders and answers are lost."""
    for table in (
        "package_answer_rows",
        "package_reconciliations",
        "disclosures",
        "package_order_lines",
        "package_orders",
    ):
        op.drop_table(table)
    for index in ("list", "ending", "phone"):
        op.drop_index(f"ix_data_packages_{index}", "data_packages")
    with op.batch_alter_table("data_packages", schema=None) as batch_op:
        batch_op.drop_constraint("fk_data_packages_unit_id", type_="foreignkey")
        for name in (
            "unit_id",
            "state",
            "refusal",
            "operator_words",
            "note",
            "term",
            "warned_days",
        ):
            batch_op.drop_column(name)
