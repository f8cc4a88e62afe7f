"""What moves a request: entered by an officer, merged, transferred, asked."""

import sqlalchemy as sa
from alembic import op

from backend.vietnamese import compact

revision = "f2b3d5f70902"
down_revision = "f1a2c4e60801"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
UNREAD = sa.text("answered_at IS NOT NULL AND read_at IS NULL")
AT_ONCE = 1000  # rows


def upgrade() -> None:
    _columns()
    _fill_in_keys()
    with op.batch_alter_table("support_requests") as batch:
        batch.alter_column("child_key", existing_type=sa.Text(), server_default=None)
    op.create_table(
        "request_transfers",
        sa.Column("id", ID, nullable=False),
        _number("request_id"),
        _number("from_unit_id"),
        _number("to_unit_id"),
        _number("decisions_before"),
        sa.Column("reason", sa.Text(), nullable=False),
        _number("officer_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("request_transfers", "request_id", "support_requests"),
        _points("request_transfers", "from_unit_id", "administrative_units"),
        _points("request_transfers", "to_unit_id", "administrative_units"),
        _points("request_transfers", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_transfers")),
    )
    op.create_index(op.f("ix_request_transfers_request_id"), "request_transfers", ["request_id"])
    op.create_index("ix_request_transfers_sender", "request_transfers", ["from_unit_id", "id"])
    op.create_table(
        "request_questions",
        sa.Column("id", ID, nullable=False),
        _number("request_id"),
        sa.Column("text", sa.Text(), nullable=False),
        _number("officer_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("read_at", MOMENT, nullable=True),
        _points("request_questions", "request_id", "support_requests"),
        _points("request_questions", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_questions")),
    )
    op.create_index(op.f("ix_request_questions_request_id"), "request_questions", ["request_id"])
    op.create_index(
        "ix_request_questions_unread",
        "request_questions",
        ["request_id"],
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    )
    op.create_table(
        "family_ties",
        sa.Column("id", ID, nullable=False),
        _number("request_id"),
        _number("officer_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("family_ties", "request_id", "support_requests"),
        _points("family_ties", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_ties")),
        sa.UniqueConstraint(
            "request_id", "officer_id", name=op.f("uq_family_ties_request_id_officer_id")
        ),
    )
    op.create_table(
        "paper_consents",
        _number("request_id"),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        _number("officer_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("paper_consents", "request_id", "support_requests"),
        _points("paper_consents", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_paper_consents")),
    )


def _columns() -> None:
    with op.batch_alter_table("support_requests") as batch:
        batch.add_column(sa.Column("child_key", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("merged_into_id", ID, nullable=True))
        batch.add_column(sa.Column("created_by_id", ID, nullable=True))
        batch.create_index(batch.f("ix_support_requests_child_key"), ["child_key"])
        batch.create_index(batch.f("ix_support_requests_merged_into_id"), ["merged_into_id"])
        batch.create_foreign_key(
            batch.f("fk_support_requests_merged_into_id"),
            "support_requests",
            ["merged_into_id"],
            ["id"],
        )
        batch.create_foreign_key(
            batch.f("fk_support_requests_created_by_id"), "officers", ["created_by_id"], ["id"]
        )


def _fill_in_keys() -> None:
    """The names of children as requests for one child are found by them, a page at a time."""
    requests = sa.table(
        "support_requests",
        sa.column("id", sa.Integer),
        sa.column("child_name", sa.Text),
        sa.column("child_key", sa.Text),
    )
    connection, last = op.get_bind(), 0
    write = (
        sa.update(requests)
        .where(requests.c.id == sa.bindparam("number"))
        .values(child_key=sa.bindparam("key"))
    )
    read = sa.select(requests.c.id, requests.c.child_name).order_by(requests.c.id).limit(AT_ONCE)
    while rows := connection.execute(read.where(requests.c.id > last)).all():
        connection.execute(write, [{"number": id_, "key": compact(name)} for id_, name in rows])
        last = rows[-1].id


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, ID, nullable=False)


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for name in ("paper_consents", "family_ties", "request_questions", "request_transfers"):
        op.drop_table(name)
    with op.batch_alter_table("support_requests") as batch:
        batch.drop_constraint(batch.f("fk_support_requests_created_by_id"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_support_requests_merged_into_id"), type_="foreignkey")
        batch.drop_index(batch.f("ix_support_requests_merged_into_id"))
        batch.drop_index(batch.f("ix_support_requests_child_key"))
        for column in ("created_by_id", "merged_into_id", "child_key"):
            batch.drop_column(column)
